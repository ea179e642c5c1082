import { isExtension } from "../../../contracts/oneroster/vocabulary.ts";
import { minimumOf } from "../../store/gradebook/score-values.ts";
import type { Score } from "../../store/records.ts";
import type { RefMaker, WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { scaleRef } from "./scale-ref.ts";

/** A score and the section in which it was given. */
export interface SectionScore extends Score {
  readonly section: string | undefined;
}

/** What 1.2 says of a score, the same for results of both kinds. */
export function scoreFieldsV1p2(
  scene: ProjectionScene,
  score: SectionScore,
  ref: RefMaker,
): WireRecord {
  return {
    scoreScale: scaleRef(scene, score, ref),
    scoreStatus: score.scoreStatus,
    score: score.score,
    textScore: score.textScore,
    scoreDate: score.scoreDate,
    comment: score.comment,
    learningObjectiveSet: score.learningObjectives,
    ...score.flags,
  };
}

/**
 * What 1.1 says of a score. It must say a number: where there is none, the least percent of the letter, else 0,
 * and the status tells that it means nothing. A status that extends the vocabulary becomes the nearest of it.
 */
export function scoreFieldsV1p1(
  { world }: ProjectionScene,
  score: Score,
  scoreGroup: string | undefined,
): WireRecord {
  const group = scoreGroup === undefined ? undefined : world.scoreGroups.get(scoreGroup);
  const hasScore = score.score !== undefined || score.textScore !== undefined;
  const nearest = hasScore ? "fully graded" : "not submitted";
  return {
    scoreStatus: isExtension(score.scoreStatus) ? nearest : score.scoreStatus,
    score: score.score ?? minimumOf(group, score.textScore) ?? 0,
    scoreDate: score.scoreDate,
    comment: score.comment,
  };
}
