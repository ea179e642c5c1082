import { describeDiagnostic, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Finding } from "../../contracts/run/run-record.ts";

/** How many examples a finding keeps. The count stays exact. */
export const examplesMax = 200;

/** How many rows of evidence a finding keeps, such as the pairs of a trial switch. */
export const evidenceMax = 5_000;

const severityRank: Readonly<Record<Diagnostic["severity"], number>> = {
  error: 0,
  warn: 1,
  info: 2,
};

/** Takes equal diagnostics of one school together, worst first, then most, then by code and school. */
export function consolidate(diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.code}\n${diagnostic.severity}\n${diagnostic.school}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [diagnostic]);
    else group.push(diagnostic);
  }
  return [...groups.values()].flatMap(toFinding).toSorted(compare);
}

function toFinding(group: readonly Diagnostic[]): readonly Finding[] {
  const [first] = group;
  if (first === undefined) return [];
  return [
    {
      code: first.code,
      severity: first.severity,
      rules: [...describeDiagnostic(first).rules],
      school: first.school,
      count: group.length,
      examples: group.slice(0, examplesMax).map(({ at, args }) => ({ at, args: { ...args } })),
      evidence: group.flatMap(({ evidence = [] }) => evidence).slice(0, evidenceMax),
    },
  ];
}

function compare(left: Finding, right: Finding): number {
  return (
    severityRank[left.severity] - severityRank[right.severity] ||
    right.count - left.count ||
    compareText(left.code, right.code) ||
    compareText(left.school, right.school)
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
