import { climb, type Matching, type RungSpec } from "./climb.ts";
import { jointKey, keysOf, legacyKeys, looseKey } from "./keys.ts";

/** A course of the roster. `code` is what the app would write, `building` the building that its school becomes. */
export interface CourseCard {
  readonly id: string;
  readonly code: string;
  readonly legacyId: string | undefined;
  readonly courseCode: string | undefined;
  readonly title: string;
  readonly building: string | undefined;
}

/** A course of the LMS. `id` is its course code. */
export interface HeldCourseCard {
  readonly id: string;
  readonly title: string;
  readonly building: string | undefined;
}

/** A class of the roster. `course` and `periods` are those of the LMS that its own are matched with. */
export interface SectionCard {
  readonly id: string;
  readonly legacyId: string | undefined;
  readonly codes: readonly string[];
  readonly title: string;
  readonly course: string | undefined;
  /** Ids, sorted; undefined when one of them is not in the LMS. */
  readonly periods: readonly string[] | undefined;
}

/** A section of the LMS. `id` is its section school code. */
export interface HeldSectionCard {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly course: string;
  readonly periods: readonly string[];
}

const own = ({ id }: { readonly id: string }): readonly string[] => [id];

const courseLadder: readonly RungSpec<CourseCard, HeldCourseCard>[] = [
  { rung: "course-code", leftKeys: ({ code }) => [code], rightKeys: own },
  { rung: "sourced-id", leftKeys: own, rightKeys: own },
  { rung: "legacy-id", leftKeys: ({ legacyId }) => legacyKeys(legacyId), rightKeys: own },
  { rung: "identifier", leftKeys: ({ courseCode }) => keysOf(courseCode), rightKeys: own },
  {
    rung: "title-and-school",
    leftKeys: ({ title, building }) => jointKey([looseKey(title), building]),
    rightKeys: ({ title, building }) => jointKey([looseKey(title), building]),
  },
];

const sectionLadder: readonly RungSpec<SectionCard, HeldSectionCard>[] = [
  { rung: "section-school-code", leftKeys: own, rightKeys: own },
  { rung: "legacy-id", leftKeys: ({ legacyId }) => legacyKeys(legacyId), rightKeys: own },
  {
    rung: "section-code-and-periods",
    leftKeys: ({ course, codes, periods }) =>
      codes.flatMap((code) => jointKey([course, code, periods])),
    rightKeys: ({ course, code, periods }) => jointKey([course, code, periods]),
  },
  {
    rung: "title-and-periods",
    leftKeys: ({ course, title, periods }) => jointKey([course, looseKey(title), periods]),
    rightKeys: ({ course, title, periods }) => jointKey([course, looseKey(title), periods]),
  },
];

/** Pairs courses: by course code, sourcedId, legacy id, the SIS's own course code; title and school are for review. */
export function matchCourses(
  courses: Iterable<CourseCard>,
  held: Iterable<HeldCourseCard>,
): Matching {
  return climb({ lefts: courses, rights: held }, courseLadder);
}

/**
 * Pairs classes with sections: by section school code, legacy id, then course code with section code and grading
 * periods; title and grading periods are for review.
 */
export function matchSections(
  classes: Iterable<SectionCard>,
  held: Iterable<HeldSectionCard>,
): Matching {
  return climb({ lefts: classes, rights: held }, sectionLadder);
}
