import type { Random } from "../../core/random.ts";
import { groupBy } from "./group-by.ts";
import { drawGivenName, drawName } from "./names.ts";
import type { PersonPlan } from "./people.ts";
import { planFamily, type StudentPlan } from "./students.ts";

const ownNameShare = 0.2;
const staffShare = 0.12;

/** Who looks after whom: the key of each guardian with those of his children, and the other way round. */
export interface Guardianship {
  readonly plans: readonly PersonPlan[];
  /** By key of a student. */
  readonly ofStudent: ReadonlyMap<string, readonly string[]>;
  /** By key of a member of staff who is a parent in the district too (F22). */
  readonly ofStaff: ReadonlyMap<string, readonly string[]>;
}

/**
 * Gives each family one or two guardians, whom siblings share. Some teachers are parents: they take
 * the first place in a family, and are one person with two roles.
 */
export function planGuardians(
  random: Random,
  students: readonly StudentPlan[],
  teachers: readonly string[],
): Guardianship {
  const children = groupBy(students, (student) => student.family);
  const parentTeachers = matchTeachers(random, teachers, [...children.keys()]);
  const plans: PersonPlan[] = [];
  const ofStudent = new Map<string, readonly string[]>();
  const ofStaff = new Map<string, readonly string[]>();
  for (const [family, siblings] of children) {
    const keys = siblings.map((sibling) => sibling.key);
    const own = planCouple(random, family, keys);
    const teacher = parentTeachers.get(family);
    if (teacher !== undefined) ofStaff.set(teacher, keys);
    const kept = teacher === undefined ? own : own.slice(1);
    plans.push(...kept);
    const guardians = kept.map((plan) => plan.key);
    const all = teacher === undefined ? guardians : [teacher, ...guardians];
    for (const key of keys) ofStudent.set(key, all);
  }
  return { plans, ofStudent, ofStaff };
}

function planCouple(
  random: Random,
  family: number,
  contacts: readonly string[],
): readonly PersonPlan[] {
  const { familyName, guardians } = planFamily(random, family);
  return Array.from({ length: guardians }, (_, index) => {
    const number = family * 2 + index + 1;
    const own = random.fork(`guardians/${number}`);
    const name = own.chance(ownNameShare)
      ? drawName(own)
      : { familyName, givenName: drawGivenName(own, familyName) };
    return {
      key: `4${String(number).padStart(6, "0")}`,
      mark: `.g${number}`,
      ...name,
      roles: [{ role: "guardian" }],
      contacts,
      phone: `555-01${String(own.int(100)).padStart(2, "0")}`,
    };
  });
}

function matchTeachers(
  random: Random,
  teachers: readonly string[],
  families: readonly number[],
): ReadonlyMap<number, string> {
  const matches = new Map<number, string>();
  for (const teacher of teachers) {
    const own = random.fork(`parents/${teacher}`);
    const family = own.pick(families);
    if (own.chance(staffShare) && !matches.has(family)) matches.set(family, teacher);
  }
  return matches;
}
