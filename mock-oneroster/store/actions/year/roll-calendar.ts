import type { Calendar, Course, ScheduleStructure } from "../../records.ts";
import { deriveId } from "../derive-id.ts";
import { rowsOf } from "../rows-of.ts";
import { newSessionId } from "../schedule/new-session-id.ts";
import type { ActionScene } from "../scene.ts";
import { copySections } from "../trials/copy-sections.ts";
import { newTrialId } from "../trials/schedules.ts";
import { dayNextYear, nextYear, titleNextYear } from "./next-year.ts";
import type { RolledSession } from "./roll-session.ts";

/** A calendar and what was made for the next year from it. */
export interface RolledCalendar {
  readonly from: string;
  readonly to: string;
  readonly terms: number;
  readonly courses: number;
  readonly sections: number;
}

const rolledInName = "Rolled In";

/** Copies a calendar into the next year: terms, courses and section list, all with new ids. */
export function rollCalendar(
  scene: ActionScene,
  calendar: Calendar,
  session: RolledSession,
): RolledCalendar {
  const { world } = scene;
  const schoolYear = nextYear(calendar.schoolYear);
  const to = deriveId(["calendar", calendar.id, schoolYear], (id) => world.calendars.has(id));
  const name = titleNextYear(calendar.name, calendar.schoolYear);
  world.calendars.put({ ...calendar, id: to, schoolYear, name });
  const roll: Roll = { scene, from: calendar, to, schoolYear, session };
  const structures = rowsOf(world.structures, "calendar", calendar.id);
  const terms = new Map<string, string>();
  const rolled = structures.map((structure) => ({ structure, id: rollStructure(roll, structure) }));
  for (const { structure, id } of rolled) rollTerms(roll, [structure.id, id], terms);
  const courses = rollCourses(roll);
  rollTasks(roll, courses, terms);
  let sections = 0;
  for (const { structure, id } of rolled) {
    sections += rollSections(roll, [structure.id, id], { courses, terms });
  }
  return { from: calendar.id, to, terms: terms.size, courses: courses.size, sections };
}

interface Roll {
  readonly scene: ActionScene;
  readonly from: Calendar;
  readonly to: string;
  readonly schoolYear: string;
  readonly session: RolledSession;
}

type Pair = readonly [from: string, to: string];
type Counterparts = ReadonlyMap<string, string>;

function rollStructure({ scene, to }: Roll, structure: ScheduleStructure): string {
  const { structures } = scene.world;
  const id = deriveId(["structure", structure.id, to], (digits) => structures.has(digits));
  structures.put({ ...structure, id, calendar: to });
  return id;
}

/** Parents come before their parts, so that a quarter finds the semester that it belongs to. */
function rollTerms(roll: Roll, [from, to]: Pair, made: Map<string, string>): void {
  const { scene, schoolYear, session } = roll;
  const { world, modified } = scene;
  const terms = rowsOf(world.terms, "structure", from);
  for (const { id } of terms) made.set(id, newSessionId(world, ["term", id, schoolYear]));
  for (const term of terms) {
    const isOfYear = term.parent !== undefined && term.parent === session.from;
    const parent = isOfYear ? session.to : made.get(term.parent ?? "");
    world.terms.put({
      ...term,
      id: made.get(term.id) ?? term.id,
      structure: to,
      modified,
      parent,
      startDate: dayNextYear(term.startDate),
      endDate: dayNextYear(term.endDate),
      schoolYear,
    });
  }
}

function rollCourses({ scene, from, to, schoolYear, session }: Roll): Counterparts {
  const { world, modified } = scene;
  const made = new Map<string, string>();
  for (const course of rowsOf(world.courses, "calendar", from.id)) {
    const id = deriveId(["course", course.id, schoolYear], (digits) => world.courses.has(digits));
    const year: Course["schoolYear"] = session.to ?? course.schoolYear;
    world.courses.put({ ...course, id, calendar: to, schoolYear: year, modified });
    made.set(course.id, id);
  }
  return made;
}

function rollTasks({ scene }: Roll, courses: Counterparts, terms: Counterparts): void {
  const { world, modified } = scene;
  const { gradingTasks } = world;
  for (const [from, course] of courses) {
    for (const task of rowsOf(gradingTasks, "course", from)) {
      const id = deriveId(["task", task.id, course], (digits) => gradingTasks.has(digits));
      const openTerms = task.openTerms?.flatMap((term) => terms.get(term) ?? []);
      gradingTasks.put({ ...task, id, course, openTerms, modified });
    }
  }
}

/** What stands in the active trial goes into "Rolled In", which Campus keeps as a fallback (facts A.7). */
function rollSections(
  { scene }: Roll,
  [from, structure]: Pair,
  made: { readonly courses: Counterparts; readonly terms: Counterparts },
): number {
  const { world } = scene;
  const active = rowsOf(world.trials, "structure", from).find((trial) => trial.active);
  const id = newTrialId(world, structure, rolledInName);
  world.trials.put({ id, structure, name: rolledInName, active: true, locked: false });
  const { sectionsCopied } = copySections(scene, {
    from: active?.id,
    into: { id, name: rolledInName },
    seats: "without",
    course: (course) => made.courses.get(course),
    term: (term) => made.terms.get(term),
  });
  return sectionsCopied;
}
