import {
  activeTrial,
  firstTrialName,
  isSectionVisible,
  type Seat,
  type Section,
  type World,
} from "../world.ts";
import { deriveId, type ActionScene } from "./stamp.ts";

/** What a trial switch did. */
export interface TrialSwitch {
  readonly schools: number;
  readonly sectionsCopied: number;
  readonly enrollmentsCopied: number;
}

/**
 * Makes another trial of each school's schedule the active one (Campus trials, failure F01).
 *
 * A trial that does not exist yet becomes a copy of the one that is active now: same course, section
 * number, terms, teachers and rosters, but new section and enrollment ids. The sections of the other
 * trials stay in the world and are no longer shown. Going back to a trial brings back its own ids.
 */
export function activateTrial(
  scene: ActionScene,
  name: string,
  schools: readonly string[],
): TrialSwitch {
  const { world } = scene;
  const switching = schools.filter((school) => activeTrial(world, school) !== name);
  const fresh = new Set(switching.filter((school) => !trialNames(world, school).includes(name)));
  const copied = copySections(scene, name, fresh);
  for (const school of switching) {
    const names = trialNames(world, school);
    world.trials.set(school, { active: name, names: [...new Set([...names, name])] });
  }
  return { schools: switching.length, ...copied };
}

/** The schools that have sections, known as orgs or not. */
export function schoolsWithSections(world: World): readonly string[] {
  return [...new Set([...world.sections.values()].map((section) => section.school))];
}

function trialNames(world: World, school: string): readonly string[] {
  return world.trials.get(school)?.names ?? [firstTrialName];
}

function copySections(
  scene: ActionScene,
  name: string,
  schools: ReadonlySet<string>,
): Omit<TrialSwitch, "schools"> {
  const { world } = scene;
  const copies = new Map<string, string>();
  const present = [...world.sections.values()].filter(
    (section) => schools.has(section.school) && isSectionVisible(world, section),
  );
  for (const section of present) copies.set(section.id, copySection(scene, name, section));
  const seats = [...world.seats.values()].filter((seat) => copies.has(seat.section));
  for (const seat of seats) copySeat(scene, name, moveSeat(seat, copies));
  return { sectionsCopied: copies.size, enrollmentsCopied: seats.length };
}

function copySection(scene: ActionScene, name: string, section: Section): string {
  const { sections } = scene.world;
  const id = deriveId(["section", name, section.id], (digits) => sections.has(digits));
  sections.set(id, { ...section, id, trial: name, modified: scene.modified });
  return id;
}

function moveSeat(seat: Seat, copies: ReadonlyMap<string, string>): Seat {
  return { ...seat, section: copies.get(seat.section) ?? seat.section };
}

function copySeat(scene: ActionScene, name: string, seat: Seat): void {
  const { seats } = scene.world;
  const letter = seat.role === "student" ? "s" : "t";
  const taken = (digits: string): boolean => seats.has(`${letter}${digits}`);
  const id = `${letter}${deriveId(["seat", name, seat.id], taken)}`;
  seats.set(id, { ...seat, id, modified: scene.modified });
}
