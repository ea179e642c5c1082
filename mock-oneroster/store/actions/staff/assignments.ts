import { contactWords } from "../../people.ts";
import type { Assignment } from "../../records.ts";
import { deriveId } from "../derive-id.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { endSeat } from "../seats/end-seat.ts";
import { openStaffRows } from "../seats/open-seats.ts";

/** What a person does now as staff, at one org or at all: no contacts of students, and nothing that is over. */
export function openAssignments(
  { world, today }: ActionScene,
  person: string,
  org: string | undefined,
): readonly Assignment[] {
  return rowsOf(world.assignments, "person", person).filter(
    (one) =>
      !contactWords.includes(one.role) &&
      (org === undefined || one.org === org) &&
      (one.endDate === undefined || one.endDate >= today),
  );
}

/** What a new district assignment needs to be told. */
export interface AssignmentPlan {
  readonly person: string;
  readonly org: string | undefined;
  readonly role: string;
}

/** Gives a person a district assignment from today on. */
export function addAssignment({ world, today, modified }: ActionScene, plan: AssignmentPlan): void {
  const { person, org, role } = plan;
  const words = ["assignment", person, org ?? "", role, modified];
  const id = deriveId(words, (digits) => world.assignments.has(digits));
  const dates = { startDate: today, endDate: undefined };
  world.assignments.put({ id, person, org, role, ...dates, written: undefined });
}

/** Takes a person off his sections, at one school or at all, as of yesterday. Gives the number of rows. */
export function leaveStaffRows(
  scene: ActionScene,
  person: string,
  school: string | undefined,
): number {
  const { world, yesterday } = scene;
  const seats = openStaffRows(scene, person).filter(
    (seat) => school === undefined || seat.school === school,
  );
  for (const seat of seats) endSeat(scene, { table: world.staff, seat, lastDay: yesterday });
  return seats.length;
}
