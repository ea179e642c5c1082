import { unreachable } from "../../core/assert.ts";
import type { SchoolTerms } from "./calendar.ts";

/** One subject that a grade is taught. Of subjects with the same `choice` a student takes one. */
export interface Subject {
  readonly subject: string;
  readonly code: string;
  /** `year` courses meet in the year term or in both semesters, others in one semester. */
  readonly meets: "year" | "both" | "first" | "second";
  readonly choice?: string;
  readonly homeroom?: true;
}

const year = (subject: string, code: string): Subject => ({ subject, code, meets: "year" });
const both = (subject: string, code: string): Subject => ({ subject, code, meets: "both" });
const elective = (subject: string, code: string): Subject => ({
  ...both(subject, code),
  choice: "elective",
});

const elementary: readonly Subject[] = [
  { ...year("Homeroom", "HR"), homeroom: true },
  year("Language Arts", "ELA"),
  year("Mathematics", "MATH"),
  year("Science", "SCI"),
  year("Social Studies", "SOC"),
  year("Art", "ART"),
  year("Physical Education", "PE"),
];
const middle: readonly Subject[] = [
  both("Language Arts", "ELA"),
  both("Mathematics", "MATH"),
  both("Science", "SCI"),
  both("Social Studies", "SOC"),
  both("Physical Education", "PE"),
  elective("Band", "BAND"),
  elective("Spanish", "SPA"),
  elective("Computer Science", "CS"),
];
const high: readonly Subject[] = [
  both("English", "ENG"),
  both("Mathematics", "MATH"),
  both("Science", "SCI"),
  both("History", "HIST"),
  elective("Spanish", "SPA"),
  elective("Computer Science", "CS"),
  elective("Studio Art", "ART"),
  { subject: "Health", code: "HLTH", meets: "first" },
  { subject: "Physical Education", code: "PE", meets: "second" },
];

/** What a grade is taught, six to seven sections for each student. */
export function subjectsOf(grade: string, homerooms: "with" | "without"): readonly Subject[] {
  if (isElementary(grade)) {
    return homerooms === "with" ? elementary : elementary.filter((subject) => !subject.homeroom);
  }
  return grade <= "08" ? middle : high;
}

/** Says whether a grade stays together as one class all day. */
export function isElementary(grade: string): boolean {
  return grade === "KG" || grade <= "05";
}

/** The terms that a section of the subject is placed in. */
export function placements(subject: Subject, terms: SchoolTerms): readonly string[] {
  switch (subject.meets) {
    case "year":
      return [terms.year];
    case "both":
      return [terms.first, terms.second];
    case "first":
      return [terms.first];
    case "second":
      return [terms.second];
    default:
      return unreachable(subject.meets);
  }
}
