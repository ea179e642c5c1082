import type { AssignmentRecord } from "../store/records.ts";
import type { GradebookWorld } from "./gradebook-settings.ts";

/** The key of grades in no period, and of the grade over all periods. */
export const otherPeriodKey = "other";
export const finalPeriodKey = "final";

/** The key of a grading period: `p13011` (Schoology API: grades). */
export function periodKey(periodId: number): string {
  return `p${periodId}`;
}

/** The key of a midterm or final, which counts as a period of its own: `a` and its id. */
export function finalItemKey(itemId: number): string {
  return `a${itemId}`;
}

/** The key that an item's grades stand under. A period that the section no longer has counts as none. */
export function keyOfItem(item: AssignmentRecord, periodIds: ReadonlySet<number>): string {
  if (item.isFinal === 1) return finalItemKey(item.id);
  return periodIds.has(item.periodId) ? periodKey(item.periodId) : otherPeriodKey;
}

/** The key that a `period_id` names: an id with or without `p`, "other" or "final"; undefined when it names none of this section. */
export function periodKeyOf(
  world: Pick<GradebookWorld, "view">,
  text: string,
  sectionId: number,
): string | undefined {
  if (text === otherPeriodKey || text === finalPeriodKey) return text;
  const id = /^p?(\d{1,15})$/.exec(text)?.[1];
  const section = world.view.sections.get(sectionId);
  return id !== undefined && section?.gradingPeriodIds.includes(Number(id)) === true
    ? periodKey(Number(id))
    : undefined;
}
