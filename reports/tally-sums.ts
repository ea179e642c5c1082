import { ObjectKind } from "../contracts/run/plan.ts";
import type { ChangeTally, ResultRecord, StepRecord } from "../contracts/run/run-record.ts";
import { groupBy } from "./grouping.ts";
import { byText, countOf, kindNouns } from "./wording.ts";

/** What became of changes, added up. The first three count what was applied. */
export interface TallySum {
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
  readonly held: number;
  readonly failed: number;
  readonly planned: number;
}

/** The sum of one school and kind. */
export interface TallyRow extends TallySum {
  readonly school: string;
  readonly kind: ObjectKind;
}

/**
 * All tallies of a result, those of every sync together. What is held or fails in one sync is held or
 * fails again in the next, so of several syncs the last that says so counts.
 */
export function talliesOf(result: ResultRecord): readonly ChangeTally[] {
  const seen = new Set<string>();
  const tallies = result.steps.flatMap(stepTallies).toReversed();
  return tallies
    .map((tally) => {
      const key = JSON.stringify([tally.kind, tally.action, tally.school]);
      if (seen.has(key)) return { ...tally, held: 0, failed: 0 };
      if (tally.held + tally.failed > 0) seen.add(key);
      return tally;
    })
    .toReversed();
}

/** The tallies of a step. Of a plan that was only made, what would be applied counts as applied. */
export function stepTallies({ kind, tallies }: StepRecord): readonly ChangeTally[] {
  if (kind !== "plan") return tallies;
  return tallies.map((tally) => ({ ...tally, applied: tally.planned - tally.held }));
}

/** Adds tallies up. */
export function sumTallies(tallies: readonly ChangeTally[]): TallySum {
  const sum = { created: 0, changed: 0, removed: 0, held: 0, failed: 0, planned: 0 };
  for (const tally of tallies) {
    if (tally.action === "create") sum.created += tally.applied;
    if (tally.action === "update") sum.changed += tally.applied;
    if (tally.action === "remove") sum.removed += tally.applied;
    sum.held += tally.held;
    sum.failed += tally.failed;
    sum.planned += tally.planned;
  }
  return sum;
}

/** One sum per school and kind, schools in the order given by `schoolName`, kinds in the order of work. */
export function tallyRows(
  tallies: readonly ChangeTally[],
  schoolName: (school: string) => string,
): readonly TallyRow[] {
  const groups = groupBy(tallies, (tally) => JSON.stringify([tally.school, tally.kind]));
  const rows = [...groups.values()].flatMap((group) => {
    const first = group[0];
    return first === undefined
      ? []
      : [{ school: first.school, kind: first.kind, ...sumTallies(group) }];
  });
  const kindRank = (row: TallyRow): number => ObjectKind.options.indexOf(row.kind);
  return rows.toSorted(
    (a, b) =>
      byText(schoolName(a.school), schoolName(b.school)) ||
      byText(a.school, b.school) ||
      kindRank(a) - kindRank(b),
  );
}

/** The counts per kind in words, such as `12 sections and 3 users`; only the kinds with any. */
export function kindsInWords(
  tallies: readonly ChangeTally[],
  count: (tally: ChangeTally) => number,
): string {
  const parts = ObjectKind.options.flatMap((kind) => {
    const total = tallies
      .filter((tally) => tally.kind === kind)
      .reduce((sum, tally) => sum + count(tally), 0);
    return total === 0 ? [] : [countOf(total, kindNouns[kind])];
  });
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
