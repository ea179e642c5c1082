import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { RosterClass } from "../snapshot/roster.ts";
import { byText, type MappingContext } from "./context.ts";
import type { CourseMap } from "./courses.ts";
import type { DesiredSection } from "./lms-state.ts";
import type { SchoolMap } from "./schools.ts";
import { schoolYearLabel, termTarget, type TermMap } from "./terms.ts";
import { codeRemarks, textRemarks } from "./text-remarks.ts";

/** The maps that sections are made from. */
export interface SectionParts {
  readonly schools: SchoolMap;
  readonly terms: TermMap;
  readonly courses: CourseMap;
}

/** The sections by section school code, and by school how many of its classes have no term (F02, F07). */
export interface SectionMap {
  readonly sections: ReadonlyMap<string, DesiredSection>;
  readonly withoutTerms: ReadonlyMap<string, number>;
}

/**
 * Maps the classes of mapped schools to sections (guide R102, R128).
 *
 * A class needs a mapped term of the Active Year and a course that syncs. The class sourcedId is the
 * section school code; which field is the section code is a reading. So it is whether homerooms count (F71).
 */
export function mapSections(context: MappingContext, parts: SectionParts): Outcome<SectionMap> {
  const sections = new Map<string, DesiredSection>();
  const withoutTerms = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  const classes = [...context.roster.classes.values()].toSorted((a, b) =>
    byText(a.sourcedId, b.sourcedId),
  );
  for (const item of classes) {
    const { schoolId } = item;
    if (schoolId === undefined || !parts.schools.targets.has(schoolId)) continue;
    if (item.classType === "homeroom" && context.settings.readings.homerooms === "exclude")
      continue;
    if (item.termIds.length === 0) {
      withoutTerms.set(schoolId, (withoutTerms.get(schoolId) ?? 0) + 1);
    }
    const placed = placeInTerms({ item, school: schoolId }, context, parts.terms);
    diagnostics.push(...placed.diagnostics);
    if (placed.value.length === 0) continue;
    const courseCode = parts.courses.codeOf.get(item.courseId ?? "");
    if (courseCode === undefined) {
      diagnostics.push(courseMissing(item, context));
      continue;
    }
    sections.set(item.sourcedId, {
      schoolCode: item.sourcedId,
      sectionCode: sectionCode(item, context),
      title: item.title === "" ? (item.classCode ?? item.sourcedId) : item.title,
      classCode: item.classCode,
      location: item.location,
      courseCode,
      gradingPeriodKeys: placed.value,
      school: schoolId,
    });
    diagnostics.push(...sectionRemarks(item, context));
  }
  return { value: { sections, withoutTerms }, diagnostics };
}

function sectionRemarks(item: RosterClass, context: MappingContext): readonly Diagnostic[] {
  const place = { at: `sis/classes/${item.sourcedId}`, school: item.schoolId ?? "" };
  return [
    ...(item.classType === "homeroom" ? [diagnose("homeroom-included", place, {})] : []),
    ...codeRemarks({ field: "the section code", text: sectionCode(item, context) }, place),
    ...textRemarks({ title: item.title }, place),
  ];
}

interface PlacedClass {
  readonly item: RosterClass;
  readonly school: string;
}

/** The keys of the grading periods that a class meets in; empty when it does not sync. */
function placeInTerms(
  { item, school }: PlacedClass,
  context: MappingContext,
  terms: TermMap,
): Outcome<readonly string[]> {
  const place = { at: `sis/classes/${item.sourcedId}`, school };
  const [firstTerm] = item.termIds;
  if (firstTerm === undefined) return none(diagnose("class-without-terms", place, {}));
  const ofYear = item.termIds.filter((id) => isOfActiveYear(id, context));
  if (ofYear.length === 0) {
    const year = schoolYearLabel(
      context.roster.sessions.get(firstTerm)?.schoolYear ?? "another year",
    );
    return none(diagnose("class-other-year", place, { year }));
  }
  const keyOf = (termId: string): string | undefined =>
    termTarget({ termId, school }, context.settings) === "skip"
      ? undefined
      : terms.keys.get(termId);
  const keys = new Set(ofYear.flatMap((id) => keyOf(id) ?? []));
  const value = [...keys].toSorted(byText);
  const unmapped = ofYear.filter((id) => keyOf(id) === undefined);
  if (value.length === 0) return none(notMapped(place, unmapped, context));
  if (unmapped.length === 0) return { value, diagnostics: [] };
  const reading = context.settings.readings.partialTerms;
  const partly = diagnose("term-partly-mapped", place, {
    mapped: ofYear.length - unmapped.length,
    total: ofYear.length,
    reading: reading === "skip" ? "the section is left out" : "the mapped ones are used",
  });
  return { value: reading === "skip" ? [] : value, diagnostics: [partly] };
}

function none(problem: Diagnostic): Outcome<readonly string[]> {
  return { value: [], diagnostics: [problem] };
}

function isOfActiveYear(termId: string, context: MappingContext): boolean {
  const year = context.roster.sessions.get(termId)?.schoolYear;
  return year === undefined || year === context.activeYear;
}

function notMapped(
  place: { readonly at: string; readonly school: string },
  termIds: readonly string[],
  context: MappingContext,
): Diagnostic {
  const [termId = ""] = termIds;
  const session = context.roster.sessions.get(termId);
  if (session === undefined) {
    return diagnose("dangling-reference", place, { target: "academicSessions", targetId: termId });
  }
  return diagnose("term-not-mapped", place, { term: session.title });
}

function courseMissing(item: RosterClass, context: MappingContext): Diagnostic {
  const place = { at: `sis/classes/${item.sourcedId}`, school: item.schoolId ?? "" };
  const course = item.courseId ?? "(none)";
  if (item.courseId !== undefined && context.roster.courses.has(item.courseId)) {
    return diagnose("course-not-synced", place, { course });
  }
  return diagnose("course-missing", place, { course });
}

function sectionCode(item: RosterClass, context: MappingContext): string {
  return context.settings.readings.sectionCodeSource === "classCode"
    ? (item.classCode ?? item.sourcedId)
    : item.sourcedId;
}
