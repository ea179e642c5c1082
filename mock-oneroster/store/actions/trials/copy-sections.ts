import type { Placement, Roster, Section, StaffRow } from "../../records.ts";
import type { World } from "../../world.ts";
import { deriveId } from "../derive-id.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { newSeatId } from "../seats/new-seats.ts";

/** Which trial's sections go into which, and what they become there. */
export interface SectionCopy {
  /** The id of the trial that is copied, if there is one. */
  readonly from: string | undefined;
  readonly into: { readonly id: string; readonly name: string };
  readonly seats: "with" | "without";
  /** The course of the copy. A section whose course has no counterpart is left out. */
  readonly course?: (id: string) => string | undefined;
  /** The term of the copy. A placement whose term has no counterpart is left out. */
  readonly term?: (id: string) => string | undefined;
}

/** How much was copied, as the API shows it. */
export interface Copied {
  readonly sectionsCopied: number;
  readonly enrollmentsCopied: number;
}

/**
 * Copies the sections of a trial into another: same course, number and terms, but new ids of sections, rosters
 * and staff rows (Campus facts A.7). The same copy gets the same ids in every run.
 */
export function copySections(scene: ActionScene, copy: SectionCopy): Copied {
  const { world } = scene;
  let [sectionsCopied, enrollmentsCopied] = [0, 0];
  if (copy.from === undefined) return { sectionsCopied, enrollmentsCopied };
  for (const section of rowsOf(world.sections, "trial", copy.from)) {
    const id = copySection(scene, copy, section);
    if (id === undefined) continue;
    sectionsCopied += 1;
    if (copy.seats === "with") enrollmentsCopied += copySeats(scene, copy, [section.id, id]);
  }
  return { sectionsCopied, enrollmentsCopied };
}

function copySection(scene: ActionScene, copy: SectionCopy, section: Section): string | undefined {
  const { sections } = scene.world;
  const { into } = copy;
  const course = copy.course === undefined ? section.course : copy.course(section.course);
  if (course === undefined) return undefined;
  const id = deriveId(["section", into.name, section.id], (digits) => sections.has(digits));
  const placements = section.placements.flatMap((placement) => movePlacement(placement, copy.term));
  const { modified } = scene;
  sections.put({ ...section, id, trial: into.id, course, placements, modified });
  return id;
}

function movePlacement(placement: Placement, move: SectionCopy["term"]): readonly Placement[] {
  if (move === undefined || placement.term === undefined) return [placement];
  const term = move(placement.term);
  return term === undefined ? [] : [{ ...placement, term }];
}

function copySeats(
  { world, modified }: ActionScene,
  { into }: SectionCopy,
  [from, section]: readonly [from: string, section: string],
): number {
  const rosters = rowsOf(world.rosters, "section", from);
  const staff = rowsOf(world.staff, "section", from);
  for (const row of rosters) {
    world.rosters.put({ ...row, id: copyId(world, into.name, row), section, modified });
  }
  for (const row of staff) {
    world.staff.put({ ...row, id: copyId(world, into.name, row), section, modified });
  }
  return rosters.length + staff.filter(({ staffType }) => staffType !== "S").length;
}

function copyId(world: World, trial: string, row: Roster | StaffRow): string {
  return newSeatId(world, row.role, ["seat", trial, row.id]);
}
