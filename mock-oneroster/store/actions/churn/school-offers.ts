import { compareText } from "../../compare-text.ts";
import type { World } from "../../world.ts";
import { isCourseInForce } from "../in-force.ts";

/** Finds the schools that teach a grade, in order of id. */
export type SchoolsByGrade = (grade: string | undefined) => readonly string[];

/** Reads once what the courses of each school are for. A course for no grade in particular is for all. */
export function readOffers(world: World): SchoolsByGrade {
  const grades = new Map<string, Set<string>>();
  for (const course of world.courses.values()) {
    if (course.org === undefined || !isCourseInForce(world, course)) continue;
    const own = grades.get(course.org) ?? new Set();
    grades.set(course.org, own);
    for (const grade of course.grades.length > 0 ? course.grades : [anyGrade]) own.add(grade);
  }
  const offers = [...grades].toSorted(([a], [b]) => compareText(a, b));
  const known = new Map<string | undefined, readonly string[]>();
  return (grade) => {
    const schools = known.get(grade) ?? schoolsFor(offers, grade);
    known.set(grade, schools);
    return schools;
  };
}

function schoolsFor(
  offers: readonly (readonly [school: string, grades: ReadonlySet<string>])[],
  grade: string | undefined,
): readonly string[] {
  return offers.flatMap(([school, own]) =>
    grade === undefined || own.has(grade) || own.has(anyGrade) ? [school] : [],
  );
}

const anyGrade = "";
