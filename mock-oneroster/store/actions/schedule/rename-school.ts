import type { ActionScene } from "../scene.ts";
import { selectSchool } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** A school gets another name or number and keeps its sourcedId (F68). */
export function renameSchool(scene: ActionScene, plan: PlanOf<"rename-school">): Counts {
  const school = selectSchool(scene, plan.school);
  const { name = school.name, identifier = school.identifier } = plan;
  scene.world.orgs.put({ ...school, name, identifier, modified: scene.modified });
  return { orgs: 1 };
}
