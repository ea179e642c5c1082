import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Course, RosterClass } from "../snapshot/roster.ts";
import { byText, type MappingContext } from "./context.ts";
import type { DesiredCourse } from "./lms-state.ts";
import type { SchoolMap } from "./schools.ts";
import { codeRemarks, textRemarks } from "./text-remarks.ts";

/** The courses that sync. `codeOf` maps course sourcedIds to course codes. */
export interface CourseMap {
  readonly courses: ReadonlyMap<string, DesiredCourse>;
  readonly codeOf: ReadonlyMap<string, string>;
}

/**
 * Maps the courses of mapped schools and of the Active Year (guide R71, R125).
 *
 * A course code must be unique across the organisation, while every school has its M101: which field
 * becomes the code is a reading (F49). By the reading `missingCourse: create`, a course that the SIS did
 * not send is made from the first class that names it (R128).
 */
export function mapCourses(context: MappingContext, schools: SchoolMap): Outcome<CourseMap> {
  const courses = new Map<string, DesiredCourse>();
  const codeOf = new Map<string, string>();
  const ownerOf = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const schoolOf = schoolsOfCourses(context, schools);
  const all = [
    ...context.roster.courses.values(),
    ...missingCourses(context, diagnostics, schools),
  ];
  for (const course of all.toSorted((a, b) => byText(a.sourcedId, b.sourcedId))) {
    const school = schoolOf(course);
    if (school === undefined || !isOfActiveYear(course, context)) continue;
    const code = courseCode(course, { context, school });
    const other = ownerOf.get(code);
    if (other !== undefined) {
      const place = { at: `sis/courses/${course.sourcedId}`, school };
      diagnostics.push(diagnose("course-code-duplicate", place, { courseCode: code, other }));
      continue;
    }
    ownerOf.set(code, course.sourcedId);
    codeOf.set(course.sourcedId, code);
    const title = course.title === "" ? code : course.title;
    courses.set(code, { code, courseId: course.sourcedId, title, school });
    const place = { at: `sis/courses/${course.sourcedId}`, school };
    diagnostics.push(...codeRemarks({ field: "the course code", text: code }, place));
    diagnostics.push(...textRemarks({ title: course.title }, place));
  }
  return { value: { courses, codeOf }, diagnostics };
}

/** A course belongs to its own org when that is a mapped school, else to the first mapped school that teaches it. */
function schoolsOfCourses(
  context: MappingContext,
  schools: SchoolMap,
): (course: Course) => string | undefined {
  const taughtAt = new Map<string, string>();
  for (const { courseId, schoolId } of context.roster.classes.values()) {
    if (courseId === undefined || schoolId === undefined || !schools.targets.has(schoolId))
      continue;
    const present = taughtAt.get(courseId);
    if (present === undefined || schoolId < present) taughtAt.set(courseId, schoolId);
  }
  return ({ sourcedId, orgId }) => {
    const ownType = orgId === undefined ? undefined : context.roster.orgs.get(orgId)?.type;
    const isOwnSchool = orgId !== undefined && ownType !== "district" && schools.names.has(orgId);
    if (isOwnSchool) return schools.targets.has(orgId) ? orgId : undefined;
    return taughtAt.get(sourcedId);
  };
}

function isOfActiveYear(course: Course, context: MappingContext): boolean {
  if (course.schoolYearId === undefined) return true;
  const year = context.roster.sessions.get(course.schoolYearId)?.schoolYear;
  return year === undefined || year === context.activeYear;
}

function courseCode(
  course: Course,
  place: { readonly context: MappingContext; readonly school: string },
): string {
  const own = course.courseCode ?? course.sourcedId;
  switch (place.context.settings.readings.courseCodeSource) {
    case "courseCode":
      return own;
    case "school-and-courseCode":
      return `${place.context.roster.orgs.get(place.school)?.identifier ?? place.school}-${own}`;
    case "sourcedId":
      return course.sourcedId;
  }
}

function missingCourses(
  context: MappingContext,
  diagnostics: Diagnostic[],
  schools: SchoolMap,
): readonly Course[] {
  if (context.settings.readings.missingCourse === "error") return [];
  const made = new Map<string, Course>();
  const classes = [...context.roster.classes.values()].toSorted((a, b) =>
    byText(a.sourcedId, b.sourcedId),
  );
  for (const item of classes) {
    const { courseId, schoolId } = item;
    if (courseId === undefined || schoolId === undefined || !schools.targets.has(schoolId))
      continue;
    if (context.roster.courses.has(courseId) || made.has(courseId)) continue;
    made.set(courseId, courseFromClass(item, courseId));
    diagnostics.push(
      diagnose(
        "course-made-from-class",
        { at: `sis/classes/${item.sourcedId}`, school: schoolId },
        { course: courseId },
      ),
    );
  }
  return [...made.values()];
}

function courseFromClass(item: RosterClass, courseId: string): Course {
  return {
    sourcedId: courseId,
    title: item.title,
    courseCode: undefined,
    orgId: item.schoolId,
    schoolYearId: undefined,
  };
}
