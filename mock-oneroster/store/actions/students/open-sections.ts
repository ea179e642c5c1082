import type { Section } from "../../records.ts";
import { termsOf } from "../../placements.ts";
import { isSectionInForce } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";

/** A section that a student may join today. */
export interface OpenSection {
  readonly id: string;
  readonly school: string;
  readonly course: string;
  /** The grades that it is for; none stands for all. */
  readonly grades: readonly string[];
}

const remembered = new WeakMap<ActionScene, Map<string, readonly OpenSection[]>>();

/**
 * The sections of a school in force whose terms are not all over. Read once in an action: a churn asks for the same
 * school a hundred times, and no action that lets students join changes a section.
 */
export function openSections(scene: ActionScene, school: string): readonly OpenSection[] {
  const bySchool = remembered.get(scene) ?? new Map<string, readonly OpenSection[]>();
  remembered.set(scene, bySchool);
  const known = bySchool.get(school);
  if (known !== undefined) return known;
  const sections = rowsOf(scene.world.sections, "school", school)
    .filter((section) => section.status !== "tobedeleted" && isSectionInForce(scene.world, section))
    .filter((section) => !isOver(scene, section))
    .map((section) => toOpenSection(scene, section));
  bySchool.set(school, sections);
  return sections;
}

function toOpenSection({ world }: ActionScene, section: Section): OpenSection {
  const { id, school, course, grades } = section;
  const offered = grades.length > 0 ? grades : (world.courses.get(course)?.grades ?? []);
  return { id, school, course, grades: offered };
}

/** Says whether all terms of a section are in the past. */
function isOver({ world, today }: ActionScene, section: Section): boolean {
  const ends = termsOf(section)
    .map((id) => world.terms.get(id)?.endDate)
    .filter((end) => end !== undefined);
  return ends.length > 0 && ends.every((end) => end < today);
}
