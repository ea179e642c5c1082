import type { World } from "../../world.ts";
import { deriveId } from "../derive-id.ts";
import type { ActionScene } from "../scene.ts";

/** What a new roster needs to be told. */
export interface RosterPlan {
  readonly section: string;
  readonly school: string;
  readonly person: string;
  readonly beginDate: string;
  readonly endDate?: string;
}

/** Enrols a student with an id derived from what he joins and when. */
export function addRoster({ world, modified }: ActionScene, plan: RosterPlan): void {
  const { section, school, person, beginDate } = plan;
  const role = "student";
  const id = newSeatId(world, role, [section, person, role, modified]);
  world.rosters.put({
    id,
    status: "active",
    modified,
    metadata: undefined,
    section,
    school,
    person,
    role,
    primary: undefined,
    beginDate,
    endDate: plan.endDate,
  });
}

/** What a new staff row needs to be told. */
export interface StaffPlan extends Omit<RosterPlan, "endDate"> {
  readonly staffType: "P" | "T" | "S";
}

/** Puts a member of staff on a section. Section staff have a row too, which the API does not show (facts A.9). */
export function addStaffRow({ world, modified }: ActionScene, plan: StaffPlan): void {
  const { section, school, person, beginDate, staffType } = plan;
  const role = staffType === "S" ? "aide" : "teacher";
  const primary = staffType === "S" ? undefined : String(staffType === "P");
  const id = newSeatId(world, role, [section, person, role, modified]);
  world.staff.put({
    id,
    status: "active",
    modified,
    metadata: undefined,
    section,
    school,
    person,
    role,
    primary,
    staffType,
    beginDate,
    endDate: undefined,
  });
}

/** The id of a new seat: a letter for its role as Campus has it, and digits (facts A.4). */
export function newSeatId(world: World, role: string, words: readonly string[]): string {
  const letter = role === "student" ? "s" : "t";
  const isTaken = (id: string): boolean => world.rosters.has(id) || world.staff.has(id);
  return `${letter}${deriveId(words, (digits) => isTaken(`${letter}${digits}`))}`;
}
