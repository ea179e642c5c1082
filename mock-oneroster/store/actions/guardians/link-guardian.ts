import type { ActionScene } from "../scene.ts";
import { selectPerson, selectStudent } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { addLink, refuseLinked } from "./links.ts";

/** A student gets someone as guardian who is in the district already: of a sibling, or a teacher (F22). */
export function linkGuardian(scene: ActionScene, plan: PlanOf<"link-guardian">): Counts {
  const student = selectStudent(scene, plan.student).id;
  const contact = selectPerson(scene, plan.user).id;
  refuseLinked(scene, { student, contact }, plan);
  addLink(scene, { student, contact }, plan);
  return { links: 1 };
}
