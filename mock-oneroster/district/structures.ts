import type { ScheduleStructure, Term, Trial } from "../store/records.ts";
import { calendarId, type Frame, type YearPlan } from "./calendar.ts";
import type { SchoolPlan } from "./plan-schools.ts";

/** Terms of one structure, by what they are. */
export type TermKind = "year" | "first" | "second" | "q1" | "q2" | "q3" | "q4";

/** A structure of a school's calendar with the terms and the trials that courses are scheduled in. */
export interface StructurePlan {
  readonly id: string;
  readonly calendar: string;
  readonly name: string;
  readonly terms: Readonly<Record<TermKind, TermPlan>>;
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

/** A structure's terms: the year, two semesters, and two quarters (grading periods) in each. */
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

const termRows: readonly (readonly [TermKind, string, string, TermKind | undefined])[] = [
  ["year", "Year", "term", undefined],
  ["first", "Semester 1", "term", undefined],
  ["second", "Semester 2", "term", undefined],
  ["q1", "Q1", "gradingPeriod", "first"],
  ["q2", "Q2", "gradingPeriod", "first"],
  ["q3", "Q3", "gradingPeriod", "second"],
  ["q4", "Q4", "gradingPeriod", "second"],
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

/** Ids end in 0 to 6; a second structure has one digit more. Titles repeat in every structure. */
function planTerms(prefix: string, year: YearPlan, turns: Turns): StructurePlan["terms"] {
  const { startDate, endDate, endYear } = year;
  const autumn = (day: string): string => `${endYear - 1}-${day}`;
  const spring = (day: string): string => `${endYear}-${day}`;
  const term = (last: number, start: string, end: string): TermPlan => ({
    id: `${prefix}${last}`,
    startDate: start,
    endDate: end,
  });
  const { q1, q2, q3 } = turns;
  return {
    year: term(0, startDate, endDate),
    first: term(1, startDate, autumn(q2[0])),
    second: term(2, spring(q2[1]), endDate),
    q1: term(3, startDate, autumn(q1[0])),
    q2: term(4, autumn(q1[1]), autumn(q2[0])),
    q3: term(5, spring(q2[1]), spring(q3[0])),
    q4: term(6, spring(q3[1]), endDate),
  };
}
