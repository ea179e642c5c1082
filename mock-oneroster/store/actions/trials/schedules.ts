import { compareText } from "../../compare-text.ts";
import type { ScheduleStructure, Section, Trial } from "../../records.ts";
import type { World } from "../../world.ts";
import { deriveId } from "../derive-id.ts";
import { isCalendarInForce } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";

/** A schedule structure of the active year, with its school and its trials. */
export interface Schedule {
  readonly structure: ScheduleStructure;
  readonly school: string;
  readonly trials: readonly Trial[];
  readonly active: Trial | undefined;
}

/** The schedules of a school, or of all, in order of id. */
export function schedulesOf(world: World, school: string | undefined): readonly Schedule[] {
  const schedules: Schedule[] = [];
  for (const structure of world.structures.values()) {
    const calendar = world.calendars.get(structure.calendar);
    if (calendar === undefined || !isCalendarInForce(world, calendar.id)) continue;
    if (school !== undefined && calendar.school !== school) continue;
    const trials = rowsOf(world.trials, "structure", structure.id);
    const active = trials.find((trial) => trial.active);
    schedules.push({ structure, school: calendar.school, trials, active });
  }
  return schedules.toSorted((a, b) => compareText(a.structure.id, b.structure.id));
}

/** How many schools a list of schedules is about. */
export function countSchools(schedules: readonly Schedule[]): number {
  return new Set(schedules.map(({ school }) => school)).size;
}

/** The id of a trial that is new in a structure. */
export function newTrialId(world: World, structure: string, name: string): string {
  return deriveId(["trial", structure, name], (id) => world.trials.has(id));
}

/** The name of the trial that holds the sections of an import once it has trials. */
export const firstTrialName = "A";

/**
 * Gives sections without a trial one that is active, so that there can be others: an import knows no trials.
 * Nothing that is shown changes by it.
 */
export function adoptLooseSections(world: World, school: string | undefined): void {
  for (const [place, sections] of looseSections(world, school)) {
    const trial = adoptSchool(world, place);
    for (const section of sections) world.sections.put({ ...section, trial });
  }
}

function adoptSchool(world: World, school: string): string {
  const own = schedulesOf(world, school).find(({ active }) => active !== undefined);
  if (own?.active !== undefined) return own.active.id;
  const calendar = deriveId(["calendar", school], (id) => world.calendars.has(id));
  const structure = deriveId(["structure", school], (id) => world.structures.has(id));
  const id = newTrialId(world, structure, firstTrialName);
  world.calendars.put({ id: calendar, school, schoolYear: "", name: "Main" });
  world.structures.put({ id: structure, calendar, name: "Main" });
  world.trials.put({ id, structure, name: firstTrialName, active: true, locked: false });
  return id;
}

function looseSections(
  { sections }: World,
  school: string | undefined,
): ReadonlyMap<string, readonly Section[]> {
  const rows = school === undefined ? looseRows(sections) : rowsOf(sections, "school", school);
  const bySchool = new Map<string, Section[]>();
  for (const section of rows) {
    if (section.trial !== undefined) continue;
    const own = bySchool.get(section.school) ?? [];
    bySchool.set(section.school, own);
    own.push(section);
  }
  return bySchool;
}

/** Looks at one column of all sections and makes objects of the loose ones only. */
function looseRows({ rows }: World["sections"]): readonly Section[] {
  const trials = rows.column("trial");
  const loose: Section[] = [];
  for (let row = 0; row < rows.end; row += 1) {
    if (rows.isLive(row) && trials.textOf(trials.codeAt(row)) === undefined) {
      loose.push(rows.at(row));
    }
  }
  return loose;
}
