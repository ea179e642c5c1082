import { newPerson } from "../people/new-person.ts";
import type { ActionScene } from "../scene.ts";
import { addStaffRow } from "../seats/new-seats.ts";
import { selectSchool } from "../select/school.ts";
import { selectSection } from "../select/section.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { addAssignment } from "./assignments.ts";

/** Someone new gets a district assignment, and perhaps sections. As `P` beside a primary teacher he is a second one (F53). */
export function hireStaff(scene: ActionScene, plan: PlanOf<"hire-staff">): Counts {
  const { world, today } = scene;
  const { role, staffType } = plan;
  const org = selectSchool(scene, plan.school).id;
  const sections = new Map(
    plan.sections.map((selector) => selectSection(scene, selector)).map((one) => [one.id, one]),
  );
  const person = newPerson(scene, plan, { word: "staff", place: org });
  world.people.put(person);
  addAssignment(scene, { person: person.id, org, role });
  for (const { id: section, school } of sections.values()) {
    addStaffRow(scene, { section, school, person: person.id, staffType, beginDate: today });
  }
  return { users: 1, enrollmentsAdded: sections.size };
}
