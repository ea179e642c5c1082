import { createRandom, hashText } from "../../core/random.ts";
import { schoolYearOf, type Frame, type YearPlan } from "./calendar.ts";
import { daysBetween } from "./days.ts";
import { createDirtDice, type DirtDice } from "./dirt-dice.ts";
import { createDraws, type Draws } from "./draws.ts";
import { gradeNames, gradeWeights } from "./grades.ts";
import { placeNames } from "./names.ts";
import { sizeOf, type DistrictOptions, type DistrictSize } from "./options.ts";
import { planSchools, type SchoolPlan } from "./plan-schools.ts";
import { planStructures, type StructurePlan } from "./structures.ts";

/** A district as decided before anybody lives in it. Every person is drawn from it by number alone. */
export interface Layout {
  readonly size: DistrictSize;
  readonly asOf: string;
  readonly year: YearPlan;
  readonly frame: Frame;
  readonly draws: Draws;
  readonly dirt: DirtDice;
  readonly homerooms: "with" | "without";
  readonly gradebook: "none" | "some";
  readonly district: { readonly id: string; readonly name: string };
  readonly schools: readonly SchoolPlan[];
  /** By index of a school. */
  readonly structures: readonly (readonly StructurePlan[])[];
  /** Ranks of grades, each as often as its share of the students: a grade is drawn by picking one. */
  readonly gradeTickets: readonly number[];
  /** By rank of a grade: the indexes of the schools that have it. */
  readonly schoolsByGrade: readonly (readonly number[])[];
  /** How many days of the year have passed: 0 before it begins. */
  readonly daysGone: number;
}

/** Lays out a district. Throws a DistrictError on impossible sizes, shares and days. */
export function planLayout(options: DistrictOptions): Layout {
  const size = sizeOf(options);
  const year = schoolYearOf(options.asOf);
  const random = createRandom(options.seed).fork("district");
  const seed = hashText(String(options.seed));
  const draws = createDraws(seed);
  const { secondStructure = 0.5, staleTrial = 0 } = options;
  const schools = planSchools({ random, draws, size, secondStructure, staleTrial });
  return {
    size,
    asOf: options.asOf,
    year,
    frame: { status: "active", modified: `${options.asOf}T05:00:00.000Z`, metadata: undefined },
    draws,
    dirt: createDirtDice(seed, options.dirt),
    homerooms: options.homerooms ?? "with",
    gradebook: options.gradebook ?? "none",
    district: {
      id: random.fork("district-id").uuid(),
      name: `${random.fork("district-name").pick(placeNames)} Unified School District`,
    },
    schools,
    structures: schools.map((school) => planStructures(school, year)),
    ...planGrades(schools),
    daysGone: Math.max(0, daysBetween(year.startDate, options.asOf)),
  };
}

function planGrades(
  schools: readonly SchoolPlan[],
): Pick<Layout, "gradeTickets" | "schoolsByGrade"> {
  const schoolsByGrade = gradeNames.map((_name, rank) =>
    schools.filter(({ grades }) => grades.includes(rank)).map(({ index }) => index),
  );
  const gradeTickets = gradeNames.flatMap((_name, rank) =>
    schoolsByGrade[rank]?.length === 0 ? [] : Array<number>(gradeWeights[rank] ?? 0).fill(rank),
  );
  return { gradeTickets, schoolsByGrade };
}
