import type { Connection } from "./security/connection.ts";
import type { World } from "./store/world.ts";

/**
 * A connection whose kind follows the Grade Book Sync of the world's view, so that an action which switches it moves
 * both what is shown (relatives, facts A.5) and what is let in (F98). Nothing said is all bought, and switched on.
 *
 * Sets the view by the connection to begin with. Without a licence there is no Grade Book Sync (facts A.2).
 */
export function openConnection(world: World, given: Connection | undefined): Connection {
  const { learningLicence, kind } = given ?? everything;
  if (given !== undefined) {
    world.setView({ gradeBookSync: kind !== "roster-only" && learningLicence !== "none" });
  }
  return {
    ...(given ?? everything),
    get kind() {
      return world.view.gradeBookSync ? "roster-and-gradebook" : "roster-only";
    },
  };
}

const everything: Connection = { kind: "roster-and-gradebook", learningLicence: "district" };
