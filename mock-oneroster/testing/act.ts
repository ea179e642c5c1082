import { createVirtualClock } from "../../core/clock.ts";
import { applyAction } from "../store/actions/apply-action.ts";
import { SisAction, type Counts } from "../store/actions/sis-action.ts";
import type { World } from "../store/world.ts";

/** The moment at which tests act: noon UTC of Monday, 5 October 2026. */
export const actedAt = "2026-10-05T12:00:00.000Z";

/** Applies an action as someone would write it, at `actedAt` or so many days later. Gives its counts. */
export function act(world: World, action: unknown, daysLater = 0): Counts {
  const clock = createVirtualClock(Date.parse(actedAt) + daysLater * 86_400_000);
  return applyAction(world, SisAction.parse(action), clock).counts;
}
