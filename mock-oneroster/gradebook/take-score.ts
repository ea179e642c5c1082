import { knowsScore, repeatedMinimum, scoreOfPercent } from "../store/gradebook/score-values.ts";
import type { Metadata, Score, ScoreGroup } from "../store/records.ts";
import { metadataIn, numberIn, setsIn, textIn, type WrittenFields } from "./read-record.ts";
import { keys } from "./references.ts";
import type { Written, WriteScene } from "./scene.ts";
import { invalid } from "./write-refusal.ts";

/** What a score is given on, as far as it decides about the score. */
export interface Scored {
  /** The key of the score group that the item is aligned with. */
  readonly scoreGroup: string | undefined;
  /** Whether the score is a percent, as on a grading task, and not points. */
  readonly isPercent: boolean;
}

/** A score as it is kept, with the metadata of its record. */
export interface TakenScore extends Score {
  readonly metadata: Metadata | undefined;
}

const letterField = "ext_infiniteCampus_scoreGrade";
const flagNames = ["inProgress", "incomplete", "late", "missing"] as const;

/** Takes the score of a result of either kind. */
export function takeScore(scene: WriteScene, written: Written, on: Scored): TakenScore {
  const { fields } = written;
  const scoreStatus = textIn(fields, "scoreStatus") ?? "";
  const own = keys.scoreScale(scene, written);
  const { textScore, metadata } = letterIn(scene, fields);
  const plain = {
    scoreStatus,
    score: numberIn(fields, "score"),
    textScore,
    scoreScale: own,
    scoreDate: textIn(fields, "scoreDate") ?? "",
    comment: textIn(fields, "comment"),
    learningObjectives: setsIn(fields, "learningObjectiveSet"),
    flags: flagsIn(fields),
    metadata,
  };
  const score = withoutNothing(scene, written, plain);
  const group = scene.projection.world.scoreGroups.get(own ?? on.scoreGroup ?? "");
  if (scene.rules.scoreGroups === "ignored" || group === undefined) return score;
  return { ...score, ...byGroup(written, { score, group, isPercent: on.isPercent }) };
}

/** In 1.1 a letter comes as metadata of Campus; where score groups count, it is the text score (facts A.11). */
function letterIn(
  { rules }: WriteScene,
  fields: WrittenFields,
): Pick<TakenScore, "textScore" | "metadata"> {
  const textScore = textIn(fields, "textScore");
  const metadata = metadataIn(fields);
  if (rules.scoreGroups === "ignored" || metadata === undefined) return { textScore, metadata };
  const { [letterField]: letter, ...others } = metadata;
  return {
    textScore: textScore ?? (typeof letter === "string" && letter !== "" ? letter : undefined),
    metadata: Object.keys(others).length === 0 ? undefined : others,
  };
}

/** "submitted" and no score: some sites found a 0 in Campus (F100). */
function withoutNothing(scene: WriteScene, { at }: Written, score: TakenScore): TakenScore {
  const isNothing = score.score === undefined && score.textScore === undefined;
  const { submittedWithoutScore } = scene.rules;
  if (score.scoreStatus !== "submitted" || !isNothing || submittedWithoutScore === "kept") {
    return score;
  }
  if (submittedWithoutScore === "zero") return { ...score, score: 0 };
  throw invalid(`${at}.score is missing: what is submitted needs one.`);
}

interface GroupedScore {
  readonly score: Score;
  readonly group: ScoreGroup;
  readonly isPercent: boolean;
}

/** Percent only: the group gives the letter. Letter only: the group must know it. Both: neither changes the other. */
function byGroup(
  { at }: Written,
  { score, group, isPercent }: GroupedScore,
): Partial<Pick<Score, "textScore" | "scoreScale">> {
  const { textScore, score: percent } = score;
  if (textScore !== undefined) {
    if (!knowsScore(group, textScore)) {
      throw invalid(`${at}.textScore is no score of the score group.`);
    }
    return { scoreScale: group.id };
  }
  if (percent === undefined || !isPercent) return {};
  if (repeatedMinimum(group) !== undefined) {
    throw invalid(
      `${at}.score cannot be told a letter: minimums of the score group are not unique.`,
    );
  }
  return { textScore: scoreOfPercent(group, percent), scoreScale: group.id };
}

function flagsIn(fields: WrittenFields): Readonly<Record<string, string>> {
  const said = flagNames.flatMap((name) => {
    const flag = textIn(fields, name);
    return flag === undefined ? [] : [[name, flag] as const];
  });
  return Object.fromEntries(said);
}
