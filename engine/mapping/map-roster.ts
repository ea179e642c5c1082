import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Roster } from "../snapshot/roster.ts";
import { activeYearOf, yearsShown } from "./active-year.ts";
import { mapAssociations } from "./associations.ts";
import { mapCourses } from "./courses.ts";
import { mapEnrollments } from "./enrollments.ts";
import type { DesiredState } from "./lms-state.ts";
import { mapSchools } from "./schools.ts";
import { mapSections } from "./sections.ts";
import { mapTerms } from "./terms.ts";
import { unknownIds } from "./unknown-ids.ts";
import { mapUsers } from "./users.ts";

/**
 * Says what the LMS should hold, from the roster and the settings alone.
 *
 * Pure, and independent of the order of the source's records. `today` is `YYYY-MM-DD`.
 */
export function mapRoster(
  roster: Roster,
  settings: Settings,
  today: string,
): Outcome<DesiredState> {
  const activeYear = activeYearOf(roster, settings);
  const context = { roster, settings, activeYear, today };
  const schools = mapSchools(roster, settings);
  const terms = mapTerms(context, schools.value);
  const users = mapUsers(context, schools.value);
  const associations = mapAssociations(context, users.value);
  const courses = mapCourses(context, schools.value);
  const parts = { schools: schools.value, terms: terms.value, courses: courses.value };
  const sections = mapSections(context, parts);
  const enrollments = mapEnrollments(context, sections.value.sections, users.value);
  const refusals = refusalsOf(roster, activeYear);
  return {
    value: {
      version: roster.version,
      activeYear,
      today,
      received: countReceived(roster),
      usable: refusals.length === 0,
      complete: roster.incomplete.size === 0,
      schoolTargets: schools.value.targets,
      schoolNames: schools.value.names,
      gradingPeriods: terms.value.gradingPeriods,
      users: users.value.users,
      unsynced: users.value.unsynced,
      associations: associations.value,
      endedAssociations: settings.readings.endedAssociations,
      courses: courses.value.courses,
      sections: sections.value.sections,
      classesWithoutTerms: sections.value.withoutTerms,
      ...enrollments.value,
    },
    diagnostics: [schools, terms, users, associations, courses, sections, enrollments]
      .flatMap(({ diagnostics }) => diagnostics)
      .concat(unknownIds(roster, settings))
      .concat(refusals),
  };
}

function countReceived(roster: Roster): DesiredState["received"] {
  let enrollments = 0;
  for (const members of roster.enrollments.values()) enrollments += members.length;
  return {
    orgs: roster.orgs.size,
    academicSessions: roster.sessions.size,
    courses: roster.courses.size,
    classes: roster.classes.size,
    users: roster.people.size,
    enrollments,
  };
}

/** What forbids syncing anything at all: a year that the SIS does not show, which proves nothing about anybody (R75, F11). */
function refusalsOf(roster: Roster, activeYear: string): readonly Diagnostic[] {
  const years = yearsShown(roster);
  if (roster.classes.size > 0 && (years.size === 0 || years.has(activeYear))) return [];
  const shown = years.size === 0 ? "it shows no classes" : `it shows ${[...years].join(", ")}`;
  return [diagnose("year-empty", { at: "settings" }, { year: activeYear, shown })];
}
