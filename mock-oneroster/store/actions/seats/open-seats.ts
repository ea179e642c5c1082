import { compareText } from "../../compare-text.ts";
import type { Roster, Seat, StaffRow } from "../../records.ts";
import { isSeatInForce } from "../in-force.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";

/** Says whether a seat is not over and not deleted. One that is yet to begin counts. */
export function isOpen({ today }: ActionScene, { status, endDate }: Seat): boolean {
  return status !== "tobedeleted" && (endDate === undefined || endDate >= today);
}

/** The open rosters of a student in the active trials. */
export function openRosters(scene: ActionScene, student: string): readonly Roster[] {
  const { world } = scene;
  return rowsOf(world.rosters, "person", student).filter(
    (seat) => isOpen(scene, seat) && isSeatInForce(world, seat),
  );
}

/** The open staff rows of a person in the active trials. */
export function openStaffRows(scene: ActionScene, person: string): readonly StaffRow[] {
  const { world } = scene;
  return rowsOf(world.staff, "person", person).filter(
    (seat) => isOpen(scene, seat) && isSeatInForce(world, seat),
  );
}

/** The open rosters of a section. */
export function rostersOfSection(scene: ActionScene, section: string): readonly Roster[] {
  return rowsOf(scene.world.rosters, "section", section).filter((seat) => isOpen(scene, seat));
}

/** The open staff rows of a section: primary teachers, further ones, section staff, each in order of id. */
export function staffOfSection(scene: ActionScene, section: string): readonly StaffRow[] {
  return rowsOf(scene.world.staff, "section", section)
    .filter((seat) => isOpen(scene, seat))
    .toSorted((a, b) => rank(a) - rank(b) || compareText(a.id, b.id));
}

/** Says whether a staff row is of a primary teacher, by Campus' staff type or by what an import says. */
export function isPrimary({ staffType, primary }: StaffRow): boolean {
  return staffType === "P" || (staffType === undefined && primary === "true");
}

function rank(row: StaffRow): number {
  if (isPrimary(row)) return 0;
  return row.staffType === "S" ? 2 : 1;
}
