import type { SchoolEnrollment } from "../../records.ts";
import type { World } from "../../world.ts";
import { deriveId } from "../derive-id.ts";
import { isCalendarInForce, isEnrolled } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";

/** The places of a student at schools in the active year that are not over. */
export function openEnrollments(scene: ActionScene, student: string): readonly SchoolEnrollment[] {
  const { world, today } = scene;
  return rowsOf(world.schoolEnrollments, "person", student).filter(
    (one) => isEnrolled(world, one) && (one.endDate === undefined || one.endDate >= today),
  );
}

/** Ends a place at a school the day before; one that begins later has the first day as its last. */
export function endEnrollment(
  { world, yesterday }: ActionScene,
  enrollment: SchoolEnrollment,
): void {
  const { startDate } = enrollment;
  const endDate = startDate !== undefined && startDate > yesterday ? startDate : yesterday;
  world.schoolEnrollments.put({ ...enrollment, endDate });
}

/** What a new place at a school needs to be told. */
export interface EnrollmentPlan {
  readonly student: string;
  readonly school: string;
  readonly serviceType: SchoolEnrollment["serviceType"];
  readonly grade: string | undefined;
  readonly startDate: string;
}

/** Enrols a student at a school, in the calendar of the active year that offers his grade. */
export function addEnrollment(scene: ActionScene, plan: EnrollmentPlan): void {
  const { world, modified } = scene;
  const { student, school, serviceType, grade, startDate } = plan;
  const words = ["school-enrollment", student, school, serviceType, modified];
  world.schoolEnrollments.put({
    id: deriveId(words, (id) => world.schoolEnrollments.has(id)),
    person: student,
    calendar: calendarFor(world, school, grade),
    school,
    serviceType,
    grade,
    startDate,
    endDate: undefined,
    noShow: false,
    written: undefined,
  });
}

/** The calendar of a school in which a grade has courses; the first one where none has. */
function calendarFor(world: World, school: string, grade: string | undefined): string | undefined {
  const calendars = rowsOf(world.calendars, "school", school)
    .map(({ id }) => id)
    .filter((id) => isCalendarInForce(world, id));
  if (calendars.length < 2 || grade === undefined) return calendars[0];
  const offers = (id: string): boolean =>
    rowsOf(world.courses, "calendar", id).some(({ grades }) => grades.includes(grade));
  return calendars.find(offers) ?? calendars[0];
}
