import { compareText } from "../../compare-text.ts";
import type { Section } from "../../records.ts";
import { isSectionInForce } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { addRoster } from "../seats/new-seats.ts";
import { openRosters } from "../seats/open-seats.ts";

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

function fittingSections(scene: ActionScene, plan: JoinPlan): readonly Section[] {
  const { world } = scene;
  const taken = new Set(
    openRosters(scene, plan.student).map(({ section }) => world.sections.get(section)?.course),
  );
  const sections = rowsOf(world.sections, "school", plan.school)
    .filter((section) => section.status !== "tobedeleted" && isSectionInForce(world, section))
    .filter((section) => !taken.has(section.course) && fitsGrade(scene, section, plan.grades))
    .filter((section) => !isOver(scene, section))
    .map((section) => ({ section, size: world.rosters.rows.where("section", section.id).length }))
    .toSorted((a, b) => a.size - b.size || compareText(a.section.id, b.section.id));
  const byCourse = new Map<string, Section>();
  for (const { section } of sections) {
    if (!byCourse.has(section.course)) byCourse.set(section.course, section);
  }
  return [...byCourse.values()].toSorted((a, b) => compareText(a.course, b.course));
}

function fitsGrade({ world }: ActionScene, section: Section, grades: readonly string[]): boolean {
  const course = world.courses.get(section.course);
  const offered = section.grades.length > 0 ? section.grades : (course?.grades ?? []);
  if (offered.length === 0 || grades.length === 0) return true;
  return grades.some((grade) => offered.includes(grade));
}

/** Says whether all terms of a section are in the past. */
function isOver({ world, today }: ActionScene, { placements }: Section): boolean {
  const ends = placements.flatMap(({ term }) => {
    const end = term === undefined ? undefined : world.terms.get(term)?.endDate;
    return end === undefined ? [] : [end];
  });
  return ends.length > 0 && ends.every((end) => end < today);
}
