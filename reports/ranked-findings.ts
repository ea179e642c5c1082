import { describeDiagnostic, type Fields, Severity } from "../contracts/run/diagnostic.ts";
import type { Finding, ResultRecord } from "../contracts/run/run-record.ts";
import { groupBy } from "./grouping.ts";
import { byText } from "./wording.ts";

/** One record that shows a finding, in words. */
interface FindingExample {
  readonly at: string;
  readonly message: string;
}

/** All findings of one code in a result, taken together over its schools and steps. */
export interface RankedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly rules: readonly string[];
  readonly remedies: readonly string[];
  /** Records concerned, as far as the record tells them apart: a step that repeats a finding adds nothing. */
  readonly count: number;
  readonly schools: readonly { readonly school: string; readonly count: number }[];
  readonly examples: readonly FindingExample[];
  readonly evidence: readonly Fields[];
  /** Where it was seen: the numbers of the steps from 1, and 0 for reading the source. */
  readonly steps: readonly number[];
}

interface Sighting {
  readonly step: number;
  readonly finding: Finding;
}

const examplesMax = 10;

/** The findings of a result, the most harmful first: by severity, then by count. */
export function rankFindings(
  result: Pick<ResultRecord, "findings" | "steps">,
): readonly RankedFinding[] {
  const groups = groupBy(sightingsOf(result), ({ finding }) =>
    JSON.stringify([finding.severity, finding.code]),
  );
  return [...groups.values()].map(joinSightings).toSorted(byHarm);
}

/** The order of harm. */
function byHarm(one: RankedFinding, other: RankedFinding): number {
  const rank = (finding: RankedFinding): number => Severity.options.indexOf(finding.severity);
  return rank(one) - rank(other) || other.count - one.count || byText(one.code, other.code);
}

function sightingsOf(result: Pick<ResultRecord, "findings" | "steps">): readonly Sighting[] {
  const fromSource = result.findings.map((finding) => ({ step: 0, finding }));
  const fromSteps = result.steps.flatMap((step, index) =>
    step.findings.map((finding) => ({ step: index + 1, finding })),
  );
  return [...fromSource, ...fromSteps];
}

function joinSightings(sightings: readonly Sighting[]): RankedFinding {
  const findings = sightings.map(({ finding }) => finding);
  const code = findings[0]?.code ?? "";
  const shown = [...worstSightings(sightings).values()].flatMap((worst) =>
    worst.flatMap((finding) => finding.examples),
  );
  const words = shown.map(({ at, args }) => {
    const { message, remedy } = describeDiagnostic({ code, args });
    return { at, message, remedy };
  });
  const schools = countSchools(sightings);
  return {
    code,
    severity: findings[0]?.severity ?? "info",
    title: describeDiagnostic({ code, args: {} }).title,
    rules: [...new Set(findings.flatMap((finding) => finding.rules))],
    remedies: remediesOf(code, words),
    count: schools.reduce((sum, school) => sum + school.count, 0),
    schools,
    examples: distinct(words.map(({ at, message }) => ({ at, message }))).slice(0, examplesMax),
    evidence: distinct(findings.flatMap((finding) => finding.evidence)),
    steps: [...new Set(sightings.map(({ step }) => step))],
  };
}

/**
 * The findings of the step that saw most of a school, by school. A second sync sees the same broken record
 * again, so steps are not added up, and the records shown are those that are counted.
 */
function worstSightings(sightings: readonly Sighting[]): ReadonlyMap<string, readonly Finding[]> {
  const bySchool = groupBy(sightings, ({ finding }) => finding.school);
  return new Map(
    [...bySchool].map(([school, seen]) => {
      const steps = [...groupBy(seen, ({ step }) => step).values()].map((step) =>
        step.map(({ finding }) => finding),
      );
      const [worst = []] = steps.toSorted((one, other) => countIn(other) - countIn(one));
      return [school, worst];
    }),
  );
}

function countIn(findings: readonly Finding[]): number {
  return findings.reduce((sum, { count }) => sum + count, 0);
}

function countSchools(sightings: readonly Sighting[]): RankedFinding["schools"] {
  return [...worstSightings(sightings)]
    .map(([school, findings]) => ({ school, count: countIn(findings) }))
    .toSorted((a, b) => b.count - a.count || byText(a.school, b.school));
}

function remediesOf(code: string, words: readonly { readonly remedy: string }[]): string[] {
  const remedies = words.length === 0 ? [describeDiagnostic({ code, args: {} })] : words;
  return [...new Set(remedies.map(({ remedy }) => remedy))].filter((remedy) => remedy !== "");
}

function distinct<Item extends object>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [stableKey(item), item])).values()];
}

function stableKey(item: object): string {
  return JSON.stringify(Object.entries(item).toSorted(([a], [b]) => byText(a, b)));
}
