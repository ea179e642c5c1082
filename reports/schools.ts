import type { RunRecord } from "../contracts/run/run-record.ts";
import { byText } from "./wording.ts";

/** One school of the record: its id in the source, its name, and a number that is safe in markup. */
export interface School {
  readonly id: string;
  readonly name: string;
  readonly number: number;
}

/** The schools of a record, the whole district first, the others by name. */
export function collectSchools(record: RunRecord): ReadonlyMap<string, School> {
  const names = new Map<string, string>([["", "Whole district"]]);
  for (const step of record.results.flatMap((result) => result.steps)) {
    for (const [id, name] of Object.entries(step.plan?.schoolNames ?? {})) {
      if (!names.has(id)) names.set(id, name);
    }
  }
  const ids = [...idsIn(record)].map((id) => ({ id, name: names.get(id) ?? id }));
  const ordered = ids.toSorted(
    (a, b) => rankOf(a.id) - rankOf(b.id) || byText(a.name, b.name) || byText(a.id, b.id),
  );
  return new Map(ordered.map((school, number) => [school.id, { ...school, number }]));
}

function rankOf(id: string): number {
  return id === "" ? 0 : 1;
}

function idsIn(record: RunRecord): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const result of record.results) {
    for (const finding of result.findings) ids.add(finding.school);
    for (const step of result.steps) {
      for (const finding of step.findings) ids.add(finding.school);
      for (const tally of step.tallies) ids.add(tally.school);
      for (const change of step.plan?.changes ?? []) ids.add(change.school);
    }
  }
  return ids;
}
