import type { Tab } from "../../contracts/run/plan.ts";
import type { Settings } from "../../contracts/run/settings.ts";

/** The tabs that have a checkbox for each school, with the schools ticked. */
export type Ticks = Pick<Settings, "users" | "courses" | "sections">;

/**
 * Says whether a school is ticked on a tab (guide R107, R124, R128).
 *
 * The Schools and Terms tabs have no checkboxes, and what belongs to no school is not told by one.
 */
export function isTicked(
  { tab, school }: { readonly tab: Tab; readonly school: string },
  ticks: Ticks | undefined,
): boolean {
  if (ticks === undefined || school === "" || tab === "schools" || tab === "terms") return true;
  const { schools } = ticks[tab];
  return schools === "all" || schools.includes(school);
}
