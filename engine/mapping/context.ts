import type { Settings } from "../../contracts/run/settings.ts";
import type { Roster } from "../snapshot/roster.ts";

/** What every mapping function may look at. `today` is `YYYY-MM-DD`. */
export interface MappingContext {
  readonly roster: Roster;
  readonly settings: Settings;
  readonly activeYear: string;
  readonly today: string;
}

/** Sorts by Unicode code units, so that the order is the same on any machine. */
export function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
