import type { Assignment, Person } from "../store/records.ts";
import { buildPerson } from "./build-person.ts";
import type { Layout } from "./layout.ts";
import { drawFamilyName, drawSex } from "./names.ts";
import { staffNumber } from "./person-numbers.ts";

const studentsPerAdministrator = 600;
const studentsPerCounselor = 400;
const studentsPerAide = 100;
const studentsPerOfficer = 1_500;
const firstEmployee = 70_000;

/** The staff of a school by their places: teachers first, then administrators, counselors and aides. */
export interface StaffPlan {
  readonly school: number | "office";
  /** The org where they work. */
  readonly org: string;
  readonly counts: readonly (readonly [role: string, count: number])[];
}

/** Plans the staff that a school of this many students needs beside its teachers. */
export function planStaff(
  layout: Layout,
  school: number,
  needs: { readonly teachers: number; readonly students: number },
): StaffPlan {
  const each = (students: number): number => Math.max(1, Math.round(needs.students / students));
  return {
    school,
    org: layout.schools[school]?.id ?? layout.district.id,
    counts: [
      ["teacher", needs.teachers],
      ["administrator", each(studentsPerAdministrator)],
      ["counselor", each(studentsPerCounselor)],
      ["aide", each(studentsPerAide)],
    ],
  };
}

/** Plans the district office. */
export function planOffice({ district, size }: Layout): StaffPlan {
  const officers = 2 + Math.floor(size.students / studentsPerOfficer);
  return { school: "office", org: district.id, counts: [["administrator", officers]] };
}

/** How many people have a role; all of them when none is named. */
export function countOf({ counts }: StaffPlan, role?: string): number {
  return counts.reduce(
    (sum, [name, count]) => sum + (role === undefined || role === name ? count : 0),
    0,
  );
}

/** The place of the first with a role. */
export function firstPlaceOf({ counts }: StaffPlan, role: string): number {
  const rank = counts.findIndex(([name]) => name === role);
  return counts.slice(0, rank).reduce((sum, [, count]) => sum + count, 0);
}

/** Draws the member of staff with a number: the same whoever else is made. */
export function staffPerson(layout: Layout, number: number): Person {
  const { draws } = layout;
  return buildPerson(layout, {
    number,
    mark: `.t${String(number).slice(1)}`,
    family: drawFamilyName(draws, number),
    sex: drawSex(draws, number),
    domain: "district.example",
    identifier: String(number - 2_000_000 + firstEmployee),
    masterIdentifier: undefined,
    phone: undefined,
    sms: undefined,
    email: undefined,
    username: undefined,
    hasAccount: true,
  });
}

/**
 * The assignments of a member of staff: at the own school, and with few teachers at a second (F27). Of support staff
 * whose work has no flag that the API looks for there is none, so that it never sends them (facts A.5, F32).
 */
export function assignmentsOf(
  layout: Layout,
  plan: StaffPlan,
  place: number,
): readonly Assignment[] {
  const { schools, year } = layout;
  const number = staffNumber(schools.length, plan.school, place);
  const role = roleAt(plan, place);
  if (role !== "teacher" && layout.dirt.hits("absentStaff", number)) return [];
  const second = role === "teacher" ? schoolVisited(layout, plan.school, place) : undefined;
  const orgs = second === undefined ? [plan.org] : [plan.org, schools[second]?.id];
  return orgs.map((org, rank) => ({
    id: `${number}${rank + 1}`,
    person: String(number),
    org,
    role,
    startDate: year.startDate,
    endDate: undefined,
    written: undefined,
  }));
}

/** The index of the other school where a teacher works too: the next one. */
export function schoolVisited(
  layout: Layout,
  school: StaffPlan["school"],
  place: number,
): number | undefined {
  const { dirt, schools } = layout;
  if (school === "office" || schools.length < 2) return undefined;
  const number = staffNumber(schools.length, school, place);
  return dirt.hits("twoSchools", number) ? (school + 1) % schools.length : undefined;
}

function roleAt({ counts }: StaffPlan, place: number): string {
  let end = 0;
  for (const [role, count] of counts) {
    end += count;
    if (place < end) return role;
  }
  throw new RangeError(`Nobody has place ${place} in this school.`);
}
