import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { addStaffRow } from "../seats/new-seats.ts";
import { staffOfSection } from "../seats/open-seats.ts";
import { anyone, teachers } from "../select/person-kinds.ts";
import { selectPerson } from "../select/person.ts";
import { selectSection } from "../select/section.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** Puts someone on a section. Who has no assignment as teacher cannot be chosen as one (facts A.9). */
export function assignStaff(scene: ActionScene, plan: PlanOf<"assign-staff">): Counts {
  const { staffType, beginDate = scene.today } = plan;
  const { id: section, school } = selectSection(scene, plan.section);
  const person = selectPerson(scene, plan.user, staffType === "S" ? anyone : teachers).id;
  if (staffOfSection(scene, section).some((seat) => seat.person === person)) {
    throw new SisActionError(scene.action, `"${plan.user}" is already on "${plan.section}".`);
  }
  addStaffRow(scene, { section, school, person, staffType, beginDate });
  return { enrollmentsAdded: 1 };
}
