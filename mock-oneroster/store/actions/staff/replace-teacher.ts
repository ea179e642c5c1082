import { SisActionError } from "../action-error.ts";
import { addDays, type ActionScene } from "../scene.ts";
import { addStaffRow } from "../seats/new-seats.ts";
import { selectTeacher } from "../select/person.ts";
import { selectSection } from "../select/section.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { endRowsOnSection } from "./end-staff.ts";
import { selectOwnStaff } from "./own-staff.ts";

/** One teacher hands a section over to another: two primary teachers, one after the other (F53, facts A.9). */
export function replaceTeacher(scene: ActionScene, plan: PlanOf<"replace-teacher">): Counts {
  const { id: section, school } = selectSection(scene, plan.section);
  const leaver = selectOwnStaff(scene, { section, selector: plan.teacher }).person;
  const person = selectTeacher(scene, plan.by).id;
  if (person === leaver) {
    throw new SisActionError(scene.action, `"${plan.by}" is the teacher who goes.`);
  }
  const handover = { section, school, leaver, person, beginDate: plan.beginDate ?? scene.today };
  return handOver(scene, handover);
}

/** Who takes a section over from whom, and when. */
export interface Handover {
  readonly section: string;
  readonly school: string;
  readonly leaver: string;
  readonly person: string;
  readonly beginDate: string;
}

/** Ends the rows of both the day before, for the new one may have been a co-teacher, and adds a primary teacher. */
export function handOver(scene: ActionScene, handover: Handover): Counts {
  const { section, school, leaver, person, beginDate } = handover;
  const lastDay = addDays(beginDate, -1);
  const enrollmentsEnded =
    endRowsOnSection(scene, { section, person: leaver, lastDay }) +
    endRowsOnSection(scene, { section, person, lastDay });
  addStaffRow(scene, { section, school, person, staffType: "P", beginDate });
  return { enrollmentsEnded, enrollmentsAdded: 1 };
}
