import { SisActionError } from "../action-error.ts";
import { isCalendarInForce } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { selectStudent } from "../select/person.ts";
import { selectSchool } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { joinSections } from "./join-sections.ts";
import { addEnrollment, openEnrollments } from "./school-enrollments.ts";

/**
 * Enrols a student at a further school, or a student who had left at a school again (F27, F38). Which place is
 * primary in 1.2 follows from the service type (facts A.5).
 */
export function enrolAtSchool(scene: ActionScene, plan: PlanOf<"enrol-at-school">): Counts {
  const student = selectStudent(scene, plan.student);
  const school = selectSchool(scene, plan.school).id;
  const open = openEnrollments(scene, student.id);
  if (open.some((one) => one.school === school)) {
    throw new SisActionError(scene.action, `"${plan.student}" is already at "${plan.school}".`);
  }
  const { serviceType, startDate = scene.today } = plan;
  const grade = plan.grade ?? lastGrade(scene, student.id);
  addEnrollment(scene, { student: student.id, school, serviceType, grade, startDate });
  stampPerson(scene, student.id);
  const grades = grade === undefined ? student.grades : [grade];
  const join = { student: student.id, school, grades, beginDate: startDate };
  return {
    users: 1,
    enrollmentsAdded: joinSections(scene, { ...join, sectionsMax: plan.sections }),
  };
}

function lastGrade({ world }: ActionScene, student: string): string | undefined {
  return rowsOf(world.schoolEnrollments, "person", student).findLast(
    ({ grade, calendar }) => grade !== undefined && isCalendarInForce(world, calendar),
  )?.grade;
}
