import type { Draws } from "./draws.ts";
import { partsOf, type Meets } from "./offer.ts";
import type { CoursePlan } from "./plan-courses.ts";
import type { Guest } from "./seating.ts";

const sectionSize = 25;

/** A section before it has teachers. */
export interface SectionPlan {
  /** Nine digits: the course's number and the section's own, from 1. */
  readonly number: number;
  readonly rank: number;
  /** Its place among the sections of the course in its part of the year, from 0. */
  readonly group: number;
  /** The part of the year, from 0: its teacher goes on into the later parts. */
  readonly part: number;
  readonly course: CoursePlan;
  readonly meets: Meets;
  /** The indexes of the students. */
  readonly students: Uint32Array;
}

/** What a school's schedule is made of. */
export interface ScheduleInput {
  readonly draws: Draws;
  readonly semesters: "together" | "apart";
  readonly courses: readonly CoursePlan[];
  readonly studentsOf: (grade: number) => Uint32Array;
  readonly guests: readonly Guest[];
}

/** Plans the sections of a school, of about 25 students, in the order of their numbers. */
export function planSchedule(input: ScheduleInput): readonly SectionPlan[] {
  const sections = input.courses.flatMap((course) => sectionsOf(input, course));
  return withGuests(input, sections);
}

function sectionsOf(input: ScheduleInput, course: CoursePlan): readonly SectionPlan[] {
  const groups = splitEvenly(shuffled(input, course));
  const parts = partsOf(course.subject, input.semesters);
  return parts.flatMap((meets, part) =>
    groups.map((students, group) => {
      const rank = part * groups.length + group + 1;
      return { number: course.number * 1_000 + rank, rank, group, part, course, meets, students };
    }),
  );
}

/** Who takes a course. A class that stays together is shuffled by grade, others by course. */
function shuffled(input: ScheduleInput, course: CoursePlan): Uint32Array {
  const takers = takersOf(input, course);
  const staysTogether = course.subject.meets === "year";
  const key = staysTogether
    ? Math.floor(course.number / 1_000) * 100 + course.grade
    : course.number;
  for (let last = takers.length - 1; last > 0; last -= 1) {
    const other = input.draws.shuffle.int(last + 1, key, last);
    const moved = takers[last] ?? 0;
    takers[last] = takers[other] ?? 0;
    takers[other] = moved;
  }
  return takers;
}

function takersOf({ draws, studentsOf }: ScheduleInput, course: CoursePlan): Uint32Array {
  const students = studentsOf(course.grade);
  const { choice } = course.subject;
  if (choice === undefined) return students.slice();
  const { number, option, options } = choice;
  return students.filter((index) => draws.choice.int(options, index, number) === option);
}

function splitEvenly(students: Uint32Array): readonly Uint32Array[] {
  const groups = Math.ceil(students.length / sectionSize);
  return Array.from({ length: groups }, (_, group) =>
    students.subarray(
      Math.floor((group * students.length) / groups),
      Math.floor(((group + 1) * students.length) / groups),
    ),
  );
}

/** Seats the students of other schools: each in one section of the grade nearest to the own. */
function withGuests(
  { draws, guests }: ScheduleInput,
  sections: readonly SectionPlan[],
): readonly SectionPlan[] {
  if (guests.length === 0 || sections.length === 0) return sections;
  const grades = [...new Set(sections.map(({ course }) => course.grade))];
  const added = new Map<SectionPlan, number[]>();
  for (const { index, grade } of guests) {
    const nearest = grades.reduce((a, b) => (Math.abs(b - grade) < Math.abs(a - grade) ? b : a));
    const section = draws.seat.pick(
      sections.filter(({ course }) => course.grade === nearest && !course.subject.isHomeroom),
      index,
    );
    added.set(section, [...(added.get(section) ?? []), index]);
  }
  return sections.map((section) => {
    const more = added.get(section);
    if (more === undefined) return section;
    return { ...section, students: Uint32Array.from([...section.students, ...more]) };
  });
}
