import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import { RosterRole } from "../../contracts/run/settings/mappings.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Tab } from "../../contracts/run/plan.ts";
import { roleTitleAt } from "../mapping/choose-role.ts";
import { settingOf } from "../mapping/context.ts";
import type { DesiredGradingPeriod } from "../mapping/lms-state.ts";
import { isTicked } from "../mapping/ticks.ts";
import { resolveTargets } from "../plan/resolve.ts";
import type { Roster } from "../snapshot/roster.ts";
import type { SeenState, SetupInput } from "./tab-state.ts";

/** What the Schools tab lacks before others may sync: a mapping (guide R48, R88), saved (R95). */
export function schoolLacks({ settings, seen, pressed = [] }: SetupInput): readonly Diagnostic[] {
  const { schools } = settings;
  const isMapped =
    seen === undefined
      ? schools.default !== "skip" || Object.values(schools.map).some((target) => target !== "skip")
      : seen.desired.schoolTargets.size > 0;
  if (!isMapped) return [incomplete("schools", "no school is mapped")];
  if (seen === undefined || pressed.includes("schools")) return [];
  const { buildingChanges } = resolveTargets(seen.desired, seen.current).value;
  return buildingChanges.length === 0
    ? []
    : [incomplete("schools", "the Schools tab was not saved yet")];
}

/** What the Terms tab lacks: a mapping, where there are terms at all, saved so that the grading periods exist (R48, R103). */
export function termLacks({ settings, seen, pressed = [] }: SetupInput): readonly Diagnostic[] {
  if (!mapsAnyTerm(settings, seen?.roster)) return [incomplete("terms", "no term is mapped")];
  if (seen === undefined || pressed.includes("terms")) return [];
  const { gradingPeriodChanges } = resolveTargets(seen.desired, seen.current).value;
  return gradingPeriodChanges.length === 0
    ? []
    : [incomplete("terms", "the Terms tab was not saved yet")];
}

/** Terms count of which classes are taught. Where there are none, there is nothing to map. */
function mapsAnyTerm({ terms }: Settings, roster: Roster | undefined): boolean {
  const rest = [terms.default, ...Object.values(terms.schools)].some((target) => target !== "skip");
  if (roster === undefined) {
    return rest || Object.values(terms.map).some((target) => target !== "skip");
  }
  const used = new Set([...roster.classes.values()].flatMap(({ termIds }) => termIds));
  const known = [...used].filter((id) => roster.sessions.has(id));
  return (
    known.length === 0 ||
    known.some((id) => (settingOf(terms.map, id) ?? (rest ? "create" : "skip")) !== "skip")
  );
}

function incomplete(tab: Tab, what: string): Diagnostic {
  return diagnose("setup-incomplete", { at: `settings/${tab}` }, { what });
}

/** Users sync when a role is mapped at a ticked school; what is not mapped counts as Do Not Sync (guide R106, R122). */
export function roleRefusals({ settings, seen }: SetupInput): readonly Diagnostic[] {
  const schools = [...(seen?.desired.schoolTargets.keys() ?? [])].filter((school) =>
    isTicked({ tab: "users", school }, settings),
  );
  const isMapped =
    seen === undefined
      ? mapsAnyRole(settings)
      : schools.some((school) =>
          RosterRole.options.some((role) => roleTitleAt(school, role, settings) !== undefined),
        );
  return isMapped ? [] : [diagnose("roles-unmapped", { at: "settings/roles" }, {})];
}

function mapsAnyRole({ roles }: Settings): boolean {
  const maps = [roles.default, ...Object.values(roles.schools)];
  return maps.some((map) => Object.values(map).some((title) => title !== "do-not-sync"));
}

/**
 * In a migration to 1.2 users may get other ids, and those whom no account matches would get second ones. The first
 * Users sync waits for Data Prep then (guide R87).
 */
export function migrationFindings({ settings, seen }: SetupInput): readonly Diagnostic[] {
  const { oneRoster, representative } = settings;
  const isMigration = oneRoster.version === "1.2" && oneRoster.previousVersion === "1.1";
  if (!isMigration || representative.dataPrepReviewed || seen === undefined) return [];
  const { desired, current } = seen;
  const unmatched = [...desired.users.keys()].filter((uid) => !current.users.has(uid)).length;
  if (unmatched === 0 || current.users.size === 0) return [];
  const args = { unmatched, total: desired.users.size };
  return [diagnose("migration-unmatched", { at: "settings/oneRoster/previousVersion" }, args)];
}

/** The mapped schools that a tab passes over, because their checkbox is not set (guide R107, R124, R128). */
export function tickNotes({ settings, seen }: SetupInput, tab: Tab): readonly Diagnostic[] {
  return [...(seen?.desired.schoolTargets.keys() ?? [])]
    .filter((school) => !isTicked({ tab, school }, settings))
    .map((school) =>
      diagnose("school-not-ticked", { at: `settings/${tab}/schools`, school }, { tab }),
    );
}

/** Terms that were mapped to grading periods of another time (guide R99). */
export function termNotes({ seen }: SetupInput): readonly Diagnostic[] {
  if (seen === undefined) return [];
  return [...seen.desired.gradingPeriods.values()].flatMap((period) => apartFrom(period, seen));
}

function apartFrom(term: DesiredGradingPeriod, { current }: SeenState): readonly Diagnostic[] {
  const period = current.gradingPeriods.find(({ title }) => title === term.existingTitle);
  if (period === undefined) return [];
  if (term.startDate <= period.endDate && period.startDate <= term.endDate) return [];
  const place = { at: `settings/terms/${term.termId}`, school: term.school };
  const args = {
    term: term.titles[0] ?? term.termId,
    termDates: `${term.startDate} to ${term.endDate}`,
    period: period.title,
    periodDates: `${period.startDate} to ${period.endDate}`,
  };
  return [diagnose("term-period-apart", place, args)];
}
