import type { Random } from "../../core/random.ts";
import type { Draws } from "./draws.ts";
import { gradesOf, type Level } from "./grades.ts";
import { placeNames } from "./names.ts";
import type { DistrictSize } from "./options.ts";

/** A school before it has terms, courses and people. `index` is its place in the district, from 0. */
export interface SchoolPlan {
  readonly index: number;
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly level: Level;
  /** Ranks of its grades, ascending. */
  readonly grades: readonly number[];
  /** Whether its high grades keep terms of their own (Campus schedule structures, facts A.7). */
  readonly hasSecondStructure: boolean;
  /** Whether its schedules have an inactive trial beside the active one (facts A.7). */
  readonly hasStaleTrial: boolean;
}

/** What schools are laid out by. `random` is the district's own stream. */
export interface SchoolsInput {
  readonly random: Random;
  readonly draws: Draws;
  readonly size: DistrictSize;
  readonly secondStructure: number;
  readonly staleTrial: number;
}

const suffixes: Readonly<Record<Level, string>> = {
  elementary: "Elementary School",
  middle: "Middle School",
  high: "High School",
  secondary: "Secondary School",
  all: "School",
};

/** Lays out the schools of a district: about half elementary, the rest middle and high, a few both. */
export function planSchools(input: SchoolsInput): readonly SchoolPlan[] {
  const { random, draws, size } = input;
  const firstPlace = random.fork("places").int(placeNames.length);
  return levelsOf(size).map((level, index) => {
    const place = placeNames[(index + firstPlace) % placeNames.length];
    const round = Math.floor(index / placeNames.length);
    const isCombined = level === "secondary" || level === "all";
    return {
      index,
      id: random.fork(`schools/${index}`).uuid(),
      number: String(101 + index),
      name: `${place}${round === 0 ? "" : ` ${round + 1}`} ${suffixes[level]}`,
      level,
      grades: gradesOf[level],
      hasSecondStructure: isCombined && draws.structure.chance(input.secondStructure, index),
      hasStaleTrial: draws.staleTrial.chance(input.staleTrial, index),
    };
  });
}

function levelsOf({ schools, students }: DistrictSize): readonly Level[] {
  if (schools === 1) return students <= 100 ? ["middle"] : ["all"];
  if (schools === 2) return ["elementary", "secondary"];
  const middle = Math.max(1, Math.round(schools * 0.23));
  const upper = Math.max(1, Math.round(schools * 0.3));
  const secondary = schools < 6 ? 0 : Math.max(1, Math.round(schools * 0.05));
  const levels: readonly (readonly [Level, number])[] = [
    ["elementary", schools - middle - upper],
    ["middle", middle],
    ["high", upper - secondary],
    ["secondary", secondary],
  ];
  return levels.flatMap(([level, count]) => Array<Level>(count).fill(level));
}
