import type { ActionScene } from "../scene.ts";
import { endSeat } from "../seats/end-seat.ts";
import { staffOfSection } from "../seats/open-seats.ts";
import { selectSection } from "../select/section.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { selectOwnStaff } from "./own-staff.ts";

/** A teacher leaves a section as of yesterday (F54). */
export function endStaff(scene: ActionScene, plan: PlanOf<"end-staff">): Counts {
  const { id: section } = selectSection(scene, plan.section);
  const { person } = selectOwnStaff(scene, { section, selector: plan.teacher });
  const leaver = { section, person, lastDay: scene.yesterday };
  return { enrollmentsEnded: endRowsOnSection(scene, leaver) };
}

/** Who leaves which section, and the last day. */
export interface SectionLeaver {
  readonly section: string;
  readonly person: string;
  readonly lastDay: string;
}

/** Ends all open rows of a person on a section. Gives the number of them. */
export function endRowsOnSection(scene: ActionScene, leaver: SectionLeaver): number {
  const { section, person, lastDay } = leaver;
  const seats = staffOfSection(scene, section).filter((seat) => seat.person === person);
  for (const seat of seats) endSeat(scene, { table: scene.world.staff, seat, lastDay });
  return seats.length;
}
