import type * as z from "zod";
import type { Grade, GradeList, UserGradeList } from "../../contracts/lms/gradebook.ts";
import { computeFinalGrades, round, type PeriodGrade } from "../rules/final-grades.ts";
import type { GradebookWorld } from "../rules/gradebook-settings.ts";
import { finalPeriodKey, otherPeriodKey } from "../rules/period-key.ts";
import {
  shownItem,
  type GradebookItem,
  type SectionGradebook,
} from "../rules/section-gradebook.ts";
import type { EnrollmentRecord, FinalMarkRecord, GradeRecord } from "../store/records.ts";
import type { ApiRoot } from "./links.ts";

/** A grade that the gradebook shows, with its item. */
export interface ShownGrade {
  readonly grade: GradeRecord;
  readonly item: GradebookItem;
}

/** The grades of these members that the gradebook shows, changed since `since` (seconds) if that is given. */
export function shownGrades(
  book: SectionGradebook,
  grades: readonly GradeRecord[],
  since = 0,
): readonly ShownGrade[] {
  return grades.flatMap((grade) => {
    if (grade.changedAt < since) return [];
    const item = shownItem(book, grade);
    return item === undefined ? [] : [{ grade, item }];
  });
}

/** A grade on the wire; with an exception it is null (Schoology API: grades). */
export function toGrade(
  { grade, item }: ShownGrade,
  world: GradebookWorld,
  root: ApiRoot,
): z.input<typeof Grade> {
  const { record } = item;
  const overridden = grade.calculated !== null && grade.value !== grade.calculated;
  return {
    enrollment_id: grade.enrollmentId,
    assignment_id: grade.assignmentId,
    grade: round(grade.value),
    exception: grade.exception,
    max_points: record.maxPoints,
    is_final: record.isFinal,
    timestamp: grade.changedAt,
    comment: grade.comment,
    comment_status: grade.commentStatus,
    override: overridden ? textOf(grade.value) : null,
    calculated_grade: textOf(grade.calculated),
    pending: null,
    type: record.type,
    location: `${root}/sections/${grade.sectionId}/${placeOf(record.type)}/${record.id}`,
    scale_id: record.scaleId,
    scale_type: world.view.gradingScales.get(record.scaleId)?.type ?? 0,
    category_id: record.categoryId,
  };
}

/** The list under which an item is found. */
export function placeOf(type: GradebookItem["record"]["type"]): "grade_items" | "assignments" {
  return type === "discussion" ? "grade_items" : "assignments";
}

function textOf(grade: number | null): string | null {
  const rounded = round(grade);
  return rounded === null ? null : String(rounded);
}

/** The periods of a gradebook with their weights, as text with two decimals. */
export function toPeriods(
  book: SectionGradebook,
): NonNullable<z.input<typeof GradeList>["period"]> {
  return book.periods.map(({ key, title, weight }) => ({
    period_id: key,
    period_title: title,
    weight: weight.toFixed(2),
  }));
}

/** The final grades of one member on the wire. */
export function toFinalGrade(
  book: SectionGradebook,
  member: EnrollmentRecord,
  { view }: GradebookWorld,
): NonNullable<z.input<typeof GradeList>["final_grade"]>[number] {
  const marks = view.finalMarks.list("enrollment", member.id);
  const comments = commentsOf(marks);
  const periods = computeFinalGrades(book, view.grades.list("enrollment", member.id), marks);
  return {
    enrollment_id: String(member.id),
    period: periods.map(({ key, grade }) => ({ period_id: key, grade, ...comments(key) })),
    scale_id: book.defaultScaleId,
  };
}

/** Which periods of a user's grades are asked for; undefined: all. */
export type WantedPeriods = ReadonlySet<string> | undefined;

/** One user's grades in one section (Schoology API: users/{id}/grades). */
export function toUserSection(
  book: SectionGradebook,
  member: EnrollmentRecord,
  place: {
    readonly world: GradebookWorld;
    readonly root: ApiRoot;
    readonly since: number;
    readonly wanted: WantedPeriods;
  },
): z.input<typeof UserGradeList>["section"][number] {
  const { world, root, since, wanted } = place;
  const grades = world.view.grades.list("enrollment", member.id);
  const marks = world.view.finalMarks.list("enrollment", member.id);
  const isWanted = (key: string): boolean => wanted === undefined || wanted.has(wantedAs(key));
  return {
    section_id: String(book.sectionId),
    period: periodGroups(book, shownGrades(book, grades, since))
      .filter(({ key }) => isWanted(key))
      .map(({ key, title, shown }) => ({
        period_id: key,
        period_title: title,
        assignment: shown.map((one) => toGrade(one, world, root)),
      })),
    final_grade: computeFinalGrades(book, grades, marks)
      .filter(({ key, grade }) => isWanted(key) && (key !== otherPeriodKey || grade !== null))
      .map((period) => toUserFinal(book, period, marks)),
    grading_category: book.categories.map(({ id, title }) => ({ id, title })),
  };
}

/** A midterm or final is asked for with the final grade, a grading period by its bare id. */
function wantedAs(key: string): string {
  if (key.startsWith("a")) return finalPeriodKey;
  return key.startsWith("p") ? key.slice(1) : key;
}

function periodGroups(
  book: SectionGradebook,
  grades: readonly ShownGrade[],
): readonly { readonly key: string; readonly title: string; readonly shown: ShownGrade[] }[] {
  const groups = new Map(
    [...book.periods, { key: otherPeriodKey, title: "Other" }].map(({ key, title }) => [
      key,
      { key, title, shown: [] as ShownGrade[] },
    ]),
  );
  for (const one of grades) groups.get(one.item.periodKey)?.shown.push(one);
  return [...groups.values()].filter(({ shown }) => shown.length > 0);
}

function toUserFinal(
  book: SectionGradebook,
  { key, grade, weight, categories }: PeriodGrade,
  marks: readonly FinalMarkRecord[],
): z.input<typeof UserGradeList>["section"][number]["final_grade"][number] {
  return {
    period_id: key,
    grade,
    ...(weight === undefined ? {} : { weight: round(weight) ?? 0 }),
    ...commentsOf(marks)(key),
    scale_id: book.defaultScaleId,
    ...(categories.length === 0
      ? {}
      : {
          grading_category: categories.map((one) => ({
            category_id: one.categoryId,
            grade: one.grade,
          })),
        }),
  };
}

function commentsOf(
  marks: readonly FinalMarkRecord[],
): (key: string) => { readonly comment: string; readonly comment_status: 0 | 1 | null } {
  const byKey = new Map(marks.map((mark) => [mark.periodKey, mark]));
  return (key) => {
    const mark = byKey.get(key);
    return { comment: mark?.comment ?? "", comment_status: mark?.commentStatus ?? null };
  };
}
