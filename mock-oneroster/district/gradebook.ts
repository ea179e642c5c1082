import type { Category, GradingTask, Resource, ScoreGroup } from "../store/records.ts";
import type { Frame } from "./calendar.ts";
import { firstMiddleGrade } from "./grades.ts";
import type { CoursePlan } from "./plan-courses.ts";

const letters: readonly (readonly [minimum: string, letter: string])[] = [
  ["93", "A"],
  ["90", "A-"],
  ["87", "B+"],
  ["83", "B"],
  ["80", "B-"],
  ["77", "C+"],
  ["73", "C"],
  ["70", "C-"],
  ["67", "D+"],
  ["60", "D"],
  ["0", "F"],
];
const conduct: readonly (readonly [minimum: string, word: string])[] = [
  ["80", "S"],
  ["60", "N"],
  ["0", "U"],
];

/** The score groups of the whole district: from which percent on a grade is given (facts A.11). */
export function scoreGroups(frame: Frame, org: string): readonly ScoreGroup[] {
  const place = { org, course: undefined, section: undefined };
  const row = (id: string, title: string, pairs: typeof letters): ScoreGroup => ({
    id,
    ...frame,
    title,
    type: "percent",
    ...place,
    values: pairs.map(([itemValueLHS, itemValueRHS]) => ({ itemValueLHS, itemValueRHS })),
  });
  return [row("1", "Letter Grades", letters), row("2", "Conduct", conduct)];
}

/** The grade-book categories of the whole district. */
export function categories(frame: Frame): readonly Category[] {
  const rows: readonly (readonly [string, number])[] = [
    ["Homework", 20],
    ["Test", 50],
    ["Project", 30],
  ];
  return rows.map(([title, weight], index) => ({
    id: String(index + 1),
    ...frame,
    title,
    weight,
    section: undefined,
  }));
}

/** The grading tasks of a course: secondary courses have a letter grade and one for conduct. */
export function gradingTasksOf(course: CoursePlan, frame: Frame): readonly GradingTask[] {
  if (course.grade < firstMiddleGrade) return [];
  const rows: readonly (readonly [string, string])[] = [
    ["Term Grade", "1"],
    ["Conduct", "2"],
  ];
  return rows.map(([title, scoreGroup], index) => ({
    id: `${course.number}${index + 1}`,
    ...frame,
    course: String(course.number),
    title,
    standard: false,
    scoreGroup,
    openTerms: undefined,
  }));
}

const shelf: readonly (readonly [code: string, title: string, importance: string])[] = [
  ["ELA", "Reading Together", "primary"],
  ["ENG", "An Anthology", "primary"],
  ["MATH", "Number Workshop", "primary"],
  ["SCI", "Field Notes", "primary"],
  ["SPA", "Hola", "secondary"],
];

/** The learning resources of the district. */
export function resources(frame: Frame): readonly Resource[] {
  return shelf.map(([code, title, importance], index) => ({
    id: String(index + 1),
    ...frame,
    title,
    roles: ["student", "teacher"],
    importance,
    vendorResourceId: `urn:book:${code.toLowerCase()}`,
    vendorId: "publisher.example",
    applicationId: undefined,
  }));
}

/** The ids of the resources that a course uses. */
export function resourcesOf({ subject }: CoursePlan): readonly string[] {
  const index = shelf.findIndex(([code]) => code === subject.code);
  return index === -1 ? [] : [String(index + 1)];
}
