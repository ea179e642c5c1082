import type { GradingScaleRecord } from "../store/records.ts";
import type { GradebookWorld } from "./gradebook-settings.ts";

/** The codes of what scales count in (Schoology API: grading_scales). */
export const scaleType = { numeric: 0, percent: 1, points: 3 } as const;

/** The scales of a section: those of the organisation, then its own. */
export function scalesOf(
  world: Pick<GradebookWorld, "view">,
  sectionId: number,
): readonly GradingScaleRecord[] {
  const { gradingScales } = world.view;
  return [...gradingScales.list("section", 0), ...gradingScales.list("section", sectionId)];
}

/** A scale by its id, if this section has it. */
export function findScale(
  world: Pick<GradebookWorld, "view">,
  id: number,
  sectionId: number,
): GradingScaleRecord | undefined {
  const scale = world.view.gradingScales.get(id);
  return scale?.sectionId === 0 || scale?.sectionId === sectionId ? scale : undefined;
}

/**
 * How many points of `maxPoints` a level of a scale is; undefined when the scale has no such level.
 * Levels go by case, as codes do.
 */
export function pointsOfLevel(
  scale: GradingScaleRecord,
  name: string,
  maxPoints: number,
): number | undefined {
  for (const level of scale.levels) {
    if ("grade" in level) {
      if (level.grade === name) return (maxPoints * level.average) / 100;
    } else if (level.description === name) return level.points;
  }
  return undefined;
}

/** The most points that a scale of points gives; undefined for other scales. */
export function scalePointsMax(scale: GradingScaleRecord | undefined): number | undefined {
  let most: number | undefined;
  for (const level of scale?.levels ?? []) {
    if ("points" in level) most = Math.max(most ?? 0, level.points);
  }
  return most;
}

/** The scale that every organisation begins with: letters by percent. Its id is 1. */
export const firstScale: Omit<GradingScaleRecord, "id"> = {
  sectionId: 0,
  title: "Letters by percent",
  type: scaleType.percent,
  autoAveraging: 0,
  hideNumeric: 0,
  levels: [
    { grade: "F", cutoff: 0, average: 0 },
    { grade: "D-", cutoff: 60, average: 60 },
    { grade: "D", cutoff: 63, average: 63 },
    { grade: "D+", cutoff: 67, average: 67 },
    { grade: "C-", cutoff: 70, average: 70 },
    { grade: "C", cutoff: 73, average: 73 },
    { grade: "C+", cutoff: 77, average: 77 },
    { grade: "B-", cutoff: 80, average: 80 },
    { grade: "B", cutoff: 83, average: 83 },
    { grade: "B+", cutoff: 87, average: 87 },
    { grade: "A-", cutoff: 90, average: 90 },
    { grade: "A", cutoff: 93, average: 93 },
    { grade: "A+", cutoff: 97, average: 97 },
  ],
};
