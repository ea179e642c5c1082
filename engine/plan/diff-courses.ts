import {
  diagnose,
  type Diagnostic,
  type Fields,
  type Outcome,
} from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import { byText } from "../mapping/context.ts";
import type { DesiredSection, DesiredState, LmsState } from "../mapping/lms-state.ts";
import { addressOf, diffFields, toChange } from "./change.ts";
import type { PlanPart } from "./diff-users.ts";
import type { Resolved } from "./resolve.ts";

/** Compares courses by course code. What the SIS no longer lists is left alone (guide R126, R127). */
export function diffCourses(
  desired: DesiredState,
  current: LmsState,
  resolved: Resolved,
): PlanPart {
  const changes: Change[] = [];
  let untouched = 0;
  for (const course of desired.courses.values()) {
    const building = resolved.buildingOf.get(course.school);
    if (building === undefined) continue;
    const wanted = { title: course.title, course_code: course.code, building };
    const present = current.courses.get(course.code);
    const frame = {
      address: addressOf("courses", course.code),
      kind: "course",
      school: course.school,
      label: course.title,
    } as const;
    if (present === undefined) {
      changes.push(
        toChange({
          ...frame,
          action: "create",
          reason: "new-in-source",
          before: null,
          after: wanted,
        }),
      );
      continue;
    }
    const diff = diffFields(present.fields, wanted);
    if (diff === undefined) untouched += 1;
    else
      changes.push(
        toChange({
          ...frame,
          ...diff,
          action: "update",
          reason: "source-differs",
          lmsId: present.id,
        }),
      );
  }
  return { changes, untouched };
}

/** The titles of a section's grading periods, sorted; undefined when one of them cannot be had. */
export function gradingPeriodTitles(
  section: DesiredSection,
  resolved: Resolved,
): readonly string[] | undefined {
  const keys = section.gradingPeriodKeys;
  const titles = keys.flatMap((key) => resolved.titleOf.get(key) ?? []);
  return titles.length < keys.length ? undefined : [...new Set(titles)].toSorted(byText);
}

/** How sections are compared: what they refer to, and whether a course exists or is planned. */
export interface SectionPorts {
  readonly resolved: Resolved;
  readonly courseExists: (code: string) => boolean;
}

/**
 * Compares sections by section school code. A section that the SIS no longer lists keeps everything it
 * has: it is neither deleted nor emptied (guide R102, R127).
 */
export function diffSections(
  desired: DesiredState,
  current: LmsState,
  ports: SectionPorts,
): Outcome<PlanPart> {
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  let untouched = 0;
  for (const section of byCourse(desired)) {
    const titles = gradingPeriodTitles(section, ports.resolved);
    if (!ports.resolved.buildingOf.has(section.school) || titles === undefined) continue;
    const present = current.sections.get(section.schoolCode);
    if (present === undefined && !ports.courseExists(section.courseCode)) {
      const place = { at: `sis/classes/${section.schoolCode}`, school: section.school };
      diagnostics.push(diagnose("course-not-synced", place, { course: section.courseCode }));
      continue;
    }
    if (present !== undefined && present.courseCode !== section.courseCode) {
      diagnostics.push(courseChanged(section, present.courseCode));
    }
    const change = sectionChange({ section, wanted: wantedSection(section, titles), present });
    if (change === undefined) untouched += 1;
    else changes.push(change);
  }
  return { value: { changes, untouched }, diagnostics };
}

function courseChanged(section: DesiredSection, present: string): Diagnostic {
  const place = { at: `sis/classes/${section.schoolCode}`, school: section.school };
  return diagnose("section-course-changed", place, { wanted: section.courseCode, present });
}

/** Sections of one course stand together, so that one bulk call can carry them. */
function byCourse(desired: DesiredState): readonly DesiredSection[] {
  return [...desired.sections.values()].toSorted(
    (a, b) => byText(a.courseCode, b.courseCode) || byText(a.schoolCode, b.schoolCode),
  );
}

function wantedSection(section: DesiredSection, titles: readonly string[]): Fields {
  return {
    title: section.title,
    section_code: section.sectionCode,
    grading_periods: [...titles],
    ...(section.location === undefined ? {} : { location: section.location }),
  };
}

function sectionChange(parts: {
  readonly section: DesiredSection;
  readonly wanted: Fields;
  readonly present: { readonly id: string; readonly fields: Fields } | undefined;
}): Change | undefined {
  const { section, wanted, present } = parts;
  const frame = {
    address: addressOf("sections", section.schoolCode),
    kind: "section",
    school: section.school,
    label: section.title,
  } as const;
  if (present === undefined) {
    const after = {
      ...wanted,
      section_school_code: section.schoolCode,
      course_code: section.courseCode,
    };
    return toChange({ ...frame, action: "create", reason: "new-in-source", before: null, after });
  }
  const diff = diffFields(present.fields, wanted);
  if (diff === undefined) return undefined;
  return toChange({
    ...frame,
    ...diff,
    action: "update",
    reason: "source-differs",
    lmsId: present.id,
  });
}
