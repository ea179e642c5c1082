import * as z from "zod";
import { createCalendar } from "../../rules/world.ts";
import type { LiveWorld } from "../live-world.ts";
import { PeopleActionError } from "./find-objects.ts";

/** A system admin sets the organisation's time zone, an IANA name. */
export const SetTimeZone = z.strictObject({ timeZone: z.string().trim().min(1).max(100) });
export type SetTimeZone = z.infer<typeof SetTimeZone>;

/**
 * Sets the organisation's time zone, which decides when a grading period's last day is over. It is part of the
 * state, and stands above the one that the mock was started with.
 *
 * @throws PeopleActionError when there is no such time zone
 */
export function setTimeZone(world: LiveWorld, { timeZone }: SetTimeZone): void {
  try {
    createCalendar(world.clock, timeZone);
  } catch {
    throw new PeopleActionError(
      "Failed to set the time zone: there is none of this name. Use one such as America/Chicago.",
    );
  }
  const { organizationSettings } = world.store;
  const [settings] = organizationSettings.values();
  if (settings === undefined) organizationSettings.add((id) => ({ id, timeZone }));
  else organizationSettings.replace({ ...settings, timeZone });
}
