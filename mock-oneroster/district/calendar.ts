import type { Session } from "../store/world.ts";
import type { SchoolPlan } from "./plan-schools.ts";

/** The school year that a day falls in. A new one begins on the first of July. */
export interface SchoolYear {
  readonly id: string;
  /** The calendar year in which it ends, as OneRoster names it. */
  readonly endYear: number;
}

/** Finds the school year of a day written `YYYY-MM-DD`. */
export function schoolYearOf(asOf: string): SchoolYear {
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(asOf)) {
    throw new RangeError(`asOf must be a day written YYYY-MM-DD, not "${asOf}".`);
  }
  const endYear = Number(asOf.slice(0, 4)) + (asOf.slice(5, 7) >= "07" ? 1 : 0);
  return { id: `${endYear - 1}${endYear}`, endYear };
}

/** The terms of one school by what they are. */
export interface SchoolTerms {
  readonly year: string;
  readonly first: string;
  readonly second: string;
}

/** The ids of a school's terms. Every school has its own, under the same titles (Campus terms). */
export function termsOf(school: SchoolPlan): SchoolTerms {
  return {
    year: `${school.number}0`,
    first: `${school.number}1`,
    second: `${school.number}2`,
  };
}

type Frame = Pick<Session, "status" | "modified">;

/** The session that stands for the school year of the whole district. */
export function buildSchoolYear(year: SchoolYear, frame: Frame): Session {
  const { endYear } = year;
  const title = `${endYear - 1}-${endYear}`;
  const dates = { startDate: `${endYear - 1}-08-17`, endDate: `${endYear}-06-05` };
  return { ...frame, id: year.id, title, type: "schoolYear", ...dates, schoolYear: `${endYear}` };
}

/** One school's terms: the year, two semesters, and two quarters (grading periods) in each. */
export function buildTerms(school: SchoolPlan, year: SchoolYear, frame: Frame): readonly Session[] {
  const terms = termsOf(school);
  const autumn = year.endYear - 1;
  const spring = year.endYear;
  const rows: readonly TermRow[] = [
    [terms.year, "Year", "term", year.id, `${autumn}-08-17`, `${spring}-06-05`],
    [terms.first, "Semester 1", "term", year.id, `${autumn}-08-17`, `${autumn}-12-18`],
    [terms.second, "Semester 2", "term", year.id, `${spring}-01-05`, `${spring}-06-05`],
    [`${school.number}3`, "Q1", "gradingPeriod", terms.first, `${autumn}-08-17`, `${autumn}-10-16`],
    [`${school.number}4`, "Q2", "gradingPeriod", terms.first, `${autumn}-10-17`, `${autumn}-12-18`],
    [
      `${school.number}5`,
      "Q3",
      "gradingPeriod",
      terms.second,
      `${spring}-01-05`,
      `${spring}-03-19`,
    ],
    [
      `${school.number}6`,
      "Q4",
      "gradingPeriod",
      terms.second,
      `${spring}-03-20`,
      `${spring}-06-05`,
    ],
  ];
  return rows.map(([id, title, type, parent, startDate, endDate]) =>
    Object.assign({ id, title, type, parent, startDate, endDate }, frame, {
      schoolYear: `${spring}`,
    }),
  );
}

type TermRow = readonly [
  id: string,
  title: string,
  type: string,
  parent: string,
  startDate: string,
  endDate: string,
];
