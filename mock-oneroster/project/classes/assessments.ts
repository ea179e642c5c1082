import { lookAtGradebook } from "../../store/gradebook/gradebook-sight.ts";
import type { AssessmentLineItem, AssessmentResult } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import type { RefMaker, WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { studentKey } from "./results.ts";
import { scaleRef } from "./scale-ref.ts";
import { scoreFieldsV1p2 } from "./score-fields.ts";
import { stampColumns, stampFields } from "./stamp.ts";

/** Items of tests (1.2). Those of no class are shown. */
export function assessmentItemMember(scene: ProjectionScene): ViewMember {
  const { assessmentLineItems } = scene.world;
  const sight = lookAtGradebook(scene.world);
  return createTableMember<AssessmentLineItem>({
    table: assessmentLineItems,
    ids: scene.ids,
    shows: (row) => sight.section(assessmentLineItems.rows.at(row).section),
    project: (item, ref) => projectItem(scene, item, ref),
    fields: {
      ...stampColumns,
      "class.sourcedId": { field: "section", keyOf: (text) => scene.keyOf("class", text) },
      "parentAssessmentLineItem.sourcedId": { field: "parent" },
    },
  });
}

/** Scores on items of tests (1.2). */
export function assessmentResultMember(scene: ProjectionScene): ViewMember {
  const { assessmentResults } = scene.world;
  const sight = lookAtGradebook(scene.world);
  return createTableMember<AssessmentResult>({
    table: assessmentResults,
    ids: scene.ids,
    shows: (row) => sight.assessmentResult(assessmentResults.rows.at(row)),
    project: (result, ref) => projectResult(scene, result, ref),
    fields: {
      ...stampColumns,
      "assessmentLineItem.sourcedId": { field: "assessmentLineItem" },
      "student.sourcedId": { field: "student", keyOf: (text) => studentKey(scene, text) },
    },
  });
}

function projectItem(scene: ProjectionScene, item: AssessmentLineItem, ref: RefMaker): WireRecord {
  const { section, parent } = item;
  return {
    ...stampFields(item.id, item),
    title: item.title,
    description: item.description,
    class: section === undefined ? undefined : ref("class", scene.ids.of("class", section)),
    parentAssessmentLineItem: parent === undefined ? undefined : ref("assessmentLineItem", parent),
    scoreScale: scaleRef(scene, item, ref),
    resultValueMin: item.resultValueMin,
    resultValueMax: item.resultValueMax,
    learningObjectiveSet: item.learningObjectives,
  };
}

function projectResult(
  scene: ProjectionScene,
  result: AssessmentResult,
  ref: RefMaker,
): WireRecord {
  const { world, ids } = scene;
  const item = world.assessmentLineItems.get(result.assessmentLineItem);
  return {
    ...stampFields(result.id, result),
    assessmentLineItem: ref("assessmentLineItem", result.assessmentLineItem),
    student: ref("user", ids.ofPerson(result.student, ["student"])),
    scorePercentile: result.scorePercentile,
    ...scoreFieldsV1p2(scene, { ...result, section: item?.section }, ref),
  };
}
