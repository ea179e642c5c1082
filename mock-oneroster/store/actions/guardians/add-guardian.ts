import { newPerson } from "../people/new-person.ts";
import type { ActionScene } from "../scene.ts";
import { selectStudent } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { addAssignment } from "../staff/assignments.ts";
import { openEnrollments } from "../students/school-enrollments.ts";
import { addLink } from "./links.ts";

/** A student gets a guardian who is new in the district. */
export function addGuardian(scene: ActionScene, plan: PlanOf<"add-guardian">): Counts {
  const student = selectStudent(scene, plan.student).id;
  const person = newPerson(scene, plan, { word: "guardian", place: student });
  scene.world.people.put(person);
  if (person.idForm === "written") writeRoles(scene, plan, [student, person.id]);
  addLink(scene, { student, contact: person.id }, plan);
  return { users: 1, links: 1 };
}

/** Whoever has an id as written has the roles that are written down and no others. */
function writeRoles(
  scene: ActionScene,
  { guardian }: PlanOf<"add-guardian">,
  [student, person]: readonly [student: string, person: string],
): void {
  const orgs = new Set(openEnrollments(scene, student).map(({ school }) => school));
  const role = guardian ? "guardian" : "relative";
  for (const org of orgs) addAssignment(scene, { person, org, role });
}
