import { firstHighGrade, firstMiddleGrade } from "./grades.ts";
import type { TermKind } from "./structures.ts";

/** When a course meets: all year, in both semesters, or in one term. */
export type Meets = "year" | "both" | "first" | "second" | "q1" | "q2" | "q3" | "q4";

/** One subject that a grade is taught. Of subjects with the same `choice` a student takes one. */
export interface Subject {
  readonly subject: string;
  readonly code: string;
  readonly meets: Meets;
  /** Whether the class stays together with its own teacher, as young children do for most of the day. */
  readonly isOwnClass: boolean;
  readonly isHomeroom: boolean;
  readonly choice: Choice | undefined;
}

/** A choice between subjects, by number. */
export interface Choice {
  readonly number: number;
  readonly option: number;
  readonly options: number;
}

/** What a grade is taught: nine to eleven sections for each student, as `semesters` together. */
export function subjectsOf(grade: number, homerooms: "with" | "without"): readonly Subject[] {
  if (grade >= firstHighGrade) return high;
  if (grade >= firstMiddleGrade) return middle;
  return homerooms === "with" ? elementary : elementary.filter(({ isHomeroom }) => !isHomeroom);
}

/** The terms that a section is placed in. */
export function termsMet(meets: Meets): readonly TermKind[] {
  return meets === "both" ? ["first", "second"] : [meets];
}

/** The sections that a course is cut into by time: one for each semester where these are apart. */
export function partsOf({ meets, isHomeroom }: Subject, semesters: string): readonly Meets[] {
  const isLong = meets === "year" || meets === "both";
  return isLong && !isHomeroom && semesters === "apart" ? ["first", "second"] : [meets];
}

const plain = { isOwnClass: false, isHomeroom: false, choice: undefined };

function course(subject: string, code: string, meets: Meets): Subject {
  return { subject, code, meets, ...plain };
}

function ownClass(subject: string, code: string): Subject {
  return { ...course(subject, code, "year"), isOwnClass: true };
}

function choose(
  number: number,
  options: readonly (readonly [subject: string, code: string])[],
): readonly Subject[] {
  return options.map(([subject, code], option) => ({
    ...course(subject, code, "both"),
    choice: { number, option, options: options.length },
  }));
}

const elementary: readonly Subject[] = [
  { ...ownClass("Homeroom", "HR"), isHomeroom: true },
  ownClass("Language Arts", "ELA"),
  ownClass("Mathematics", "MATH"),
  ownClass("Science", "SCI"),
  ownClass("Social Studies", "SOC"),
  course("Art", "ART", "year"),
  course("Music", "MUS", "year"),
  course("Physical Education", "PE", "year"),
  course("Library", "LIB", "year"),
];
const middle: readonly Subject[] = [
  course("Language Arts", "ELA", "both"),
  course("Mathematics", "MATH", "both"),
  course("Science", "SCI", "both"),
  course("Social Studies", "SOC", "both"),
  course("Physical Education", "PE", "both"),
  ...choose(1, [
    ["Band", "BAND"],
    ["Orchestra", "ORCH"],
    ["Spanish", "SPA"],
  ]),
  course("Technology", "TECH", "q1"),
  course("Health", "HLTH", "q2"),
  course("Drama", "DRAM", "q3"),
  course("Family and Consumer Science", "FCS", "q4"),
];
const high: readonly Subject[] = [
  course("English", "ENG", "both"),
  course("Mathematics", "MATH", "both"),
  course("Science", "SCI", "both"),
  course("History", "HIST", "both"),
  ...choose(1, [
    ["Spanish", "SPA"],
    ["French", "FRE"],
    ["German", "GER"],
  ]),
  ...choose(2, [
    ["Studio Art", "ART"],
    ["Choir", "CHOR"],
    ["Photography", "PHOT"],
  ]),
  ...choose(3, [
    ["Computer Science", "CS"],
    ["Business", "BUS"],
    ["Robotics", "ROBO"],
  ]),
  course("Health", "HLTH", "first"),
  course("Physical Education", "PE", "second"),
  course("Economics", "ECON", "first"),
  course("Government", "GOV", "second"),
];
