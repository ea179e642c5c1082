import { wireStyleDefault, type WireStyle } from "../project/wire-style.ts";
import { campusRows } from "../store/people.ts";
import type { World } from "../store/world.ts";

/**
 * The style that adds nothing to a world which is not its own: what Campus adds to metadata is of its people alone, and
 * what was imported is given back as it came.
 */
export function ownStyle(world: World): WireStyle {
  return { ...wireStyleDefault, campusMetadata: hasCampusPeople(world) };
}

function hasCampusPeople(world: World): boolean {
  const isCampus = campusRows(world);
  const { rows } = world.people;
  for (let row = 0; row < rows.end; row += 1) if (rows.isLive(row) && isCampus(row)) return true;
  return false;
}
