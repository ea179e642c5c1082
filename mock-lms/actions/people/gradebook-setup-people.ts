import { calculationType } from "../../../contracts/lms/gradebook.ts";
import { refuseAmounts } from "../../rules/gradebook-amounts.ts";
import { decideCategoryPost } from "../../rules/grading-category-row.ts";
import { decideGroupPost } from "../../rules/grading-group-row.ts";
import { scaleType } from "../../rules/grading-scale.ts";
import { periodKey } from "../../rules/period-key.ts";
import { defaultScaleOption, weightedOption } from "../../rules/section-gradebook.ts";
import type {
  GradebookRecord,
  GradingCategoryRecord,
  GradingGroupRecord,
  GradingScaleRecord,
  SectionRecord,
} from "../../store/records.ts";
import { deleteCategory } from "../gradebook-actions.ts";
import { applyDecision } from "../live-world.ts";
import type { HasStore } from "../people-actions.ts";
import {
  deskOf,
  findCategoryTitled,
  findMember,
  findPeriodTitled,
  findScaleTitled,
  findSection,
  settled,
  type HasGradebook,
} from "./gradebook-names.ts";

/**
 * A teacher adds a grading category to a section.
 *
 * @throws UnknownObjectError when the section is not there
 * @throws RefusedActionError when a rule forbids it
 */
export function createCategory(
  mock: HasGradebook,
  by: {
    readonly sectionSchoolCode: string;
    readonly title: string;
    readonly calculation?: keyof typeof calculationType;
    readonly weight?: number;
    readonly dropLowest?: number;
  },
): GradingCategoryRecord {
  const { id } = findSection(mock, by.sectionSchoolCode);
  const row = {
    title: by.title,
    calculation_type: calculationType[by.calculation ?? "totalPoints"],
    weight: by.weight ?? 100,
    drop_lowest: by.dropLowest ?? 0,
  };
  const decision = decideCategoryPost(deskOf(mock), row, id);
  return settled(applyDecision(mock.store.gradingCategories, decision));
}

/**
 * A teacher deletes a grading category: its items become ungraded.
 *
 * @throws UnknownObjectError when the section or the category is not there
 */
export function deleteCategoryByHand(
  mock: HasGradebook,
  by: { readonly sectionSchoolCode: string; readonly title: string },
): GradingCategoryRecord {
  const section = findSection(mock, by.sectionSchoolCode);
  const { id } = findCategoryTitled(mock, section, by.title);
  return settled(deleteCategory(deskOf(mock), id, section.id));
}

/**
 * A teacher puts members, by Unique ID, into a new grading group.
 *
 * @throws UnknownObjectError when the section or a member is not there
 * @throws RefusedActionError when the title is blank
 */
export function createGroup(
  mock: HasGradebook,
  by: {
    readonly sectionSchoolCode: string;
    readonly title: string;
    readonly members: readonly string[];
  },
): GradingGroupRecord {
  const { id } = findSection(mock, by.sectionSchoolCode);
  const members = by.members.map((schoolUid) => String(findMember(mock, { ...by, schoolUid }).id));
  const decision = decideGroupPost(deskOf(mock), { title: by.title, members }, id);
  return settled(applyDecision(mock.store.gradingGroups, decision));
}

/**
 * Adds a grading scale: of the organisation, or of one section. Levels are percents or points.
 *
 * @throws UnknownObjectError when the section is not there
 */
export function addScale(
  mock: HasStore,
  by: {
    readonly sectionSchoolCode?: string;
    readonly title: string;
    readonly levels: GradingScaleRecord["levels"];
  },
): GradingScaleRecord {
  const { sectionSchoolCode } = by;
  const sectionId = sectionSchoolCode === undefined ? 0 : findSection(mock, sectionSchoolCode).id;
  return mock.store.gradingScales.add((id) => ({
    id,
    sectionId,
    title: by.title,
    type: typeOf(by.levels),
    autoAveraging: 0,
    hideNumeric: 0,
    levels: by.levels,
  }));
}

function typeOf([first]: GradingScaleRecord["levels"]): GradingScaleRecord["type"] {
  if (first === undefined) return scaleType.numeric;
  return "points" in first ? scaleType.points : scaleType.percent;
}

/**
 * A teacher says how a section's grades add up. What is left out stays as it is.
 *
 * @throws UnknownObjectError when the section, the scale or a period is not there
 * @throws RefusedActionError when a weight is negative or beyond any gradebook
 */
export function setUpGradebook(
  mock: HasGradebook,
  by: {
    readonly sectionSchoolCode: string;
    readonly weightedCategories?: boolean;
    /** By title; null is numeric. */
    readonly defaultScale?: string | null;
    /** Weights of grading periods by title. Periods, midterms and finals not named weigh nothing. */
    readonly periodWeights?: Readonly<Record<string, number>>;
  },
): SectionRecord {
  const section = findSection(mock, by.sectionSchoolCode);
  const refusal = refuseAmounts(by.periodWeights ?? {});
  if (refusal !== undefined) settled(refusal);
  const weights = by.periodWeights === undefined ? undefined : weightsOf(mock, by.periodWeights);
  const record = {
    ...section,
    profile: {
      ...section.profile,
      ...(by.weightedCategories === undefined
        ? {}
        : { [weightedOption]: by.weightedCategories ? "1" : "0" }),
      ...(by.defaultScale === undefined
        ? {}
        : { [defaultScaleOption]: String(scaleIdOf(mock, section, by.defaultScale)) }),
    },
  };
  mock.store.sections.replace(record);
  if (weights !== undefined) setWeights(mock, section.id, weights);
  return record;
}

function setWeights(
  { store: { gradebooks } }: HasStore,
  sectionId: number,
  periodWeights: GradebookRecord["periodWeights"],
): void {
  const before = gradebooks.find("section", String(sectionId));
  if (before === undefined) gradebooks.add((id) => ({ id, sectionId, periodWeights }));
  else gradebooks.replace({ ...before, periodWeights });
}

function scaleIdOf(mock: HasStore, section: SectionRecord, title: string | null): number {
  return title === null ? 0 : findScaleTitled(mock, section, title).id;
}

function weightsOf(
  mock: HasStore,
  byTitle: Readonly<Record<string, number>>,
): GradebookRecord["periodWeights"] {
  return Object.entries(byTitle).map(([title, weight]) => ({
    key: periodKey(findPeriodTitled(mock, title).id),
    weight,
  }));
}
