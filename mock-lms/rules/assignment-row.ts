import * as z from "zod";
import type { AssignmentWrite } from "../../contracts/lms/gradebook.ts";
import type { AssignmentRecord, GradingCategoryRecord } from "../store/records.ts";
import { isBlank, refuse, type Decision, type Refusal } from "./decision.ts";
import { refuseAmounts } from "./gradebook-amounts.ts";
import type { GradebookWorld } from "./gradebook-settings.ts";
import { findCategory } from "./grading-category-row.ts";
import { areMembers, distinctIds, findGroup } from "./grading-group-row.ts";
import { findScale, scalePointsMax } from "./grading-scale.ts";

/** What only the mock knows of an item, beside its kind. */
export type ItemOrigin = Pick<AssignmentRecord, "sectionId" | "type" | "syncToSis" | "gradingTask">;

/** The origin of an item that the API makes: an assignment that is synced to the SIS, as is the default (facts B.4). */
export function fromApi(sectionId: number): ItemOrigin {
  return { sectionId, type: "assignment", syncToSis: 1, gradingTask: "" };
}

/**
 * A new item (Schoology API: assignments POST). Points and scale that it leaves out come from its
 * category, the period is "Other" and the category none unless they are given.
 */
export function decideAssignmentPost(
  world: GradebookWorld,
  row: AssignmentWrite,
  origin: ItemOrigin,
): Decision<AssignmentRecord> {
  const category = findCategory(world, row.grading_category ?? 0, origin.sectionId);
  return decide(world, row, blankItem(origin, category), pointsOfScale(world, row, origin));
}

/** A PUT changes what it states (Schoology API: assignments PUT). */
export function decideAssignmentPut(
  world: GradebookWorld,
  row: AssignmentWrite,
  before: AssignmentRecord,
): Decision<AssignmentRecord> {
  return decide(world, row, before);
}

type ItemFields = Omit<AssignmentRecord, "id">;

function blankItem(origin: ItemOrigin, category: GradingCategoryRecord | undefined): ItemFields {
  return {
    ...origin,
    title: "",
    description: "",
    due: "",
    scaleId: category?.defaultScaleId ?? 0,
    periodId: 0,
    categoryId: 0,
    maxPoints: category?.defaultMaxPoints ?? 100,
    factor: 1,
    isFinal: 0,
    published: 1,
    countInGrade: 1,
    collectedOnly: 0,
    autoPublishGrades: 1,
    showComments: 0,
    gradeStats: 0,
    allowDropbox: 1,
    allowDiscussion: 1,
    assigneeIds: [],
    groupIds: [],
  };
}

/** An item on a scale of points is worth what the scale's best level gives. */
function pointsOfScale(
  world: GradebookWorld,
  row: AssignmentWrite,
  { sectionId }: ItemOrigin,
): number | undefined {
  return scalePointsMax(findScale(world, row.grading_scale ?? 0, sectionId));
}

function decide(
  world: GradebookWorld,
  row: AssignmentWrite,
  before: ItemFields | AssignmentRecord,
  scalePoints?: number,
): Decision<AssignmentRecord> {
  const fields: ItemFields = {
    ...mergeTexts(row, before),
    ...mergeFlags(row, before),
    ...mergeReferences(row, before),
    sectionId: before.sectionId,
    type: before.type,
    syncToSis: before.syncToSis,
    gradingTask: before.gradingTask,
    maxPoints: row.max_points ?? scalePoints ?? before.maxPoints,
    factor: row.factor ?? before.factor,
  };
  const refusal = refuseValues(row, fields) ?? refuseStrangers(world, row, fields);
  if (refusal !== undefined) return refusal;
  return "id" in before
    ? { kind: "update", record: { id: before.id, ...fields } }
    : { kind: "create", build: (id) => ({ id, ...fields }) };
}

function mergeTexts(row: AssignmentWrite, before: ItemFields) {
  return {
    title: row.title ?? before.title,
    description: row.description ?? before.description,
    due: row.due ?? before.due,
  };
}

function mergeFlags(row: AssignmentWrite, before: ItemFields) {
  return {
    isFinal: row.is_final ?? before.isFinal,
    published: row.published ?? before.published,
    countInGrade: row.count_in_grade ?? before.countInGrade,
    collectedOnly: row.collected_only ?? before.collectedOnly,
    autoPublishGrades: row.auto_publish_grades ?? before.autoPublishGrades,
    showComments: row.show_comments ?? before.showComments,
    gradeStats: row.grade_stats ?? before.gradeStats,
    allowDropbox: row.allow_dropbox ?? before.allowDropbox,
    allowDiscussion: row.allow_discussion ?? before.allowDiscussion,
  };
}

function mergeReferences(row: AssignmentWrite, before: ItemFields) {
  return {
    scaleId: row.grading_scale ?? before.scaleId,
    periodId: row.grading_period ?? before.periodId,
    categoryId: row.grading_category ?? before.categoryId,
    assigneeIds: row.assignees === undefined ? before.assigneeIds : distinctIds(row.assignees),
    groupIds:
      row.grading_group_ids === undefined ? before.groupIds : distinctIds(row.grading_group_ids),
  };
}

const SchoolLocalTime = z.iso.datetime({ precision: 0 });

/** Says whether text is a real moment as `YYYY-MM-DD HH:MM:SS`. */
function isLocalTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) &&
    SchoolLocalTime.safeParse(`${text.replace(" ", "T")}Z`).success
  );
}

function refuseValues(row: AssignmentWrite, fields: ItemFields): Refusal | undefined {
  if (isBlank(fields.title)) return refuse("An assignment needs a title.");
  if (fields.due !== "" && !isLocalTime(fields.due)) {
    return refuse("Write due as YYYY-MM-DD HH:MM:SS, where the school is.");
  }
  const { max_points, factor } = row;
  return refuseAmounts({ max_points, factor });
}

/** Scale, period, category, members and groups that a row names must be those of the section. */
function refuseStrangers(
  world: GradebookWorld,
  row: AssignmentWrite,
  fields: ItemFields,
): Refusal | undefined {
  const { sectionId } = fields;
  const {
    grading_scale: scale = 0,
    grading_period: period = 0,
    grading_category: category = 0,
  } = row;
  if (scale !== 0 && findScale(world, scale, sectionId) === undefined) {
    return refuse("The grading_scale is no scale of this section.");
  }
  if (category !== 0 && findCategory(world, category, sectionId) === undefined) {
    return refuse("The grading_category is no category of this section.");
  }
  const section = world.view.sections.get(sectionId);
  if (period !== 0 && section?.gradingPeriodIds.includes(period) !== true) {
    return refuse("The grading_period is no period of this section.");
  }
  if (row.assignees !== undefined && !areMembers(world, fields.assigneeIds, sectionId)) {
    return refuse("One of the assignees is no enrollment of this section.");
  }
  return row.grading_group_ids === undefined ||
    fields.groupIds.every((id) => findGroup(world, id, sectionId) !== undefined)
    ? undefined
    : refuse("One of the grading_group_ids is no group of this section.");
}
