import type { ActionScene } from "../scene.ts";
import { openRosters } from "../seats/open-seats.ts";
import { choose } from "../select/choose.ts";
import { selectStudent } from "../select/person.ts";
import { rowOfSourcedId } from "../select/record-ids.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { leaveSections } from "./leave-sections.ts";

/** A student leaves one section and stays in the others. */
export function leaveSection(scene: ActionScene, plan: PlanOf<"leave-section">): Counts {
  const student = selectStudent(scene, plan.student);
  const { world } = scene;
  const seats = openRosters(scene, student.id);
  const named = rowOfSourcedId(world, plan.section, { table: world.sections, idClass: "class" });
  const seat = choose(scene, {
    selector: plan.section,
    noun: `section of "${plan.student}"`,
    exact: seats.find(({ section }) => section === (named?.id ?? plan.section)),
    inOrder: () => seats,
    titles: seats.map(({ section }) => section),
  });
  return leaveSections(scene, [seat], plan.how);
}
