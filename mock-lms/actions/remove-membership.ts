import type { LmsStore } from "../store/lms-store.ts";
import { forgetOrigins } from "./section-ties.ts";

/**
 * Destroys a membership with all that hangs on it: grades, final comments and overrides, places in
 * grading groups and among assignees. Unenrolling does not do this: it archives.
 */
export function removeMembership(store: LmsStore, id: number): void {
  const member = store.enrollments.get(id);
  if (member === undefined) return;
  for (const grade of store.grades.list("enrollment", id)) store.grades.remove(grade.id);
  for (const mark of store.finalMarks.list("enrollment", id)) store.finalMarks.remove(mark.id);
  for (const group of store.gradingGroups.list("section", member.sectionId)) {
    if (!group.memberIds.includes(id)) continue;
    store.gradingGroups.replace({ ...group, memberIds: without(group.memberIds, id) });
  }
  for (const item of store.assignments.list("section", member.sectionId)) {
    if (!item.assigneeIds.includes(id)) continue;
    store.assignments.replace({ ...item, assigneeIds: without(item.assigneeIds, id) });
  }
  forgetOrigins(store, id);
  store.enrollments.remove(id);
}

/** Destroys a section's gradebook and its members, as deleting the section does. */
export function removeSectionContents(store: LmsStore, sectionId: number): void {
  for (const grade of store.grades.list("section", sectionId)) store.grades.remove(grade.id);
  for (const member of store.enrollments.list("section", sectionId)) {
    for (const mark of store.finalMarks.list("enrollment", member.id)) {
      store.finalMarks.remove(mark.id);
    }
    forgetOrigins(store, member.id);
    store.enrollments.remove(member.id);
  }
  const kinds = [
    store.assignments,
    store.gradingGroups,
    store.gradingCategories,
    store.gradingScales,
  ] as const;
  for (const kind of kinds) {
    for (const record of kind.list("section", sectionId)) kind.remove(record.id);
  }
  const options = store.gradebooks.find("section", String(sectionId));
  if (options !== undefined) store.gradebooks.remove(options.id);
}

function without(ids: readonly number[], id: number): readonly number[] {
  return ids.filter((other) => other !== id);
}
