import {
  gradeException,
  type AssignmentWrite,
  type GradeWrite,
} from "../../../contracts/lms/gradebook.ts";
import { decideAssignmentPost, decideAssignmentPut } from "../../rules/assignment-row.ts";
import { refuseAmounts } from "../../rules/gradebook-amounts.ts";
import { decideFinalMark } from "../../rules/grade-row.ts";
import { isGradeable } from "../../rules/grade-item.ts";
import { finalPeriodKey, otherPeriodKey } from "../../rules/period-key.ts";
import { gradeKey } from "../../store/gradebook-collections.ts";
import type { AssignmentRecord, FinalMarkRecord, GradeRecord } from "../../store/records.ts";
import { deleteItem, putGrade } from "../gradebook-actions.ts";
import { applyDecision } from "../live-world.ts";
import type { HasStore } from "../people-actions.ts";
import {
  deskOf,
  findCategoryTitled,
  findItem,
  findMember,
  findPeriodTitled,
  findScaleTitled,
  findSection,
  RefusedActionError,
  settled,
  type CellName,
  type HasGradebook,
  type ItemName,
} from "./gradebook-names.ts";

/** What a teacher fills in to create an item. Category, scale and period are named by title. */
export interface NewItem {
  readonly sectionSchoolCode: string;
  readonly title: string;
  readonly type?: AssignmentRecord["type"];
  readonly description?: string;
  /** `YYYY-MM-DD HH:MM:SS` where the school is. */
  readonly due?: string;
  readonly category?: string;
  readonly gradingPeriod?: string;
  readonly scale?: string;
  readonly maxPoints?: number;
  readonly factor?: number;
  readonly midtermOrFinal?: boolean;
  readonly published?: boolean;
  readonly countInGrade?: boolean;
  readonly collectedOnly?: boolean;
  /** The members that it is for, by Unique ID; everyone without. */
  readonly assignees?: readonly string[];
  /** Mock-only, on by default (facts B.4). */
  readonly syncToSis?: boolean;
  /** Mock-only: the grading task of the SIS that the item is meant for. */
  readonly gradingTask?: string;
}

/**
 * A teacher creates an item. Without a category it is ungraded, without a period it is under "Other".
 *
 * @throws UnknownObjectError when the section, or what the item names, is not there
 * @throws RefusedActionError when a rule forbids it
 */
export function createItem(mock: HasGradebook, item: NewItem): AssignmentRecord {
  const section = findSection(mock, item.sectionSchoolCode);
  const origin = {
    sectionId: section.id,
    type: item.type ?? "assignment",
    syncToSis: item.syncToSis === false ? 0 : 1,
    gradingTask: item.gradingTask ?? "",
  } as const;
  const row = rowOf(mock, item);
  return settled(
    applyDecision(mock.store.assignments, decideAssignmentPost(deskOf(mock), row, origin)),
  );
}

function rowOf(mock: HasGradebook, item: NewItem): AssignmentWrite {
  const section = findSection(mock, item.sectionSchoolCode);
  const { title, description, due, category, gradingPeriod, scale, maxPoints, factor } = item;
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(due === undefined ? {} : { due }),
    ...(maxPoints === undefined ? {} : { max_points: maxPoints }),
    ...(factor === undefined ? {} : { factor }),
    ...(category === undefined
      ? {}
      : { grading_category: findCategoryTitled(mock, section, category).id }),
    ...(gradingPeriod === undefined
      ? {}
      : { grading_period: findPeriodTitled(mock, gradingPeriod).id }),
    ...(scale === undefined ? {} : { grading_scale: findScaleTitled(mock, section, scale).id }),
    ...flagsOf(item),
    assignees: (item.assignees ?? []).map((schoolUid) =>
      String(findMember(mock, { ...item, schoolUid }).id),
    ),
  };
}

function flagsOf(item: NewItem): AssignmentWrite {
  return {
    is_final: item.midtermOrFinal === true ? 1 : 0,
    published: item.published === false ? 0 : 1,
    count_in_grade: item.countInGrade === false ? 0 : 1,
    collected_only: item.collectedOnly === true ? 1 : 0,
  };
}

/**
 * A teacher deletes an item with its grades. This cannot be undone.
 *
 * @throws UnknownObjectError when the section or the item is not there
 */
export function deleteItemByHand(mock: HasGradebook, by: ItemName): AssignmentRecord {
  const { id, sectionId } = findItem(mock, by);
  return settled(deleteItem(mock, id, sectionId));
}

/**
 * A teacher publishes an item, or unpublishes it: its grades then count no more (a setting).
 *
 * @throws UnknownObjectError when the section or the item is not there
 */
export function publishItem(
  mock: HasGradebook,
  by: ItemName & { readonly published: boolean },
): AssignmentRecord {
  return changeItem(mock, by, { published: by.published ? 1 : 0 });
}

/**
 * A teacher moves an item to another category, by title; null makes it ungraded and hides its grades.
 *
 * @throws UnknownObjectError when the section, the item or the category is not there
 */
export function moveItemToCategory(
  mock: HasGradebook,
  by: ItemName & { readonly category: string | null },
): AssignmentRecord {
  const section = findSection(mock, by.sectionSchoolCode);
  const category = by.category === null ? 0 : findCategoryTitled(mock, section, by.category).id;
  return changeItem(mock, by, { grading_category: category });
}

function changeItem(mock: HasGradebook, by: ItemName, row: AssignmentWrite): AssignmentRecord {
  const decision = decideAssignmentPut(deskOf(mock), row, findItem(mock, by));
  return settled(applyDecision(mock.store.assignments, decision));
}

/**
 * A teacher enters a grade: a number, or a level of the item's scale; null clears it. A grade takes an
 * exception away.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 * @throws RefusedActionError when the item or the member is not graded, or the grade is no level
 */
