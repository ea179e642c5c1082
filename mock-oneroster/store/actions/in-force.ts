import type { Course, SchoolEnrollment, Seat, Section, Term } from "../records.ts";
import type { World } from "../world.ts";

/**
 * What of the SIS is in force: the active trials of the active year. Unlike `lookAt`, it does not ask what the
 * connection may see: people in the SIS go on working on schools that a connection lost (F67).
 */
export function isCalendarInForce({ calendars, view }: World, id: string | undefined): boolean {
  if (id === undefined) return true;
  const year = calendars.get(id)?.schoolYear;
  return year !== undefined && (year === "" || view.activeYear === "" || year === view.activeYear);
}

/** Says whether a schedule structure belongs to a calendar in force, or to none. */
export function isStructureInForce(world: World, id: string | undefined): boolean {
  return id === undefined || isCalendarInForce(world, world.structures.get(id)?.calendar);
}

/** Says whether a section stands in the active trial of its schedule. */
export function isSectionInForce(world: World, { trial: id }: Pick<Section, "trial">): boolean {
  if (id === undefined) return true;
  const trial = world.trials.get(id);
  return trial !== undefined && trial.active && isStructureInForce(world, trial.structure);
}

/** Says whether a seat is in a section in force. One whose section is unknown counts, as dirty data does. */
export function isSeatInForce(world: World, seat: Seat): boolean {
  const section = world.sections.get(seat.section);
  return section === undefined || isSectionInForce(world, section);
}

/** Says whether a course belongs to a calendar in force. */
export function isCourseInForce(world: World, course: Course): boolean {
  return isCalendarInForce(world, course.calendar);
}

/** Says whether a term belongs to a schedule in force. */
export function isTermInForce(world: World, term: Term): boolean {
  return isStructureInForce(world, term.structure);
}

/** Says whether a student is enrolled at a school in the active year. No-shows are on the books only (F39). */
export function isEnrolled(world: World, enrollment: SchoolEnrollment): boolean {
  return !enrollment.noShow && isCalendarInForce(world, enrollment.calendar);
}
