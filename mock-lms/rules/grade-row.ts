import {
  gradeException,
  type FinalCommentWrite,
  type GradeWrite,
} from "../../contracts/lms/gradebook.ts";
import { finalMarkKey, gradeKey } from "../store/gradebook-collections.ts";
import type {
  AssignmentRecord,
  EnrollmentRecord,
  FinalMarkRecord,
  GradeRecord,
} from "../store/records.ts";
import { refuse, refuseUnknown, type Decision, type Refusal } from "./decision.ts";
import { refuseAmounts } from "./gradebook-amounts.ts";
import { isException, type GradebookWorld } from "./gradebook-settings.ts";
import { assigneesOf, isGradeable, takesGrades } from "./grade-item.ts";
import { findScale, pointsOfLevel } from "./grading-scale.ts";
import { periodKeyOf } from "./period-key.ts";

/** Where and when a grade is written. */
export interface GradingMoment {
  readonly sectionId: number;
  readonly nowSeconds: number;
}

/**
 * One row of a PUT of grades (Schoology API: grades). It changes what it states: a grade takes an
 * exception away unless the row states one too; an exception makes the grade null; null clears it.
 */
export function decideGrade(
  world: GradebookWorld,
  row: GradeWrite,
  at: GradingMoment,
): Decision<GradeRecord> {
  const place = findPlace(world, row, at.sectionId);
  if ("kind" in place) return place;
  const before = gradeAt(world, place);
  const value = row.grade === undefined ? before.value : readValue(world, row.grade, place.item);
  if (value !== null && typeof value !== "number") return value;
  const given = row.grade !== undefined && value !== null;
  const exception = row.exception ?? (given ? gradeException.none : before.exception);
  if (!isException(exception, world.gradebook)) return refuse("The exception is no known code.");
  const change = {
    value: exception === gradeException.none ? value : null,
    exception,
    comment: row.comment ?? before.comment,
    commentStatus: row.comment_status === undefined ? before.commentStatus : row.comment_status,
    changedAt: at.nowSeconds,
  };
  return "id" in before
    ? { kind: "update", record: { ...before, ...change } }
    : { kind: "create", build: (id) => ({ id, ...before, ...change }) };
}

/** The grade that is there, or an empty one. */
function gradeAt(
  world: GradebookWorld,
  { item, member }: GradePlace,
): GradeRecord | Omit<GradeRecord, "id"> {
  const existing = world.view.grades.find("place", gradeKey(item.id, member.id));
  if (existing !== undefined) return existing;
  return {
    sectionId: item.sectionId,
    assignmentId: item.id,
    enrollmentId: member.id,
    value: null,
    calculated: null,
    exception: gradeException.none,
    comment: "",
    commentStatus: null,
    changedAt: 0,
  };
}

interface GradePlace {
  readonly item: AssignmentRecord;
  readonly member: EnrollmentRecord;
}

function findPlace(
  world: GradebookWorld,
  row: GradeWrite,
  sectionId: number,
): GradePlace | Refusal {
  const item = world.view.assignments.get(Number(row.assignment_id));
  if (item?.sectionId !== sectionId) {
    return refuseUnknown("There is no item with this assignment_id in this section.");
  }
  const member = findGradeable(world, row.enrollment_id, sectionId);
  if ("kind" in member) return member;
  if (!takesGrades(world, item)) return refuse("The item has no grading category: it is ungraded.");
  if (assigneesOf(world, item)?.has(member.id) === false) {
    return refuse("The item is not assigned to this member.");
  }
  return { item, member };
}

function findGradeable(
  world: GradebookWorld,
  id: string | undefined,
  sectionId: number,
): EnrollmentRecord | Refusal {
  const member = world.view.enrollments.get(Number(id));
  if (member?.sectionId !== sectionId) {
    return refuseUnknown("There is no enrollment with this enrollment_id in this section.");
  }
  return isGradeable(member)
    ? member
    : refuse("Only active members are graded, not course admins.");
}

/** Reads a grade: a number as it is, a level of the item's scale as points (Schoology API: grades). */
function readValue(
  world: GradebookWorld,
  grade: string | number | null,
  item: AssignmentRecord,
): number | null | Refusal {
  const text = typeof grade === "string" ? grade.trim() : grade;
  if (text === null || text === "") return null;
  const value = readNumber(text) ?? levelPoints(world, String(text), item);
  if (value === undefined)
    return refuse("The grade is neither a number nor a level of the item's scale.");
  return refuseAmounts({ grade: value }) ?? value;
}

function readNumber(value: string | number): number | undefined {
  if (typeof value === "number") return value;
  return /^-?\d{1,12}(\.\d{1,12})?$/.test(value) ? Number(value) : undefined;
}

function levelPoints(
  world: GradebookWorld,
  name: string,
  item: AssignmentRecord,
): number | undefined {
  const scale = findScale(world, item.scaleId, item.sectionId);
  return scale === undefined ? undefined : pointsOfLevel(scale, name, item.maxPoints);
}

/** One row of a PUT of final comments: for a grading period of the section, for "other", or for the "final" grade. */
export function decideFinalComment(
  world: GradebookWorld,
  row: FinalCommentWrite,
  sectionId: number,
): Decision<FinalMarkRecord> {
  if (row.comment === undefined) return refuse("The row needs a comment.");
  const member = findGradeable(world, row.enrollment_id, sectionId);
  if ("kind" in member) return member;
  return decideFinalMark(world, {
    member,
    period: row.period_id ?? "",
    change: { comment: row.comment, commentStatus: row.comment_status ?? 0 },
  });
}

/** Writes a comment or an override to a final grade. A period is named as on the wire. */
export function decideFinalMark(
  world: GradebookWorld,
  mark: {
    readonly member: EnrollmentRecord;
    readonly period: string;
    readonly change: Partial<Pick<FinalMarkRecord, "comment" | "commentStatus" | "override">>;
  },
): Decision<FinalMarkRecord> {
  const { member, change } = mark;
  const periodKey = periodKeyOf(world, mark.period, member.sectionId);
  if (periodKey === undefined) {
    return refuse('A period_id is a grading period of this section, "other" or "final".');
  }
  const before = world.view.finalMarks.find("place", finalMarkKey(member.id, periodKey));
  const fields = {
    sectionId: member.sectionId,
    enrollmentId: member.id,
    periodKey,
    override: null,
    comment: "",
    commentStatus: null,
  };
  return before === undefined
    ? { kind: "create", build: (id) => ({ id, ...fields, ...change }) }
    : { kind: "update", record: { ...before, ...change } };
}
