import type { ScheduleStructure, Term, Trial } from "../store/records.ts";
import { calendarId, type Frame, type YearPlan } from "./calendar.ts";
import type { SchoolPlan } from "./plan-schools.ts";

/** Terms of one structure, by what they are. */
export type TermKind = "year" | "first" | "second" | "q1" | "q2" | "q3" | "q4";

/** A term as a class meets in it, or the grading period below a quarter. */
type SessionKind = TermKind | "mp1" | "mp2" | "mp3" | "mp4";

/** A structure of a school's calendar with the terms and the trials that courses are scheduled in. */
export interface StructurePlan {
  readonly id: string;
  readonly calendar: string;
  readonly name: string;
  readonly terms: Readonly<Record<SessionKind, TermPlan>>;
  readonly activeTrial: string;
  readonly staleTrial: string | undefined;
}

/** A term, or a quarter of one, with its days. */
export interface TermPlan {
  readonly id: string;
  readonly startDate: string;
  readonly endDate: string;
}

/** The structures of a school: "Main" first, and that of the high grades where they keep other terms. */
export function planStructures(school: SchoolPlan, year: YearPlan): readonly StructurePlan[] {
  const calendar = calendarId(school, year);
  const names = school.hasSecondStructure ? ["Main", "High"] : ["Main"];
  return names.map((name, rank) => {
    const id = `${calendar}${rank + 1}`;
    return {
      id,
      calendar,
      name,
      terms: planTerms(`${school.number}${rank === 0 ? "" : rank}`, year, rank === 0 ? main : high),
      activeTrial: `${id}2`,
      staleTrial: school.hasStaleTrial ? `${id}1` : undefined,
    };
  });
}

/** A structure as the world holds it. */
export function toStructure({ id, calendar, name }: StructurePlan): ScheduleStructure {
  return { id, calendar, name };
}

/** The trials of a structure. The inactive one is what the roll-over from the year before left (A.7). */
export function toTrials({ id, activeTrial, staleTrial }: StructurePlan): readonly Trial[] {
  const active = { id: activeTrial, structure: id, name: "A", active: true, locked: false };
  if (staleTrial === undefined) return [active];
  return [
    { id: staleTrial, structure: id, name: "Rolled In", active: false, locked: false },
    active,
  ];
}

/**
 * A structure's terms: the year, two semesters, two quarters in each, and a grading period in each quarter.
 *
 * Classes meet in terms only, as the standard has it (facts §5.1), so that a quarter in which some meet is a term.
 */
export function toTerms(structure: StructurePlan, year: YearPlan, frame: Frame): readonly Term[] {
  const { terms } = structure;
  const schoolYear = String(year.endYear);
  return termRows.map(([kind, title, type, parent]) => ({
    ...terms[kind],
    ...frame,
    structure: structure.id,
    title,
    type,
    schoolYear,
    parent: parent === undefined ? year.id : terms[parent].id,
  }));
}

const termRows: readonly (readonly [SessionKind, string, string, TermKind | undefined])[] = [
  ["year", "Year", "term", undefined],
  ["first", "Semester 1", "term", undefined],
  ["second", "Semester 2", "term", undefined],
  ["q1", "Q1", "term", "first"],
  ["q2", "Q2", "term", "first"],
  ["q3", "Q3", "term", "second"],
  ["q4", "Q4", "term", "second"],
  ["mp1", "Marking Period 1", "gradingPeriod", "q1"],
  ["mp2", "Marking Period 2", "gradingPeriod", "q2"],
  ["mp3", "Marking Period 3", "gradingPeriod", "q3"],
  ["mp4", "Marking Period 4", "gradingPeriod", "q4"],
];

/** The last day of each quarter and the first of the next, as month and day. */
interface Turns {
  readonly q1: readonly [end: string, next: string];
  readonly q2: readonly [end: string, next: string];
  readonly q3: readonly [end: string, next: string];
}

const main: Turns = {
  q1: ["10-16", "10-17"],
  q2: ["12-18", "01-05"],
  q3: ["03-19", "03-20"],
};
const high: Turns = {
  q1: ["10-23", "10-24"],
  q2: ["12-22", "01-11"],
  q3: ["03-26", "03-29"],
};

/**
 * Ids end in 0 to 6, those of grading periods in 71 to 74; a second structure has one digit more. Titles repeat in
 * every structure.
 */
function planTerms(prefix: string, year: YearPlan, turns: Turns): StructurePlan["terms"] {
  const { startDate, endDate, endYear } = year;
  const autumn = (day: string): string => `${endYear - 1}-${day}`;
  const spring = (day: string): string => `${endYear}-${day}`;
  const term = (last: number, start: string, end: string): TermPlan => ({
    id: `${prefix}${last}`,
    startDate: start,
    endDate: end,
  });
  const quarters = [
    [startDate, autumn(turns.q1[0])],
    [autumn(turns.q1[1]), autumn(turns.q2[0])],
    [spring(turns.q2[1]), spring(turns.q3[0])],
    [spring(turns.q3[1]), endDate],
  ] as const;
  const quarter = (at: 0 | 1 | 2 | 3, first: number): TermPlan => term(first + at, ...quarters[at]);
  return {
    year: term(0, startDate, endDate),
    first: term(1, startDate, autumn(turns.q2[0])),
    second: term(2, spring(turns.q2[1]), endDate),
    q1: quarter(0, 3),
    q2: quarter(1, 3),
    q3: quarter(2, 3),
    q4: quarter(3, 3),
    mp1: quarter(0, 71),
    mp2: quarter(1, 71),
    mp3: quarter(2, 71),
    mp4: quarter(3, 71),
  };
}
