import type { Demographics, SchoolEnrollment } from "../store/records.ts";
import { calendarId } from "./calendar.ts";
import { dayNumber, writeDay } from "./days.ts";
import { gradeName } from "./grades.ts";
import type { Layout } from "./layout.ts";
import { drawSex } from "./names.ts";
import { studentNumber } from "./person-numbers.ts";
import {
  gradeOf,
  isNoShow,
  lateEntryOf,
  schoolOf,
  secondSchoolOf,
  type StudentPlace,
} from "./students.ts";

const retainedShare = 0.04;
const daysInYear = 365;

/** The schools of a student: the own one, and with few a second where one section is taken (F27). */
export function schoolEnrollmentsOf(layout: Layout, index: number): readonly SchoolEnrollment[] {
  const grade = gradeOf(layout, index);
  const place = { school: schoolOf(layout, index, grade), grade };
  const second = secondSchoolOf(layout, index, place);
  const own = toSchoolEnrollment(layout, index, place);
  if (second === undefined) return [own];
  const further = toSchoolEnrollment(layout, index, { school: second, grade });
  return [own, { ...further, id: `${studentNumber(index)}2`, serviceType: "S" }];
}

/** The demographics of a student: old enough for the grade, and some a year older. */
export function demographicsOf(layout: Layout, index: number): Demographics {
  const { draws, year, frame } = layout;
  const isRetained = draws.birth.chance(retainedShare, index, 1);
  const age = 5 + gradeOf(layout, index) + (isRetained ? 1 : 0);
  const oldest = dayNumber(`${year.endYear - 1 - age - 1}-09-02`);
  return {
    id: String(studentNumber(index)),
    status: frame.status,
    modified: frame.modified,
    metadata: undefined,
    birthDate: writeDay(oldest + draws.birth.int(daysInYear, index)),
    sex: drawSex(draws, studentNumber(index)),
    facts: draws.race.pick(raceTickets, index),
  };
}

function toSchoolEnrollment(layout: Layout, index: number, at: StudentPlace): SchoolEnrollment {
  const { schools, year } = layout;
  const school = schools[at.school];
  return {
    id: `${studentNumber(index)}1`,
    person: String(studentNumber(index)),
    calendar: school === undefined ? undefined : calendarId(school, year),
    school: school?.id,
    serviceType: "P",
    grade: gradeName(at.grade),
    startDate: lateEntryOf(layout, index) ?? year.startDate,
    endDate: undefined,
    noShow: isNoShow(layout, index),
    written: undefined,
  };
}

const raceFlags = [
  "americanIndianOrAlaskaNative",
  "asian",
  "blackOrAfricanAmerican",
  "nativeHawaiianOrOtherPacificIslander",
  "white",
] as const;

/** Ranks of `raceFlags`, whether Hispanic, and how many of a hundred students are so, roughly as in the country. */
const raceShares: readonly (readonly [
  races: readonly number[],
  hispanic: boolean,
  count: number,
])[] = [
  [[4], false, 45],
  [[4], true, 22],
  [[2], false, 15],
  [[1], false, 6],
  [[2], true, 3],
  [[0], false, 1],
  [[3], false, 1],
  [[0], true, 2],
  [[2, 4], false, 2],
  [[1, 4], false, 2],
  [[2, 4], true, 1],
];

const raceTickets = raceShares.flatMap(([races, hispanic, count]) =>
  Array<Readonly<Record<string, string>>>(count).fill(raceFacts(races, hispanic)),
);

function raceFacts(races: readonly number[], hispanic: boolean): Readonly<Record<string, string>> {
  const flags = raceFlags.map((flag, rank) => [flag, String(races.includes(rank))] as const);
  return {
    ...Object.fromEntries(flags),
    demographicRaceTwoOrMoreRaces: String(races.length > 1),
    hispanicOrLatinoEthnicity: String(hispanic),
  };
}
