import { refuseUnknown } from "../rules/decision.ts";
import { refuseGradingPeriodDelete } from "../rules/grading-period-row.ts";
import { periodKey } from "../rules/period-key.ts";
import type { LmsStore } from "../store/lms-store.ts";
import type { GradingPeriodRecord } from "../store/records.ts";
import type { Applied, LiveWorld } from "./live-world.ts";

/**
 * Deletes a grading period that no section uses (Schoology API: gradingperiods DELETE).
 *
 * What gradebooks still hold of it goes too: sections that left the period kept it for when they come back. Items
 * are then under "Other".
 */
export function deleteGradingPeriod(world: LiveWorld, id: number): Applied<GradingPeriodRecord> {
  const record = world.store.gradingPeriods.get(id);
  if (record === undefined) return refuseUnknown("There is no grading period with this id.");
  const refusal = refuseGradingPeriodDelete(world, id);
  if (refusal !== undefined) return refusal;
  forgetPeriod(world.store, id);
  world.store.gradingPeriods.remove(id);
  return { kind: "done", record };
}

function forgetPeriod({ assignments, finalMarks, gradebooks }: LmsStore, id: number): void {
  const key = periodKey(id);
  for (const item of [...assignments.values()].filter(({ periodId }) => periodId === id)) {
    assignments.replace({ ...item, periodId: 0 });
  }
  for (const mark of [...finalMarks.values()].filter((one) => one.periodKey === key)) {
    finalMarks.remove(mark.id);
  }
  const isOther = (weight: { readonly key: string }): boolean => weight.key !== key;
  for (const book of [...gradebooks.values()].filter((one) => !one.periodWeights.every(isOther))) {
    gradebooks.replace({ ...book, periodWeights: book.periodWeights.filter(isOther) });
  }
}
