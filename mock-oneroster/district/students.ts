import type { Random } from "../../core/random.ts";
import { drawGivenName, drawName } from "./names.ts";
import type { SchoolPlan } from "./plan-schools.ts";

const blockSize = 8;

/** A student before there are classes. `index` is the place in the district, from 0. */
export interface StudentPlan {
  readonly index: number;
  readonly key: string;
  readonly family: number;
  readonly grade: string;
  readonly school: SchoolPlan;
  readonly givenName: string;
  readonly familyName: string;
}

/**
 * Draws the student with an index. Depends on the seed, the index and the schools only, so that a
 * student is the same however many others are made and in whatever order.
 */
export function planStudent(
  random: Random,
  schools: readonly SchoolPlan[],
  index: number,
): StudentPlan {
  const own = random.fork(`students/${index}`);
  const family = familyOf(random, index);
  const { familyName, zone } = planFamily(random, family);
  const grade = own.pick(gradesOffered(schools));
  const fitting = schools.filter((school) => school.grades.includes(grade));
  const school = fitting[Math.floor(zone * fitting.length)];
  if (school === undefined) throw new RangeError(`No school offers grade ${grade}.`);
  const givenName = drawGivenName(own, familyName);
  const key = `1${String(index + 1).padStart(6, "0")}`;
  return { index, key, family, grade, school, givenName, familyName };
}

/** A family: siblings share it, and live near the same schools. */
export interface FamilyPlan {
  readonly id: number;
  readonly familyName: string;
  readonly zone: number;
  readonly guardians: 1 | 2;
}

/** Draws a family by its id, which is the index of its first child. */
export function planFamily(random: Random, id: number): FamilyPlan {
  const own = random.fork(`families/${id}`);
  const { familyName } = drawName(own);
  return { id, familyName, zone: own.next(), guardians: own.chance(0.7) ? 2 : 1 };
}

/** Cuts every eight students in a row into families of one to three children. */
function familyOf(random: Random, index: number): number {
  const start = index - (index % blockSize);
  const block = random.fork(`blocks/${start}`);
  let first = start;
  for (;;) {
    const size = block.pick([1, 1, 1, 2, 2, 3]);
    if (index < first + size) return first;
    first += size;
  }
}

const offered = new WeakMap<readonly SchoolPlan[], readonly string[]>();

function gradesOffered(schools: readonly SchoolPlan[]): readonly string[] {
  const known = offered.get(schools);
  if (known !== undefined) return known;
  const grades = [...new Set(schools.flatMap((school) => school.grades))].toSorted();
  offered.set(schools, grades);
  return grades;
}
