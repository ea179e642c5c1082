import type { Settings } from "../../contracts/run/settings.ts";
import type { AcademicSession, Roster } from "../snapshot/roster.ts";
import { activeYearOf } from "../mapping/active-year.ts";
import { byText, type MappingContext } from "../mapping/context.ts";
import type { BuildingTarget } from "../mapping/lms-state.ts";
import { mapSchools } from "../mapping/schools.ts";
import { schoolYearLabel, termTarget } from "../mapping/terms.ts";

/** One line of Map Schools: what Infinite Campus has in the left column, what it becomes in the right (guide R90). */
export interface SchoolRow {
  readonly sisId: string;
  readonly sis: string;
  readonly lms: string;
}

/** One line of Map Terms of a school. Dates are `YYYY-MM-DD`. */
export interface TermRow {
  readonly sisId: string;
  readonly sis: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly lms: string;
}

/** The terms of one school, with the school year they must be mapped for (guide R99). */
export interface TermRows {
  readonly school: string;
  readonly schoolYear: string;
  readonly rows: readonly TermRow[];
}

/** The lines of the Schools tab: every school that the SIS has, mapped or not. */
export function schoolRows(roster: Roster, settings: Settings): readonly SchoolRow[] {
  const { targets, names } = mapSchools(roster, settings).value;
  return [...names].map(([sisId, sis]) => ({ sisId, sis, lms: buildingWords(targets.get(sisId)) }));
}

function buildingWords(target: BuildingTarget | undefined): string {
  if (target === undefined) return "Not mapped";
  if (target.kind === "organization") return "The organisation";
  return target.kind === "created" ? "Create New Building" : target.name;
}

/** The lines of the Terms tab. Mapped schools are listed there, others are not (guide R97). */
export function termRows(roster: Roster, settings: Settings): readonly TermRows[] {
  const activeYear = activeYearOf(roster, settings);
  const { targets } = mapSchools(roster, settings).value;
  const termIds = termsBySchool({ roster, activeYear });
  return [...termIds]
    .filter(([school]) => targets.has(school))
    .toSorted(([left], [right]) => byText(left, right))
    .map(([school, terms]) => ({
      school,
      schoolYear: schoolYearLabel(activeYear),
      rows: [...terms.values()].map((term) => toRow(term, { school, settings })),
    }));
}

function toRow(
  term: AcademicSession,
  { school, settings }: { readonly school: string; readonly settings: Settings },
): TermRow {
  const target = termTarget({ termId: term.sourcedId, school }, settings);
  const words = { create: "Create new grading period", skip: "Not mapped" };
  return {
    sisId: term.sourcedId,
    sis: term.title,
    startDate: term.startDate,
    endDate: term.endDate,
    lms: typeof target === "object" ? target.gradingPeriod : words[target],
  };
}

function termsBySchool({
  roster,
  activeYear,
}: Pick<MappingContext, "roster" | "activeYear">): ReadonlyMap<
  string,
  ReadonlyMap<string, AcademicSession>
> {
  const found = new Map<string, Map<string, AcademicSession>>();
  for (const { schoolId, termIds } of roster.classes.values()) {
    if (schoolId === undefined) continue;
    const terms = found.get(schoolId) ?? new Map<string, AcademicSession>();
    found.set(schoolId, terms);
    for (const termId of termIds) {
      const term = roster.sessions.get(termId);
      if (term !== undefined && (term.schoolYear ?? activeYear) === activeYear) {
        terms.set(termId, term);
      }
    }
  }
  return found;
}
