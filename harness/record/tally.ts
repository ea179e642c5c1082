import type { Change, Plan } from "../../contracts/run/plan.ts";
import type { ChangeTally } from "../../contracts/run/run-record.ts";

/**
 * Counts a plan's changes by kind, action and school, in the plan's order, and what became of them.
 *
 * @param failed the changes that failed; undefined when the plan was not applied
 */
export function tallyChanges(
  plan: Plan,
  failed: ReadonlySet<Change> | undefined,
): readonly ChangeTally[] {
  const tallies = new Map<string, { -readonly [Name in keyof ChangeTally]: ChangeTally[Name] }>();
  for (const change of plan.changes) {
    const { kind, action, school } = change;
    const key = `${kind}\n${action}\n${school}`;
    const tally = tallies.get(key) ?? {
      kind,
      action,
      school,
      planned: 0,
      held: 0,
      applied: 0,
      failed: 0,
    };
    tallies.set(key, tally);
    tally.planned += 1;
    if (change.held !== null) tally.held += 1;
    else if (failed === undefined) continue;
    else if (failed.has(change)) tally.failed += 1;
    else if (plan.applyable) tally.applied += 1;
  }
  return [...tallies.values()];
}
