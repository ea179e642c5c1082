import { SisActionError } from "../action-error.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { staff } from "../select/person-kinds.ts";
import { selectPerson } from "../select/person.ts";
import { selectSchoolId } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { leaveStaffRows, openAssignments } from "./assignments.ts";

/** Someone stops working at a school, or in the district (F37, F54). */
export function endAssignment(scene: ActionScene, plan: PlanOf<"end-assignment">): Counts {
  const { assignments } = scene.world;
  const person = selectPerson(scene, plan.user, staff).id;
  const school = selectSchoolId(scene, plan.school);
  const open = openAssignments(scene, person, school);
  if (open.length === 0) {
    const where = plan.school === undefined ? "in the district" : `at "${plan.school}"`;
    throw new SisActionError(scene.action, `"${plan.user}" does not work ${where}.`);
  }
  for (const one of open) {
    if (plan.how === "drop") assignments.delete(one.id);
    else assignments.put({ ...one, endDate: lastDayOf(scene, one.startDate) });
  }
  stampPerson(scene, person);
  const ended = plan.sections === "end" ? leaveStaffRows(scene, person, school) : 0;
  return { users: 1, assignments: open.length, enrollmentsEnded: ended };
}

function lastDayOf({ yesterday }: ActionScene, startDate: string | undefined): string {
  return startDate !== undefined && startDate > yesterday ? startDate : yesterday;
}
