import { stampPerson, type ActionScene } from "../scene.ts";
import { openRosters } from "../seats/open-seats.ts";
import { selectStudent } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { leaveSections, type Leaving } from "./leave-sections.ts";
import { endEnrollment, openEnrollments } from "./school-enrollments.ts";

/** A student leaves the district. The person stays: Campus shows whoever was enrolled this year (F37). */
export function withdrawStudent(scene: ActionScene, plan: PlanOf<"withdraw-student">): Counts {
  return withdraw(scene, selectStudent(scene, plan.student).id, plan.how);
}

/** Ends all that a student has at schools. */
export function withdraw(scene: ActionScene, student: string, how: Leaving): Counts {
  const left = leaveSections(scene, openRosters(scene, student), how);
  for (const enrollment of openEnrollments(scene, student)) endEnrollment(scene, enrollment);
  stampPerson(scene, student);
  return { users: 1, ...left };
}
