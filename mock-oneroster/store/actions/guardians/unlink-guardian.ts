import type { ActionScene } from "../scene.ts";
import { selectStudent } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { selectLink, stampPair } from "./links.ts";

/** A student loses a contact, as when custody changes (F46). Both people stay. */
export function unlinkGuardian(scene: ActionScene, plan: PlanOf<"unlink-guardian">): Counts {
  const student = selectStudent(scene, plan.student).id;
  const link = selectLink(scene, student, plan);
  scene.world.relationships.delete(link.id);
  stampPair(scene, { student, contact: link.contact });
  return { links: 1 };
}
