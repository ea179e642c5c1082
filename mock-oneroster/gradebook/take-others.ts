import type {
  AssessmentLineItem,
  AssessmentResult,
  Category,
  ScoreGroup,
} from "../store/records.ts";
import type { World } from "../store/world.ts";
import { numberIn, setsIn, textIn, type WrittenFields } from "./read-record.ts";
import { keys } from "./references.ts";
import { checkLicence, isChecked, stampOf, type Written, type WriteScene } from "./scene.ts";
import { takeScore } from "./take-score.ts";
import { invalid } from "./write-refusal.ts";

/** Takes a category. No version says its class, so a category of the SIS keeps the one that it has. */
export function takeCategory(scene: WriteScene, written: Written): Category {
  const { fields, id } = written;
  return {
    ...stampOf(scene, written),
    title: textIn(fields, "title") ?? "",
    weight: numberIn(fields, "weight"),
    section: scene.projection.world.categories.get(id)?.section,
  };
}

/** Takes a score scale as the score group of one section. */
export function takeScoreScale(scene: WriteScene, written: Written): ScoreGroup {
  const { fields, id } = written;
  const section = keys.section(scene, written);
  checkLicence(scene, section);
  return {
    ...stampOf(scene, written),
    title: textIn(fields, "title") ?? "",
    type: textIn(fields, "type") ?? "",
    org: scene.projection.world.scoreGroups.get(id)?.org,
    course: keys.course(scene, written),
    section,
    values: valuesIn(fields),
  };
}

/** Takes an item of a test. */
export function takeAssessmentLineItem(scene: WriteScene, written: Written): AssessmentLineItem {
  const { fields, id, at } = written;
  const section = keys.section(scene, written);
  const parent = keys.parent(scene, written);
  checkLicence(scene, section);
  if (isChecked(scene, "known-references") && isOwnAncestor(scene.projection.world, id, parent)) {
    throw invalid(`${at}.parentAssessmentLineItem leads back to the item itself.`);
  }
  return {
    ...stampOf(scene, written),
    title: textIn(fields, "title") ?? "",
    description: textIn(fields, "description"),
    section,
    parent,
    scoreScale: keys.scoreScale(scene, written),
    resultValueMin: numberIn(fields, "resultValueMin"),
    resultValueMax: numberIn(fields, "resultValueMax"),
    learningObjectives: setsIn(fields, "learningObjectiveSet"),
  };
}

/** Takes a score on an item of a test. */
export function takeAssessmentResult(scene: WriteScene, written: Written): AssessmentResult {
  const { world } = scene.projection;
  const key = keys.assessmentLineItem(scene, written) ?? "";
  const item = world.assessmentLineItems.get(key);
  checkLicence(scene, item?.section);
  return {
    ...stampOf(scene, written),
    assessmentLineItem: key,
    student: keys.student(scene, written) ?? "",
    scorePercentile: numberIn(written.fields, "scorePercentile"),
    ...takeScore(scene, written, { scoreGroup: item?.scoreScale, isPercent: false }),
  };
}

function valuesIn(fields: WrittenFields): ScoreGroup["values"] {
  return (setsIn(fields, "scoreScaleValue") ?? []).map((pair) => ({
    itemValueLHS: textIn(pair, "itemValueLHS") ?? "",
    itemValueRHS: textIn(pair, "itemValueRHS") ?? "",
  }));
}

/** Follows the parents of an item. Rings that were imported end the walk. */
function isOwnAncestor(world: World, id: string, parent: string | undefined): boolean {
  const seen = new Set<string>();
  for (let at = parent; at !== undefined && !seen.has(at);) {
    if (at === id) return true;
    seen.add(at);
    at = world.assessmentLineItems.get(at)?.parent;
  }
  return false;
}
