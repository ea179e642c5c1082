import { isCalendarInForce } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { openRosters } from "../seats/open-seats.ts";
import { noShows, students } from "../select/person-kinds.ts";
import { selectPerson } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { leaveSections } from "./leave-sections.ts";

/** Marks a student who never came, whom the API then does not send (F39), or takes the mark away. */
export function setNoShow(scene: ActionScene, plan: PlanOf<"set-no-show">): Counts {
  const { world } = scene;
  const { id } = selectPerson(scene, plan.student, plan.noShow ? students : noShows);
  const enrollments = rowsOf(world.schoolEnrollments, "person", id).filter(
    ({ noShow, calendar }) => noShow !== plan.noShow && isCalendarInForce(world, calendar),
  );
  const drops = plan.noShow && plan.rosters === "drop";
  const left = leaveSections(scene, drops ? openRosters(scene, id) : [], "drop");
  for (const one of enrollments) world.schoolEnrollments.put({ ...one, noShow: plan.noShow });
  stampPerson(scene, id);
  return { users: 1, ...left };
}
