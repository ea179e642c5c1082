import type { Roster } from "../../records.ts";
import type { ActionScene } from "../scene.ts";
import { endSeat } from "../seats/end-seat.ts";
import type { Counts } from "../sis-action.ts";

/** How a student leaves: `drop` takes rows away, as Campus does before a term begins; `end` keeps them. */
export type Leaving = "drop" | "end";

/** Takes a student out of seats. Gives the number of them under the name of what happened. */
export function leaveSections(scene: ActionScene, seats: readonly Roster[], how: Leaving): Counts {
  const { rosters } = scene.world;
  for (const seat of seats) {
    if (how === "drop") rosters.delete(seat.id);
    else endSeat(scene, { table: rosters, seat, lastDay: scene.yesterday });
  }
  return { [how === "drop" ? "enrollmentsDropped" : "enrollmentsEnded"]: seats.length };
}
