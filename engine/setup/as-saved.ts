import type { Tab } from "../../contracts/run/plan.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { resolveTargets } from "../plan/resolve.ts";
import type { SeenState, SetupInput } from "./tab-state.ts";

/** The tabs that a sync may write: the schedule makes no building and no grading period (guide R58). */
export function tabsOf(by: SetupInput["by"], tabs: readonly Tab[]): readonly Tab[] {
  return by === "schedule" ? tabs.filter((tab) => tab !== "schools" && tab !== "terms") : tabs;
}

/**
 * The settings as a scheduled sync finds them: schools and terms whose building or grading period was not made yet
 * are not mapped. What is new in the SIS so waits until somebody saves the tab (guide R58).
 */
export function asSaved(settings: Settings, seen: SeenState): Settings {
  const { schools, terms } = settings;
  return {
    ...settings,
    schools: { ...schools, map: { ...schools.map, ...skipped(unsavedSchools(seen)) } },
    terms: { ...terms, map: { ...terms.map, ...skipped(unsavedTerms(seen)) } },
  };
}

function unsavedSchools({ desired, current }: SeenState): readonly string[] {
  const codes = new Set(current.buildings.map(({ code }) => code));
  return [...desired.schoolTargets].flatMap(([school, target]) =>
    target.kind === "created" && !codes.has(target.code) ? [school] : [],
  );
}

/** Terms of equal name and dates share a grading period, so each of them waits for it. */
function unsavedTerms({ roster, desired, current }: SeenState): readonly string[] {
  const { titleOf } = resolveTargets(desired, current).value;
  const held = new Set(current.gradingPeriods.map(({ title }) => title));
  const unsaved = new Set(
    [...desired.gradingPeriods.values()]
      .filter(({ key, existingTitle }) => {
        const title = titleOf.get(key);
        return existingTitle === undefined && title !== undefined && !held.has(title);
      })
      .map(({ titles, startDate, endDate }) => [titles[0], startDate, endDate].join("\n")),
  );
  return [...roster.sessions.values()]
    .filter(({ title, startDate, endDate }) => unsaved.has([title, startDate, endDate].join("\n")))
    .map(({ sourcedId }) => sourcedId);
}

function skipped(ids: readonly string[]): Readonly<Record<string, "skip">> {
  return Object.fromEntries(ids.map((id) => [id, "skip"]));
}
