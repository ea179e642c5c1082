import type * as z from "zod";
import type {
  Assignment,
  GradingCategory,
  GradingCategoryWrite,
  GradingGroup,
  GradingScale,
  SectionGradingPeriod,
} from "../../contracts/lms/gradebook.ts";
import { round } from "../rules/final-grades.ts";
import type { GradebookWorld } from "../rules/gradebook-settings.ts";
import { assigneesOf } from "../rules/grade-item.ts";
import type {
  AssignmentRecord,
  GradingCategoryRecord,
  GradingGroupRecord,
  GradingPeriodRecord,
  GradingScaleRecord,
} from "../store/records.ts";
import type { Linked } from "./to-wire.ts";

/** A category as lists show it, all numbers. */
export function toGradingCategory(record: GradingCategoryRecord): z.input<typeof GradingCategory> {
  return {
    id: record.id,
    title: record.title,
    delta: record.delta,
    calculation_type: record.calculationType,
    default_max_points: record.defaultMaxPoints,
    default_grading_scale_id: record.defaultScaleId,
    drop_lowest: record.dropLowest,
    weight: record.weight,
  };
}

/** A category alone: with its realm, which is "course" for a section (Schoology API: grading_categories). */
export function toLoneCategory(record: GradingCategoryRecord): z.input<typeof GradingCategory> {
  return {
    ...toGradingCategory(record),
    realm: "course",
    realm_id: String(record.sectionId),
  };
}

/** What a row of a POST of categories is answered with: the id as text, the scale under another name. */
export function toCreatedCategory(
  record: GradingCategoryRecord,
): Readonly<Record<string, unknown>> {
  const { default_grading_scale_id: scale, ...rest } = toGradingCategory(record);
  return { ...rest, id: String(record.id), default_grading_scale: scale };
}

/** What a row of a PUT of categories is answered with: numbers as text, but those that the row sent as it sent them. */
export function toUpdatedCategory(
  record: GradingCategoryRecord,
  { row, apiUserId }: { readonly row: GradingCategoryWrite; readonly apiUserId: number },
): Readonly<Record<string, unknown>> {
  return {
    id: String(record.id),
    title: record.title,
    realm: "course",
    realm_id: String(record.sectionId),
    uid: String(apiUserId),
    calculation_type: row.calculation_type ?? String(record.calculationType),
    weight: row.weight ?? String(record.weight),
    default_max_points: row.default_max_points ?? String(record.defaultMaxPoints),
    delta: row.delta ?? String(record.delta),
    drop_lowest: row.drop_lowest ?? String(record.dropLowest),
    default_grading_scale: row.default_grading_scale_id ?? String(record.defaultScaleId),
  };
}

/** A grading scale on the wire. A numeric one has no levels. */
export function toGradingScale(record: GradingScaleRecord): z.input<typeof GradingScale> {
  return {
    id: record.id,
    title: record.title,
    type: record.type,
    auto_averaging: record.autoAveraging,
    hide_numeric: record.hideNumeric,
    scale: { level: [...record.levels] },
  };
}

/** A grading group on the wire, all numbers. */
export function toGradingGroup(record: GradingGroupRecord): z.input<typeof GradingGroup> {
  return {
    id: record.id,
    title: record.title,
    section_id: record.sectionId,
    members: [...record.memberIds],
  };
}

/** A grading period as a section shows it: from midnight to midnight, school-local. */
export function toSectionPeriod(
  record: GradingPeriodRecord,
  weight: number,
): z.input<typeof SectionGradingPeriod> {
  return {
    id: record.id,
    title: record.title,
    weight: round(weight) ?? 0,
    start: `${record.start} 00:00:00`,
    end: `${record.end} 00:00:00`,
  };
}

/**
 * An item on the wire. Ids of what it belongs to, points and flags of old are text, the rest numbers.
 * `count_in_grade` and `collected_only` are there only when one of them is not the default. What only
 * the mock knows of an item is never there (facts C.3).
 */
export function toAssignment(
  record: AssignmentRecord,
  world: GradebookWorld,
  self: string,
): z.input<typeof Assignment> & Linked {
  return {
    id: record.id,
    title: record.title,
    description: record.description,
    due: record.due,
    ...belongings(record, world),
    max_points: String(record.maxPoints),
    factor: String(record.factor),
    is_final: flagText(record.isFinal),
    show_comments: flagText(record.showComments),
    grade_stats: flagText(record.gradeStats),
    allow_dropbox: flagText(record.allowDropbox),
    allow_discussion: flagText(record.allowDiscussion),
    published: record.published,
    type: record.type,
    grade_item_id: record.id,
    available: record.published,
    completed: 0,
    dropbox_locked: 0,
    show_rubric: false,
    ...countingFlags(record),
    auto_publish_grades: record.autoPublishGrades,
    num_assignees: assigneesOf(world, record)?.size ?? 0,
    assignees: [...record.assigneeIds],
    grading_group_ids: [...record.groupIds],
    completion_status: "",
    links: { self },
  };
}

function belongings(record: AssignmentRecord, { view }: GradebookWorld) {
  const section = view.sections.get(record.sectionId);
  const hasPeriod = section?.gradingPeriodIds.includes(record.periodId) === true;
  return {
    grading_scale: String(record.scaleId),
    grading_scale_type: view.gradingScales.get(record.scaleId)?.type ?? 0,
    grading_period: hasPeriod ? String(record.periodId) : "0",
    grading_category: String(record.categoryId),
  };
}

function countingFlags(record: AssignmentRecord) {
  if (record.countInGrade === 1 && record.collectedOnly === 0) return {};
  return { count_in_grade: record.countInGrade, collected_only: record.collectedOnly };
}

function flagText(flag: 0 | 1): "0" | "1" {
  return flag === 1 ? "1" : "0";
}
