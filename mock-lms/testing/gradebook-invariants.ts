import type { LmsView } from "../store/lms-store.ts";
import type { AssignmentRecord } from "../store/records.ts";

/** What a record of a gradebook hangs on, by its kind and id; the report of one that does not hold. */
type Check = (holds: boolean, what: string) => void;

/**
 * What is wrong with the gradebooks of a store: something that refers to what is not there, or that is of another
 * section.
 */
export function brokenGradebooks(store: LmsView): readonly string[] {
  const broken: string[] = [];
  const check: Check = (holds, what) => {
    if (!holds) broken.push(what);
  };
  checkSetUp(store, check);
  for (const item of store.assignments.values()) checkItem(store, item, check);
  checkGrades(store, check);
  return broken;
}

function checkSetUp(store: LmsView, check: Check): void {
  for (const { id, sectionId } of store.gradingScales.values()) {
    check(sectionId === 0 || hasSection(store, sectionId), `section of scale ${id}`);
  }
  for (const { id, sectionId, periodWeights } of store.gradebooks.values()) {
    check(hasSection(store, sectionId), `section of gradebook ${id}`);
    const keys = periodWeights.map(({ key }) => key);
    check(new Set(keys).size === keys.length, `two weights of one period in gradebook ${id}`);
    for (const key of keys) check(isPeriodKey(store, key), `weight ${key} of gradebook ${id}`);
  }
  for (const { id, sectionId, defaultScaleId } of store.gradingCategories.values()) {
    check(hasSection(store, sectionId), `section of category ${id}`);
    check(isScaleOf(store, defaultScaleId, sectionId), `scale of category ${id}`);
  }
  for (const { id, sectionId, memberIds } of store.gradingGroups.values()) {
    check(hasSection(store, sectionId), `section of group ${id}`);
    check(areMembersOf(store, memberIds, sectionId), `members of group ${id}`);
  }
}

function checkItem(store: LmsView, item: AssignmentRecord, check: Check): void {
  const { id, sectionId, categoryId, periodId } = item;
  check(hasSection(store, sectionId), `section of item ${id}`);
  check(isScaleOf(store, item.scaleId, sectionId), `scale of item ${id}`);
  check(
    categoryId === 0 || store.gradingCategories.get(categoryId)?.sectionId === sectionId,
    `category of item ${id}`,
  );
  // A period that the section no longer has counts as none, until the section has it again.
  check(periodId === 0 || store.gradingPeriods.get(periodId) !== undefined, `period of item ${id}`);
  check(areMembersOf(store, item.assigneeIds, sectionId), `assignees of item ${id}`);
  check(
    isSet(item.groupIds) &&
      item.groupIds.every((group) => store.gradingGroups.get(group)?.sectionId === sectionId),
    `groups of item ${id}`,
  );
}

function checkGrades(store: LmsView, check: Check): void {
  for (const grade of store.grades.values()) {
    const { id, sectionId } = grade;
    const item = store.assignments.get(grade.assignmentId);
    check(item?.sectionId === sectionId, `item of grade ${id}`);
    check(isMemberOf(store, grade.enrollmentId, sectionId), `member of grade ${id}`);
    check(grade.value === null || grade.exception === 0, `grade ${id} beside an exception`);
  }
  for (const { id, sectionId, enrollmentId, periodKey } of store.finalMarks.values()) {
    check(isMemberOf(store, enrollmentId, sectionId), `member of final mark ${id}`);
    check(isPeriodKey(store, periodKey), `period of final mark ${id}`);
  }
}

function hasSection(store: LmsView, id: number): boolean {
  return store.sections.get(id) !== undefined;
}

function isScaleOf(store: LmsView, id: number, sectionId: number): boolean {
  if (id === 0) return true;
  const owner = store.gradingScales.get(id)?.sectionId;
  return owner === 0 || owner === sectionId;
}

function isMemberOf(store: LmsView, enrollmentId: number, sectionId: number): boolean {
  return store.enrollments.get(enrollmentId)?.sectionId === sectionId;
}

function areMembersOf(store: LmsView, ids: readonly number[], sectionId: number): boolean {
  return isSet(ids) && ids.every((id) => isMemberOf(store, id, sectionId));
}

function isSet(ids: readonly number[]): boolean {
  return new Set(ids).size === ids.length;
}

/** `other`, `final`, or `p` and the id of a grading period that is there. */
function isPeriodKey(store: LmsView, key: string): boolean {
  if (key === "other" || key === "final") return true;
  return /^p\d+$/.test(key) && store.gradingPeriods.get(Number(key.slice(1))) !== undefined;
}
