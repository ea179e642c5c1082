import type { ActionScene } from "../scene.ts";
import { selectStudent } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { selectLink, shownOnWords, stampPair } from "./links.ts";

/** A contact gains or loses a guardian's rights or the portal, or only one side lists the other (F43 to F46). */
export function changeGuardianLink(
  scene: ActionScene,
  plan: PlanOf<"change-guardian-link">,
): Counts {
  const student = selectStudent(scene, plan.student).id;
  const link = selectLink(scene, student, plan);
  scene.world.relationships.put({
    ...link,
    guardian: plan.guardian ?? link.guardian,
    portal: plan.portal ?? link.portal,
    type: plan.relationship ?? link.type,
    shownOn: plan.listedBy === undefined ? link.shownOn : shownOnWords[plan.listedBy],
  });
  stampPair(scene, { student, contact: link.contact });
  return { links: 1 };
}
