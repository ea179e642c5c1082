import type { Settings } from "../../contracts/run/settings.ts";
import type { Roster } from "../snapshot/roster.ts";

/** The years, by their ending year, in which the SIS shows classes. A class whose term names no year counts as any. */
export function yearsShown(roster: Roster): ReadonlySet<string> {
  const years = new Set<string>();
  for (const { termIds } of roster.classes.values()) {
    for (const termId of termIds) {
      const year = roster.sessions.get(termId)?.schoolYear;
      if (year !== undefined) years.add(year);
    }
  }
  return new Set([...years].toSorted());
}

/** The Active Year of the settings, else the latest that the SIS shows (guide R70). */
export function activeYearOf(roster: Roster, settings: Settings): string {
  return settings.activeYear ?? [...yearsShown(roster)].at(-1) ?? "unknown";
}
