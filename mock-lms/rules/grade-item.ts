import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import type { AssignmentRecord, EnrollmentRecord } from "../store/records.ts";
import type { GradebookWorld } from "./gradebook-settings.ts";

/** A member whose grades are shown and may be written: active, and no course admin. */
export function isGradeable(member: EnrollmentRecord): boolean {
  return member.status === enrollmentStatus.active && member.admin === 0;
}

/** An item is graded when it has a category, or is a midterm or final (Schoology API: grading_categories). */
export function isGraded(item: AssignmentRecord): boolean {
  return item.categoryId !== 0 || item.isFinal === 1;
}

/** An item in whose place there can be grades: graded, or ungraded where settings let that pass. */
export function takesGrades(world: GradebookWorld, item: AssignmentRecord): boolean {
  return isGraded(item) || world.gradebook.gradeWithoutCategory;
}

/** The members that an item is assigned to; undefined when it is everyone's. */
export function assigneesOf(
  world: Pick<GradebookWorld, "view">,
  item: AssignmentRecord,
): ReadonlySet<number> | undefined {
  if (item.assigneeIds.length === 0 && item.groupIds.length === 0) return undefined;
  const ids = new Set(item.assigneeIds);
  for (const groupId of item.groupIds) {
    for (const id of world.view.gradingGroups.get(groupId)?.memberIds ?? []) ids.add(id);
  }
  return ids;
}

/** Items as the original lists them: midterms and finals last, then by due date, those without one last. */
export function inListOrder(items: readonly AssignmentRecord[]): readonly AssignmentRecord[] {
  return items.toSorted(
    (left, right) =>
      left.isFinal - right.isFinal || compareDue(left.due, right.due) || left.id - right.id,
  );
}

function compareDue(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "") return 1;
  if (right === "") return -1;
  return left < right ? -1 : 1;
}
