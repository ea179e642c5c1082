import type { World } from "../store/world.ts";

/**
 * Gives the trial in which the imported classes of a school stand, and makes it when there is none yet.
 *
 * OneRoster knows neither calendars nor trials, so an import gives each school one calendar of no certain year,
 * one structure and one active trial: enough for switching trials as in Campus (F01).
 */
export function homeTrial(world: World, school: string): string {
  const id = `trial:${school}`;
  if (world.trials.has(id)) return id;
  const [calendar, structure] = [`calendar:${school}`, `structure:${school}`];
  world.calendars.put({ id: calendar, school, schoolYear: "", name: "Main" });
  world.structures.put({ id: structure, calendar, name: "Main" });
  world.trials.put({ id, structure, name: "A", active: true, locked: false });
  return id;
}
