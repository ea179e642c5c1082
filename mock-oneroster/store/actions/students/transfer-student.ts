import type { Person, SchoolEnrollment } from "../../records.ts";
import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { openRosters } from "../seats/open-seats.ts";
import { selectStudent } from "../select/person.ts";
import { selectSchool } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { joinSections } from "./join-sections.ts";
import { leaveSections, type Leaving } from "./leave-sections.ts";
import { addEnrollment, endEnrollment, openEnrollments } from "./school-enrollments.ts";

/** A student changes school (F58): leaves the old one's sections, and joins as many at the new one. */
export function transferStudent(scene: ActionScene, plan: PlanOf<"transfer-student">): Counts {
  const student = selectStudent(scene, plan.student);
  const school = selectSchool(scene, plan.toSchool).id;
  if (
    openEnrollments(scene, student.id).some(
      (one) => one.serviceType === "P" && one.school === school,
    )
  ) {
    throw new SisActionError(scene.action, `"${plan.student}" is already at "${plan.toSchool}".`);
  }
  return transfer(scene, { student, school, how: plan.how });
}

/** Who goes where, and what stays of the old school. */
export interface Transfer {
  readonly student: Person;
  readonly school: string;
  readonly how: Leaving;
}

/**
 * Moves a student to another school from today on. Places at a further school (service types S and N) stay,
 * with their sections, unless it is the one that he now goes to.
 */
export function transfer(scene: ActionScene, { student, school, how }: Transfer): Counts {
  const open = openEnrollments(scene, student.id);
  const leaving = open.filter((one) => one.serviceType === "P" || one.school === school);
  const staying = new Set(open.filter((one) => !leaving.includes(one)).map((one) => one.school));
  const seats = openRosters(scene, student.id).filter((seat) => !staying.has(seat.school));
  const left = leaveSections(scene, seats, how);
  for (const enrollment of leaving) leaveSchool(scene, enrollment, how);
  const grade = leaving.find((one) => one.grade !== undefined)?.grade;
  const plan = { student: student.id, school, serviceType: "P", grade } as const;
  addEnrollment(scene, { ...plan, startDate: scene.today });
  moveHome(scene, student, school);
  const enrollmentsAdded = joinSections(scene, {
    student: student.id,
    school,
    grades: grade === undefined ? student.grades : [grade],
    sectionsMax: Math.max(1, seats.length),
    beginDate: scene.today,
  });
  return { users: 1, ...left, enrollmentsAdded };
}

function leaveSchool(scene: ActionScene, enrollment: SchoolEnrollment, how: Leaving): void {
  if (how === "drop") scene.world.schoolEnrollments.delete(enrollment.id);
  else endEnrollment(scene, enrollment);
}

function moveHome({ world, modified }: ActionScene, student: Person, school: string): void {
  const primaryOrg = student.primaryOrg === undefined ? undefined : school;
  world.people.put({ ...student, primaryOrg, modified });
}
