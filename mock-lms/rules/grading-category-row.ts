import { calculationType, type GradingCategoryWrite } from "../../contracts/lms/gradebook.ts";
import type { GradingCategoryRecord } from "../store/records.ts";
import { isBlank, refuse, refuseUnknown, type Decision, type Refusal } from "./decision.ts";
import { refuseAmounts } from "./gradebook-amounts.ts";
import type { GradebookWorld } from "./gradebook-settings.ts";
import { findScale } from "./grading-scale.ts";

const dropLowestMax = 10;

/**
 * A POST row creates a category (Schoology API: grading_categories). What it leaves out is as in the
 * original's own sample: total points, 100 points, weight 100, nothing dropped, first in the list.
 */
export function decideCategoryPost(
  world: GradebookWorld,
  row: GradingCategoryWrite,
  sectionId: number,
): Decision<GradingCategoryRecord> {
  return decide(world, row, {
    sectionId,
    title: "",
    calculationType: calculationType.totalPoints,
    defaultMaxPoints: 100,
    defaultScaleId: 0,
    dropLowest: 0,
    weight: 100,
    delta: 0,
  });
}

/** A PUT row names a category of this section by id and changes what it states. */
export function decideCategoryPut(
  world: GradebookWorld,
  row: GradingCategoryWrite,
  sectionId: number,
): Decision<GradingCategoryRecord> {
  const before = findCategory(world, Number(row.id), sectionId);
  if (before === undefined) {
    return refuseUnknown("There is no grading category with this id in this section.");
  }
  return decide(world, row, before);
}

/** A category by its id, if it is one of this section. */
export function findCategory(
  world: Pick<GradebookWorld, "view">,
  id: number,
  sectionId: number,
): GradingCategoryRecord | undefined {
  const category = world.view.gradingCategories.get(id);
  return category?.sectionId === sectionId ? category : undefined;
}

function decide(
  world: GradebookWorld,
  row: GradingCategoryWrite,
  before: Omit<GradingCategoryRecord, "id"> | GradingCategoryRecord,
): Decision<GradingCategoryRecord> {
  const refusal = refuseValues(world, row, before.sectionId);
  if (refusal !== undefined) return refusal;
  const fields: Omit<GradingCategoryRecord, "id"> = {
    sectionId: before.sectionId,
    title: row.title ?? before.title,
    calculationType: calculationOf(row.calculation_type) ?? before.calculationType,
    defaultMaxPoints: row.default_max_points ?? before.defaultMaxPoints,
    defaultScaleId: row.default_grading_scale_id ?? before.defaultScaleId,
    dropLowest: row.drop_lowest ?? before.dropLowest,
    weight: row.weight ?? before.weight,
    delta: row.delta ?? before.delta,
  };
  if (isBlank(fields.title)) return refuse("A grading category needs a title.");
  return "id" in before
    ? { kind: "update", record: { id: before.id, ...fields } }
    : { kind: "create", build: (id) => ({ id, ...fields }) };
}

function refuseValues(
  world: GradebookWorld,
  row: GradingCategoryWrite,
  sectionId: number,
): Refusal | undefined {
  if (row.calculation_type !== undefined && calculationOf(row.calculation_type) === undefined) {
    return refuse("A calculation_type is 1 (percent) or 2 (total points).");
  }
  if (row.drop_lowest !== undefined && row.drop_lowest > dropLowestMax) {
    return refuse(`drop_lowest is a number from 0 to ${dropLowestMax}.`);
  }
  const scaleId = row.default_grading_scale_id ?? 0;
  if (scaleId !== 0 && findScale(world, scaleId, sectionId) === undefined) {
    return refuse("The default_grading_scale_id is no scale of this section.");
  }
  const { default_max_points, weight, delta } = row;
  return refuseAmounts({ default_max_points, weight, delta });
}

function calculationOf(code: number | undefined): 1 | 2 | undefined {
  return code === calculationType.percent || code === calculationType.totalPoints
    ? code
    : undefined;
}
