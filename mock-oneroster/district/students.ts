import type { Person } from "../store/records.ts";
import { buildPerson, usernameOf, type UsernamePlan } from "./build-person.ts";
import { addDays } from "./days.ts";
import { familyEmail, familyName, familyOf } from "./families.ts";
import type { Layout } from "./layout.ts";
import { drawSex } from "./names.ts";
import { studentNumber } from "./person-numbers.ts";

/** Siblings are some three grades apart: a part of the circle of all grades, of 2 to the 32nd. */
const siblingStep = 0x3a5c_1d27;
const entryDaysMax = 200;

/** The rank of a student's grade. */
export function gradeOf({ draws, gradeTickets }: Layout, index: number): number {
  const family = familyOf(draws, index);
  const turn = (draws.grade.word(family) + (index - family) * siblingStep) >>> 0;
  return gradeTickets[Math.floor((turn / 0x1_0000_0000) * gradeTickets.length)] ?? 0;
}

/** The index of a student's school: families live near the same schools. */
export function schoolOf({ draws, schoolsByGrade }: Layout, index: number, grade: number): number {
  const fitting = schoolsByGrade[grade] ?? [];
  return draws.zone.pick(fitting, familyOf(draws, index));
}

/** Says whether a student was enrolled and never came (F39). */
export function isNoShow({ dirt }: Layout, index: number): boolean {
  return dirt.hits("noShows", index);
}

/** The day on which a student came after the year had begun, or undefined (F57). */
export function lateEntryOf(
  { dirt, draws, year, daysGone }: Layout,
  index: number,
): string | undefined {
  if (daysGone === 0 || !dirt.hits("lateEntries", index)) return undefined;
  return addDays(year.startDate, 1 + draws.entry.int(Math.min(daysGone, entryDaysMax), index));
}

/** The index of a further school where a student takes a section, or undefined (F27). */
export function secondSchoolOf(
  layout: Layout,
  index: number,
  first: StudentPlace,
): number | undefined {
  const { dirt, draws, schools, schoolsByGrade } = layout;
  if (schools.length < 2 || !dirt.hits("twoSchools", index) || isNoShow(layout, index)) {
    return undefined;
  }
  const fitting = schoolsByGrade[first.grade] ?? [];
  const candidates = fitting.length > 1 ? fitting : schools.map((school) => school.index);
  const others = candidates.filter((school) => school !== first.school);
  return draws.secondSchool.pick(others, index);
}

/** Where a student is: the index of the school and the rank of the grade. */
export interface StudentPlace {
  readonly school: number;
  readonly grade: number;
}

/** Draws the student with an index: the same whoever else is made. */
export function studentPerson(layout: Layout, index: number): Person {
  const { draws, dirt } = layout;
  const pair = index - (index % 2);
  const { number, mark, family, sex } = nameStudent(layout, index);
  return buildPerson(layout, {
    number,
    mark,
    family,
    sex,
    domain: "district.example",
    identifier: `${dirt.hits("leadingZeros", index) ? "00" : ""}${700_001 + index}`,
    masterIdentifier: `41${10_000_001 + index}`,
    phone: undefined,
    sms: undefined,
    email: familyEmail(layout, familyOf(draws, index)),
    username: dirt.hits("duplicateUsernames", pair)
      ? usernameOf(layout, nameStudent(layout, pair))
      : undefined,
    hasAccount: true,
  });
}

function nameStudent(layout: Layout, index: number): UsernamePlan {
  const number = studentNumber(index);
  return {
    number,
    mark: String(index + 1),
    family: familyName(layout, familyOf(layout.draws, index)),
    sex: drawSex(layout.draws, number),
  };
}
