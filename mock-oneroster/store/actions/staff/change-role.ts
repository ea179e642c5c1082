import { SisActionError } from "../action-error.ts";
import type { Assignment } from "../../records.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { staff } from "../select/person-kinds.ts";
import { selectPerson } from "../select/person.ts";
import { selectSchoolId } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { addAssignment, leaveStaffRows, openAssignments } from "./assignments.ts";

/**
 * A teacher becomes an administrator, an aide, or both. In 1.1 the record with the letter of the old role goes and
 * another comes (facts A.4, A.5); in 1.2 the one record has other roles.
 */
export function changeRole(scene: ActionScene, plan: PlanOf<"change-role">): Counts {
  const { role, how } = plan;
  const person = selectPerson(scene, plan.user, staff).id;
  const school = selectSchoolId(scene, plan.school);
  const open = openAssignments(scene, person, school);
  refuseNoChange(scene, plan, open);
  if (how === "replace") for (const { id } of open) scene.world.assignments.delete(id);
  for (const org of orgsWithout(open, how === "add" ? role : undefined)) {
    addAssignment(scene, { person, org, role });
  }
  stampPerson(scene, person);
  const stops = how === "replace" && role !== "teacher" && plan.sections === "end";
  return { users: 1, enrollmentsEnded: stops ? leaveStaffRows(scene, person, school) : 0 };
}

function refuseNoChange(
  scene: ActionScene,
  { user, role, school }: PlanOf<"change-role">,
  open: readonly Assignment[],
): void {
  const where = school === undefined ? "in the district" : `at "${school}"`;
  if (open.length === 0) {
    throw new SisActionError(scene.action, `"${user}" does not work ${where}.`);
  }
  if (open.every((one) => one.role === role)) {
    throw new SisActionError(scene.action, `"${user}" is ${role} ${where} already.`);
  }
}

/** The orgs of assignments, each once, but for those where the person has a role already. */
function orgsWithout(
  open: readonly Assignment[],
  role: string | undefined,
): ReadonlySet<string | undefined> {
  const orgs = new Set(open.map(({ org }) => org));
  for (const one of open) if (one.role === role) orgs.delete(one.org);
  return orgs;
}
