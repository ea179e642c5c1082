import { compareText } from "../../compare-text.ts";
import type { ActionScene } from "../scene.ts";
import { addRoster } from "../seats/new-seats.ts";
import { openRosters } from "../seats/open-seats.ts";
import { openSections, type OpenSection } from "./open-sections.ts";

/** Who joins which school, and how many sections at most. */
export interface JoinPlan {
  readonly student: string;
  readonly school: string;
  readonly grades: readonly string[];
  readonly sectionsMax: number;
  readonly beginDate: string;
}

/**
 * Enrols a student into sections of a school: one section per course that fits the grade and that he does not
 * take, the emptiest first, up to `sectionsMax`. Gives the number of rosters added.
 */
export function joinSections(scene: ActionScene, plan: JoinPlan): number {
  if (plan.sectionsMax === 0) return 0;
  const chosen = fittingSections(scene, plan).slice(0, plan.sectionsMax);
  for (const { id, school } of chosen) {
    addRoster(scene, { section: id, school, person: plan.student, beginDate: plan.beginDate });
  }
  return chosen.length;
}

function fittingSections(scene: ActionScene, plan: JoinPlan): readonly OpenSection[] {
  const { sections, rosters } = scene.world;
  const taken = new Set(
    openRosters(scene, plan.student).map(({ section }) => sections.get(section)?.course),
  );
  const fitting = openSections(scene, plan.school)
    .filter((section) => !taken.has(section.course) && fitsGrade(section, plan.grades))
    .map((section) => ({ section, size: rosters.rows.where("section", section.id).length }))
    .toSorted((a, b) => a.size - b.size || compareText(a.section.id, b.section.id));
  const byCourse = new Map<string, OpenSection>();
  for (const { section } of fitting) {
    if (!byCourse.has(section.course)) byCourse.set(section.course, section);
  }
  return [...byCourse.values()].toSorted((a, b) => compareText(a.course, b.course));
}

function fitsGrade({ grades: offered }: OpenSection, grades: readonly string[]): boolean {
  if (offered.length === 0 || grades.length === 0) return true;
  return grades.some((grade) => offered.includes(grade));
}
