import type { LearningObjectives, Result, Score } from "../store/records.ts";
import { putTaken, type Taking } from "./taking.ts";
import {
  neededReference,
  neededText,
  numberOf,
  objectsOf,
  referenceOf,
  textOf,
  textsOf,
  type WireFields,
} from "./wire-fields.ts";

/** Takes a category, which may be used in every class. */
export function takeCategory(taking: Taking): void {
  taking.world.categories.put({
    ...taking.stamp,
    title: neededText(taking, "title"),
    weight: numberOf(taking, "weight"),
    section: undefined,
  });
}

/** Takes a score scale. Its org is in the CSV binding only. */
export function takeScoreScale(taking: Taking): void {
  taking.world.scoreGroups.put({
    ...taking.stamp,
    title: neededText(taking, "title"),
    type: neededText(taking, "type"),
    org: referenceOf(taking, "org"),
    course: referenceOf(taking, "course"),
    section: referenceOf(taking, "class"),
    values: objectsOf(taking, "scoreScaleValue", readScoreValue) ?? [],
  });
}

/** Takes a line item as one that the SIS made. */
export function takeLineItem(taking: Taking): void {
  const row = {
    ...taking.stamp,
    title: neededText(taking, "title"),
    description: textOf(taking, "description"),
    assignDate: neededText(taking, "assignDate"),
    dueDate: neededText(taking, "dueDate"),
    section: neededReference(taking, "class"),
    school: referenceOf(taking, "school"),
    category: referenceOf(taking, "category"),
    gradingPeriod: referenceOf(taking, "gradingPeriod"),
    academicSession: referenceOf(taking, "academicSession"),
    ...scaleOf(taking),
    learningObjectives: objectivesOf(taking),
    origin: "sis",
  } as const;
  putTaken(taking, taking.world.lineItems, { row, joined: ["scoreScale", "learningObjectives"] });
}

/** Takes a result as one that the SIS holds. Member by member: there may be millions. */
export function takeResult(taking: Taking): void {
  const { id, status, modified, metadata } = taking.stamp;
  const score = scoreOf(taking);
  const row: Result = {
    id,
    status,
    modified,
    metadata,
    lineItem: neededReference(taking, "lineItem"),
    student: neededReference(taking, "student"),
    section: referenceOf(taking, "class"),
    scoreStatus: score.scoreStatus,
    score: score.score,
    textScore: score.textScore,
    scoreDate: score.scoreDate,
    scoreScale: score.scoreScale,
    comment: score.comment,
    learningObjectives: score.learningObjectives,
    flags: score.flags,
    origin: "sis",
  };
  putTaken(taking, taking.world.results, { row, joined: ["scoreScale", "learningObjectives"] });
}

/** Takes an item of a test (1.2). */
export function takeAssessmentLineItem(taking: Taking): void {
  taking.world.assessmentLineItems.put({
    ...taking.stamp,
    title: neededText(taking, "title"),
    description: textOf(taking, "description"),
    section: referenceOf(taking, "class"),
    parent: referenceOf(taking, "parentAssessmentLineItem"),
    ...scaleOf(taking),
    learningObjectives: objectivesOf(taking),
  });
}

/** Takes a score on an item of a test (1.2). */
export function takeAssessmentResult(taking: Taking): void {
  taking.world.assessmentResults.put({
    ...taking.stamp,
    assessmentLineItem: neededReference(taking, "assessmentLineItem"),
    student: neededReference(taking, "student"),
    ...scoreOf(taking),
    scorePercentile: numberOf(taking, "scorePercentile"),
  });
}

/** Takes a learning resource. */
export function takeResource(taking: Taking): void {
  taking.world.resources.put({
    ...taking.stamp,
    title: textOf(taking, "title"),
    roles: textsOf(taking, "roles"),
    importance: textOf(taking, "importance"),
    vendorResourceId: neededText(taking, "vendorResourceId"),
    vendorId: textOf(taking, "vendorId"),
    applicationId: textOf(taking, "applicationId"),
  });
}

function readScoreValue(item: WireFields): {
  readonly itemValueLHS: string;
  readonly itemValueRHS: string;
} {
  return {
    itemValueLHS: neededText(item, "itemValueLHS"),
    itemValueRHS: neededText(item, "itemValueRHS"),
  };
}

function scaleOf(taking: Taking): {
  readonly scoreScale: string | undefined;
  readonly resultValueMin: number | undefined;
  readonly resultValueMax: number | undefined;
} {
  return {
    scoreScale: referenceOf(taking, "scoreScale"),
    resultValueMin: numberOf(taking, "resultValueMin"),
    resultValueMax: numberOf(taking, "resultValueMax"),
  };
}

const flagNames = ["inProgress", "incomplete", "late", "missing"] as const;

function scoreOf(taking: Taking): Score {
  const flags: Record<string, string> = {};
  for (const name of flagNames) {
    const flag = textOf(taking, name);
    if (flag !== undefined) flags[name] = flag;
  }
  return {
    scoreStatus: neededText(taking, "scoreStatus"),
    score: numberOf(taking, "score"),
    textScore: textOf(taking, "textScore"),
    scoreDate: neededText(taking, "scoreDate"),
    scoreScale: referenceOf(taking, "scoreScale"),
    comment: textOf(taking, "comment"),
    learningObjectives: objectivesOf(taking),
    flags,
  };
}

/** Objectives as sets of plain ids (line items) or of ids with scores (results). */
function objectivesOf(taking: Taking): LearningObjectives | undefined {
  return objectsOf(taking, "learningObjectiveSet", (set) => ({
    source: neededText(set, "source"),
    ...(isAbsent(set, "learningObjectiveIds")
      ? {}
      : { learningObjectiveIds: textsOf(set, "learningObjectiveIds") }),
    ...(isAbsent(set, "learningObjectiveResults")
      ? {}
      : { learningObjectiveResults: objectsOf(set, "learningObjectiveResults", readObjective) }),
  }));
}

function readObjective(item: WireFields): Readonly<Record<string, unknown>> {
  const score = numberOf(item, "score");
  const textScore = textOf(item, "textScore");
  return {
    learningObjectiveId: neededText(item, "learningObjectiveId"),
    ...(score === undefined ? {} : { score }),
    ...(textScore === undefined ? {} : { textScore }),
  };
}

function isAbsent(set: WireFields, name: string): boolean {
  return set.fields[name] === undefined || set.fields[name] === null;
}
