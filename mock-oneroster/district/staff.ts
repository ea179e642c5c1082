import type { Random } from "../../core/random.ts";
import { drawName } from "./names.ts";
import type { PersonPlan } from "./people.ts";
import type { SchoolPlan } from "./plan-schools.ts";

const studentsPerAide = 100;
const studentsPerAdministrator = 600;

/** How many people of a kind a school employs. */
export interface StaffNeeds {
  readonly teachers: number;
  readonly students: number;
}

/** The key of a school's nth member of staff: teachers come first, from 0. */
export function staffKey(school: SchoolPlan, index: number): string {
  return `2${school.number}${String(index + 1).padStart(4, "0")}`;
}

/** The staff of a school: its teachers, then administrators, then aides. */
export function planStaff(
  random: Random,
  school: SchoolPlan,
  needs: StaffNeeds,
): readonly PersonPlan[] {
  const administrators = Math.max(1, Math.round(needs.students / studentsPerAdministrator));
  const aides = Math.max(1, Math.round(needs.students / studentsPerAide));
  const roles = [
    ...Array<string>(needs.teachers).fill("teacher"),
    ...Array<string>(administrators).fill("administrator"),
    ...Array<string>(aides).fill("aide"),
  ];
  return roles.map((role, index) => planMember(random, staffKey(school, index), [role, school.id]));
}

/** The administrators of the district office. */
export function planOffice(random: Random, district: string): readonly PersonPlan[] {
  return ["20000001", "20000002"].map((key) =>
    planMember(random, key, ["administrator", district]),
  );
}

function planMember(
  random: Random,
  key: string,
  [role, org]: readonly [role: string, org: string],
): PersonPlan {
  const name = drawName(random.fork(`names/${key}`));
  return { key, mark: `.t${key.slice(1)}`, ...name, identifier: key, roles: [{ role, org }] };
}
