import type { Settings } from "../../contracts/run/settings.ts";
import type { Roster } from "../snapshot/roster.ts";

/** What every mapping function may look at. `today` is `YYYY-MM-DD`. */
export interface MappingContext {
  readonly roster: Roster;
  readonly settings: Settings;
  readonly activeYear: string;
  readonly today: string;
}

/** What a settings table says of an id. Ids are foreign text: `constructor` is an id, not what every object has. */
export function settingOf<Value>(
  table: Readonly<Record<string, Value>>,
  id: string,
): Value | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

/** Sorts by Unicode code units, so that the order is the same on any machine. */
export function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
