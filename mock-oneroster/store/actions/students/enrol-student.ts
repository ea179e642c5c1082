import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { addRoster } from "../seats/new-seats.ts";
import { openRosters } from "../seats/open-seats.ts";
import { selectStudent } from "../select/person.ts";
import { selectSection } from "../select/section.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** A student joins a section: today, some time ago (F57), or some day to come (F60). */
export function enrolStudent(scene: ActionScene, plan: PlanOf<"enrol-student">): Counts {
  const person = selectStudent(scene, plan.student).id;
  const { id: section, school } = selectSection(scene, plan.section);
  const { beginDate = scene.today, endDate } = plan;
  if (openRosters(scene, person).some((seat) => seat.section === section)) {
    throw new SisActionError(
      scene.action,
      `"${plan.student}" is already enrolled in "${plan.section}".`,
    );
  }
  if (endDate !== undefined && endDate < beginDate) {
    throw new SisActionError(scene.action, `${endDate} is before the first day, ${beginDate}.`);
  }
  const place = { section, school, person, beginDate };
  addRoster(scene, endDate === undefined ? place : { ...place, endDate });
  return { enrollmentsAdded: 1 };
}
