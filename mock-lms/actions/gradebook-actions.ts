import type { GradeWrite, FinalCommentWrite } from "../../contracts/lms/gradebook.ts";
import { refuseUnknown } from "../rules/decision.ts";
import { decideFinalComment, decideGrade } from "../rules/grade-row.ts";
import { findCategory } from "../rules/grading-category-row.ts";
import { findGroup } from "../rules/grading-group-row.ts";
import type { GradebookWorld } from "../rules/gradebook-settings.ts";
import type { Clock } from "../../core/clock.ts";
import type { LmsStore } from "../store/lms-store.ts";
import type {
  AssignmentRecord,
  FinalMarkRecord,
  GradeRecord,
  GradingCategoryRecord,
  GradingGroupRecord,
} from "../store/records.ts";
import { applyDecision, type Applied } from "./live-world.ts";

/** What changing a gradebook needs: its state, its settings, and the time that grades are stamped with. */
export interface GradebookDesk extends GradebookWorld {
  readonly store: LmsStore;
  readonly clock: Clock;
}

/** Carries out one row of a PUT of grades. */
export function putGrade(
  desk: GradebookDesk,
  row: GradeWrite,
  sectionId: number,
): Applied<GradeRecord> {
  const at = { sectionId, nowSeconds: Math.floor(desk.clock.now() / 1_000) };
  return applyDecision(desk.store.grades, decideGrade(desk, row, at));
}

/** Carries out one row of a PUT of final comments. */
export function putFinalComment(
  desk: GradebookDesk,
  row: FinalCommentWrite,
  sectionId: number,
): Applied<FinalMarkRecord> {
  return applyDecision(desk.store.finalMarks, decideFinalComment(desk, row, sectionId));
}

/** Deletes a category. Its items become ungraded: their grades are kept, and show again with another category. */
export function deleteCategory(
  desk: Pick<GradebookDesk, "store" | "view">,
  id: number,
  sectionId: number,
): Applied<GradingCategoryRecord> {
  const record = findCategory(desk, id, sectionId);
  if (record === undefined) return refuseUnknown("There is no such grading category here.");
  for (const item of desk.store.assignments.list("section", sectionId)) {
    if (item.categoryId === id) desk.store.assignments.replace({ ...item, categoryId: 0 });
  }
  desk.store.gradingCategories.remove(id);
  return { kind: "done", record };
}

/** Deletes a group. Items that were assigned to it alone become everyone's. */
export function deleteGroup(
  desk: Pick<GradebookDesk, "store" | "view">,
  id: number,
  sectionId: number,
): Applied<GradingGroupRecord> {
  const record = findGroup(desk, id, sectionId);
  if (record === undefined) return refuseUnknown("There is no such grading group here.");
  for (const item of desk.store.assignments.list("section", sectionId)) {
    if (!item.groupIds.includes(id)) continue;
    const groupIds = item.groupIds.filter((groupId) => groupId !== id);
    desk.store.assignments.replace({ ...item, groupIds });
  }
  desk.store.gradingGroups.remove(id);
  return { kind: "done", record };
}

/** Deletes an item with its grades. This cannot be undone (Schoology API: assignments DELETE). */
export function deleteItem(
  { store }: Pick<GradebookDesk, "store">,
  id: number,
  sectionId: number,
): Applied<AssignmentRecord> {
  const record = store.assignments.get(id);
  if (record?.sectionId !== sectionId) return refuseUnknown("There is no such item here.");
  for (const grade of store.grades.list("assignment", id)) store.grades.remove(grade.id);
  store.assignments.remove(id);
  return { kind: "done", record };
}
