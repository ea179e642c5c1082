import { firstHighGrade, gradeTitle } from "./grades.ts";
import { subjectsOf, type Subject } from "./offer.ts";
import type { SchoolPlan } from "./plan-schools.ts";
import type { StructurePlan } from "./structures.ts";

/** A course of one school: one subject for one grade. */
export interface CoursePlan {
  /** Six digits: the school's number and the rank of the course, from 1. */
  readonly number: number;
  readonly rank: number;
  readonly grade: number;
  readonly subject: Subject;
  readonly title: string;
  /** The same in every school (F49). */
  readonly code: string;
  readonly structure: StructurePlan;
}

/** What courses are planned by. */
export interface CoursesInput {
  readonly school: SchoolPlan;
  readonly structures: readonly StructurePlan[];
  readonly homerooms: "with" | "without";
}

/** Plans the courses of a school, for grades with and without students. */
export function planCourses({
  school,
  structures,
  homerooms,
}: CoursesInput): readonly CoursePlan[] {
  const pairs = school.grades.flatMap((grade) =>
    subjectsOf(grade, homerooms).map((subject) => ({ grade, subject })),
  );
  return pairs.map(({ grade, subject }, index) => ({
    number: Number(school.number) * 1_000 + index + 1,
    rank: index + 1,
    grade,
    subject,
    title: `${subject.subject} ${gradeTitle(grade)}`,
    code: `${subject.code}${gradeTitle(grade).padStart(2, "0")}`,
    structure: structureOf(structures, grade),
  }));
}

/** The high grades use the last structure, whether it is the only one or their own. */
function structureOf(structures: readonly StructurePlan[], grade: number): StructurePlan {
  const own = grade >= firstHighGrade ? structures.at(-1) : structures[0];
  if (own === undefined) throw new RangeError("A school has at least one schedule structure.");
  return own;
}