export function gradeMember(
  mock: HasGradebook,
  by: CellName & { readonly grade: number | string | null },
): GradeRecord {
  return writeCell(mock, by, { grade: by.grade });
}

/**
 * A teacher excuses a member from an item: no grade, and nothing counts.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 * @throws RefusedActionError when the item or the member is not graded
 */
export function excuseMember(mock: HasGradebook, by: CellName): GradeRecord {
  return writeCell(mock, by, { exception: gradeException.excused });
}

/**
 * A teacher marks a member's work as incomplete: no grade, and nothing counts.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 * @throws RefusedActionError when the item or the member is not graded
 */
export function markIncomplete(mock: HasGradebook, by: CellName): GradeRecord {
  return writeCell(mock, by, { exception: gradeException.incomplete });
}

/**
 * A teacher marks a member's work as missing, under the code that settings give it.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 * @throws RefusedActionError when settings give no code, or the item or the member is not graded
 */
export function markMissing(mock: HasGradebook, by: CellName): GradeRecord {
  const { missing } = mock.gradebook;
  if (missing === null) {
    throw new RefusedActionError(
      "Failed to mark work as missing: the settings of this mock give no code for it.",
    );
  }
  return writeCell(mock, by, { exception: missing.code });
}

/**
 * A teacher takes an exception away, leaving the cell empty until it is graded.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 */
export function clearException(mock: HasGradebook, by: CellName): GradeRecord {
  return writeCell(mock, by, { exception: gradeException.none });
}

/**
 * A teacher comments on a grade, for the student to see or not.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 */
export function commentOnGrade(
  mock: HasGradebook,
  by: CellName & { readonly comment: string; readonly visible: boolean },
): GradeRecord {
  return writeCell(mock, by, { comment: by.comment, comment_status: by.visible ? 1 : 0 });
}

function writeCell(mock: HasGradebook, by: CellName, row: GradeWrite): GradeRecord {
  const item = findItem(mock, by);
  const place = { assignment_id: String(item.id), enrollment_id: String(findMember(mock, by).id) };
  return settled(putGrade(deskOf(mock), { ...place, ...row }, item.sectionId));
}

/**
 * The product scores a member's work itself, as it does with tests. What a person enters afterwards
 * is an override of this score.
 *
 * @throws UnknownObjectError when the section, the item or the member is not there
 * @throws RefusedActionError when the item or the member is not graded, or the score is no number of points
 */
export function scoreAutomatically(
  mock: HasGradebook,
  by: CellName & { readonly score: number },
): GradeRecord {
  const before = mock.store.grades.find(
    "place",
    gradeKey(findItem(mock, by).id, findMember(mock, by).id),
  );
  const overridden = before !== undefined && before.value !== before.calculated;
  const written = writeCell(mock, by, overridden ? {} : { grade: by.score });
  const record = { ...written, calculated: by.score };
  mock.store.grades.replace(record);
  return record;
}

/**
 * A teacher writes a final grade in place of the computed one, for a grading period by title, or for
 * "other" or "final"; null goes back to the computed one.
 *
 * @throws UnknownObjectError when the section, the member or the period is not there
 * @throws RefusedActionError when the section does not have the period, or the member is not graded
 */
export function overrideFinalGrade(
  mock: HasGradebook,
  by: Omit<CellName, "item"> & { readonly period: string; readonly grade: number | null },
): FinalMarkRecord {
  const member = findMember(mock, by);
  if (!isGradeable(member)) {
    throw new RefusedActionError(
      "Failed to override a final grade: only active members are graded, not course admins.",
    );
  }
  const refusal = refuseAmounts({ grade: by.grade ?? 0 });
  if (refusal !== undefined) return settled(refusal);
  const named = by.period === finalPeriodKey || by.period === otherPeriodKey;
  const decision = decideFinalMark(deskOf(mock), {
    member,
    period: named ? by.period : String(findPeriodTitled(mock, by.period).id),
    change: { override: by.grade },
  });
  return settled(applyDecision(mock.store.finalMarks, decision));
}

/**
 * A teacher ticks or clears an item's *Sync to SIS* box. Mock-only: never on the public wire (facts C.3).
 *
 * @throws UnknownObjectError when the section or the item is not there
 */
export function setSyncToSis(
  mock: HasStore,
  by: ItemName & { readonly syncToSis: boolean },
): AssignmentRecord {
  return replaceItem(mock, { ...findItem(mock, by), syncToSis: by.syncToSis ? 1 : 0 });
}

/**
 * Says which grading task of the SIS an item is meant for; empty: none. Mock-only.
 *
 * @throws UnknownObjectError when the section or the item is not there
 */
export function setGradingTask(
  mock: HasStore,
  by: ItemName & { readonly gradingTask: string },
): AssignmentRecord {
  return replaceItem(mock, { ...findItem(mock, by), gradingTask: by.gradingTask });
}

function replaceItem(mock: HasStore, record: AssignmentRecord): AssignmentRecord {
  mock.store.assignments.replace(record);
  return record;
}

/** What grade passback must know of an item and the public API does not say. */
export interface SisAttributes {
  readonly syncToSis: boolean;
  /** Undefined when the item names none. */
  readonly gradingTask: string | undefined;
}

/**
 * Reads the mock-only attributes of an item by its id (facts B.4, C.3).
 *
 * @throws UnknownObjectError when the section or the item is not there
 */
export function readSisAttributes(mock: HasStore, by: ItemName): SisAttributes {
  const { syncToSis, gradingTask } = findItem(mock, by);
  return {
    syncToSis: syncToSis === 1,
    gradingTask: gradingTask === "" ? undefined : gradingTask,
  };
}
