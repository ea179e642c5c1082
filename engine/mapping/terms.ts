import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Settings, TermTarget } from "../../contracts/run/settings.ts";
import type { AcademicSession } from "../snapshot/roster.ts";
import { byText, settingOf, type MappingContext } from "./context.ts";
import type { DesiredGradingPeriod } from "./lms-state.ts";
import type { SchoolMap } from "./schools.ts";
import { termRemarks } from "./term-spans.ts";

/** Which grading period each term becomes, and the grading periods themselves, both by key. */
export interface TermMap {
  /** Term sourcedId to grading period key. Terms without an entry are not mapped. */
  readonly keys: ReadonlyMap<string, string>;
  readonly gradingPeriods: ReadonlyMap<string, DesiredGradingPeriod>;
}

/**
 * Maps the terms in which mapped schools teach to grading periods (guide R97 to R102).
 *
 * A new grading period takes name, start and end as the SIS has them (R101). Schools repeat titles
 * such as Q1, which Schoology wants unique: equal dates share one period by the default reading,
 * else the title is followed by school and year (F13).
 */
export function mapTerms(context: MappingContext, schools: SchoolMap): Outcome<TermMap> {
  const keys = new Map<string, string>();
  const gradingPeriods = new Map<string, DesiredGradingPeriod>();
  const diagnostics: Diagnostic[] = [];
  for (const [termId, school] of termsInUse(context, schools)) {
    const term = context.roster.sessions.get(termId);
    if (term === undefined) continue;
    const target = termTarget({ termId, school }, context.settings);
    if (!hasDates(term)) {
      diagnostics.push(unusable(term, school));
      continue;
    }
    const existingTitle = typeof target === "object" ? target.gradingPeriod : undefined;
    const period = periodOf({ context, term, school, existingTitle, schools });
    keys.set(termId, period.key);
    if (!gradingPeriods.has(period.key)) gradingPeriods.set(period.key, period);
  }
  diagnostics.push(...spanRemarks(context, schools, keys));
  return { value: { keys, gradingPeriods }, diagnostics };
}

/** What is odd about the dates of the mapped terms of each school (F08). */
function spanRemarks(
  context: MappingContext,
  schools: SchoolMap,
  keys: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const termsOf = new Map<string, Map<string, AcademicSession>>();
  for (const { schoolId, termIds } of context.roster.classes.values()) {
    if (schoolId === undefined || !schools.targets.has(schoolId)) continue;
    const terms = termsOf.get(schoolId) ?? new Map<string, AcademicSession>();
    termsOf.set(schoolId, terms);
    for (const termId of termIds) {
      const term = context.roster.sessions.get(termId);
      if (term !== undefined && keys.has(termId)) terms.set(termId, term);
    }
  }
  return [...termsOf]
    .toSorted(([left], [right]) => byText(left, right))
    .flatMap(([school, terms]) => termRemarks(school, [...terms.values()]));
}

/** What a term becomes for the classes of a school: the term's own setting, else its school's, else the default (guide R103). */
export function termTarget(
  { termId, school }: { readonly termId: string; readonly school: string },
  { terms }: Settings,
): TermTarget {
  return settingOf(terms.map, termId) ?? settingOf(terms.schools, school) ?? terms.default;
}

/** Terms of the Active Year that classes of mapped schools refer to and that are mapped there, with the first such school, in stable order. */
function termsInUse(
  context: MappingContext,
  schools: SchoolMap,
): readonly (readonly [string, string])[] {
  const schoolByTerm = new Map<string, string>();
  for (const { schoolId, termIds } of context.roster.classes.values()) {
    if (schoolId === undefined || !schools.targets.has(schoolId)) continue;
    for (const termId of termIds) {
      if (termTarget({ termId, school: schoolId }, context.settings) === "skip") continue;
      const present = schoolByTerm.get(termId);
      if (present === undefined || schoolId < present) schoolByTerm.set(termId, schoolId);
    }
  }
  return [...schoolByTerm]
    .filter(([termId]) => {
      const year = context.roster.sessions.get(termId)?.schoolYear;
      return year === undefined || year === context.activeYear;
    })
    .toSorted(([left], [right]) => byText(left, right));
}

interface PeriodRequest {
  readonly context: MappingContext;
  readonly term: AcademicSession;
  readonly school: string;
  readonly existingTitle: string | undefined;
  readonly schools: SchoolMap;
}

function periodOf(request: PeriodRequest): DesiredGradingPeriod {
  const { term, school, existingTitle } = request;
  const qualify = request.context.settings.readings.sameTermTitle === "qualify";
  const year = schoolYearLabel(request.context.activeYear);
  const schoolName = request.schools.names.get(school) ?? school;
  const key =
    existingTitle === undefined
      ? [term.title, term.startDate, term.endDate, qualify ? school : ""].join("\n")
      : `existing\n${existingTitle}`;
  return {
    key,
    titles: [
      term.title,
      `${term.title} (${schoolName}, ${year})`,
      `${term.title} (${term.sourcedId})`,
    ],
    existingTitle,
    startDate: term.startDate,
    endDate: term.endDate,
    school,
    termId: term.sourcedId,
  };
}

/** `2027` as `2026-2027`. */
export function schoolYearLabel(endYear: string): string {
  return /^\d{4}$/.test(endYear) ? `${Number(endYear) - 1}-${endYear}` : endYear;
}

function hasDates(term: AcademicSession): boolean {
  const { title, startDate, endDate } = term;
  return title !== "" && startDate !== "" && endDate !== "" && startDate <= endDate;
}

function unusable(term: AcademicSession, school: string): Diagnostic {
  return diagnose(
    "term-unusable",
    { at: `sis/academicSessions/${term.sourcedId}`, school },
    {
      term: term.title || term.sourcedId,
      dates: `${term.startDate || "?"} to ${term.endDate || "?"}`,
    },
  );
}
