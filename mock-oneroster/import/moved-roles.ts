import type { JoinedPart } from "../../contracts/oneroster/csv/join-rows.ts";
import type { World } from "../store/world.ts";
import { replaceRoles, writtenRoles } from "./written-roles.ts";

/**
 * Takes roles away from those who have them by rows that now name somebody else, or nobody when they are
 * deleted. Looks at every role of the world once.
 */
export function releaseMoved(
  world: World,
  byOwner: ReadonlyMap<string, readonly JoinedPart[]>,
): void {
  const owners = new Map<string, string>();
  for (const [owner, parts] of byOwner) for (const { rowId } of parts) owners.set(rowId, owner);
  for (const [holder, rows] of rowsLeaving(world, owners)) {
    const staying = writtenRoles(world, holder).filter(
      ({ written }) => written?.rowId === undefined || !rows.has(written.rowId),
    );
    replaceRoles(world, holder, staying);
  }
}

/** By the person who has them: the rows that name another owner now. */
function rowsLeaving(
  world: World,
  owners: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const leaving = new Map<string, Set<string>>();
  for (const table of [world.schoolEnrollments, world.assignments]) {
    for (const { person, written } of table.values()) {
      const row = written?.rowId;
      const owner = row === undefined ? undefined : owners.get(row);
      if (row === undefined || owner === undefined || owner === person) continue;
      leaving.set(person, (leaving.get(person) ?? new Set()).add(row));
    }
  }
  return leaving;
}
