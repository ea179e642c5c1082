import type { Random } from "../../core/random.ts";
import type { Course } from "../store/world.ts";
import { termsOf } from "./calendar.ts";
import { isElementary, placements, subjectsOf, type Subject } from "./offer.ts";
import type { SchoolPlan } from "./plan-schools.ts";
import type { StudentPlan } from "./students.ts";

const sectionSize = 25;
const sectionsPerTeacher = 5;
const coTeacherShare = 0.06;

/** A course of one school, and the subject it teaches. */
export interface CoursePlan {
  readonly id: string;
  readonly grade: string;
  readonly subject: Subject;
  readonly title: string;
  readonly code: string;
}

/** A section with its students and the places of its teachers among the school's, primary first. */
export interface SectionPlan {
  readonly id: string;
  readonly number: number;
  readonly course: CoursePlan;
  readonly terms: readonly string[];
  readonly period: string;
  readonly students: readonly StudentPlan[];
  readonly teachers: readonly number[];
}

/** The schedule of one school. */
export interface SchedulePlan {
  readonly courses: readonly CoursePlan[];
  readonly sections: readonly SectionPlan[];
  readonly teacherCount: number;
}

/** What a schedule is made of. */
export interface ScheduleInput {
  readonly random: Random;
  readonly school: SchoolPlan;
  readonly students: readonly StudentPlan[];
  readonly homerooms: "with" | "without";
}

/** Builds a school's schedule: courses of the grades that have students, sections of about 25. */
export function planSchedule(input: ScheduleInput): SchedulePlan {
  const courses = planCourses(input);
  const drafts = courses.flatMap((course) => draftSections(input, course));
  const ordered = drafts.toSorted((a, b) => teachingOrder(a) - teachingOrder(b));
  const teacherCount = Math.ceil(drafts.length / sectionsPerTeacher);
  const sections = ordered.map((draft, rank) => finish(input, draft, { rank, teacherCount }));
  return { courses, sections, teacherCount };
}

/** The course as the world holds it. */
export function toCourse(
  plan: CoursePlan,
  frame: Pick<Course, "status" | "modified" | "schoolYear" | "org">,
): Course {
  const { id, title, code, grade, subject } = plan;
  const subjects = [subject.subject];
  return { id, ...frame, title, code, grades: [grade], subjects, subjectCodes: [] };
}

interface Draft {
  readonly course: CoursePlan;
  readonly courseRank: number;
  readonly group: number;
  readonly students: readonly StudentPlan[];
}

function planCourses({ school, students, homerooms }: ScheduleInput): readonly CoursePlan[] {
  const present = new Set(students.map((student) => student.grade));
  const pairs = school.grades.flatMap((grade) =>
    subjectsOf(grade, homerooms).map((subject) => ({ grade, subject })),
  );
  return pairs
    .map(({ grade, subject }, index) => ({
      id: `${school.number}${String(index + 1).padStart(3, "0")}`,
      grade,
      subject,
      title: `${subject.subject} ${grade === "KG" ? "K" : Number(grade)}`,
      code: `${subject.code}${grade}`,
    }))
    .filter((course) => present.has(course.grade));
}

function draftSections(input: ScheduleInput, course: CoursePlan): readonly Draft[] {
  const takers = input.students.filter((student) => takes(input, student, course));
  const shuffle = isElementary(course.grade) ? `cohort/${course.grade}` : `course/${course.id}`;
  const groups = splitEvenly(shuffled(input.random, takers, shuffle));
  const courseRank = Number(course.id.slice(-3));
  return groups.map((students, group) => ({ course, courseRank, group, students }));
}

function takes(input: ScheduleInput, student: StudentPlan, course: CoursePlan): boolean {
  if (student.grade !== course.grade) return false;
  const { choice, subject } = course.subject;
  if (choice === undefined) return true;
  const options = subjectsOf(course.grade, input.homerooms).filter((one) => one.choice === choice);
  const chosen = input.random.fork(`choices/${choice}/${student.index}`).pick(options);
  return chosen.subject === subject;
}

function shuffled(
  random: Random,
  students: readonly StudentPlan[],
  name: string,
): readonly StudentPlan[] {
  const stream = random.fork(name);
  const ranks = new Map(students.map((one) => [one.index, stream.fork(one.index).next()]));
  const rank = (student: StudentPlan): number => ranks.get(student.index) ?? 0;
  return students.toSorted((a, b) => rank(a) - rank(b) || a.index - b.index);
}

function splitEvenly(students: readonly StudentPlan[]): readonly (readonly StudentPlan[])[] {
  const groups = Math.ceil(students.length / sectionSize);
  return Array.from({ length: groups }, (_, group) =>
    students.slice(
      Math.floor((group * students.length) / groups),
      Math.floor(((group + 1) * students.length) / groups),
    ),
  );
}

/** Elementary teachers keep their own class for most subjects; others teach one course after another. */
function teachingOrder({ course, courseRank, group }: Draft): number {
  const special = ["Art", "Physical Education"].includes(course.subject.subject);
  if (!isElementary(course.grade) || special) return 1e9 + courseRank * 1e4 + group;
  const grade = course.grade === "KG" ? 0 : Number(course.grade);
  return grade * 1e6 + group * 1e3 + courseRank;
}

function finish(
  input: ScheduleInput,
  draft: Draft,
  place: { readonly rank: number; readonly teacherCount: number },
): SectionPlan {
  const { school, random } = input;
  const id = `${draft.course.id}${String(draft.group + 1).padStart(3, "0")}`;
  const primary = Math.floor(place.rank / sectionsPerTeacher);
  const helps = place.teacherCount > 1 && random.fork(`co-teachers/${id}`).chance(coTeacherShare);
  return {
    id,
    number: draft.group + 1,
    course: draft.course,
    terms: placements(draft.course.subject, termsOf(school)),
    period: String((draft.courseRank % 7) + 1),
    students: draft.students,
    teachers: helps ? [primary, (primary + 1) % place.teacherCount] : [primary],
  };
}
