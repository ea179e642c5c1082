import type { Random } from "../../core/random.ts";
import { placeNames } from "./names.ts";
import type { DistrictSize } from "./options.ts";

/** The kind of a school: what it teaches, and to whom. */
export type Level = "elementary" | "middle" | "high" | "all";

/** A school before it has terms, courses and people. `index` is its place in the district, from 0. */
export interface SchoolPlan {
  readonly index: number;
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly level: Level;
  readonly grades: readonly string[];
}

const gradesOf: Readonly<Record<Level, readonly string[]>> = {
  elementary: ["KG", "01", "02", "03", "04", "05"],
  middle: ["06", "07", "08"],
  high: ["09", "10", "11", "12"],
  all: ["KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"],
};
const secondary = [...gradesOf.middle, ...gradesOf.high];
const suffix: Readonly<Record<Level, string>> = {
  elementary: "Elementary School",
  middle: "Middle School",
  high: "High School",
  all: "School",
};

/** Lays out the schools of a district: about half elementary, the rest middle and high. */
export function planSchools(random: Random, size: DistrictSize): readonly SchoolPlan[] {
  const levels = levelsOf(size);
  return levels.map((level, index) => {
    const own = random.fork(`schools/${index}`);
    const name =
      placeNames[(index + random.fork("places").int(placeNames.length)) % placeNames.length];
    const round = Math.floor(index / placeNames.length);
    return {
      index,
      id: own.uuid(),
      number: String(101 + index),
      name: `${name}${round === 0 ? "" : ` ${round + 1}`} ${suffix[level]}`,
      level,
      grades: size.schools === 2 && level === "high" ? secondary : gradesOf[level],
    };
  });
}

function levelsOf({ schools, students }: DistrictSize): readonly Level[] {
  if (schools === 1) return students <= 100 ? ["middle"] : ["all"];
  if (schools === 2) return ["elementary", "high"];
  const middle = Math.max(1, Math.round(schools * 0.23));
  const high = Math.max(1, Math.round(schools * 0.3));
  const elementary = schools - middle - high;
  return [
    ...Array<Level>(elementary).fill("elementary"),
    ...Array<Level>(middle).fill("middle"),
    ...Array<Level>(high).fill("high"),
  ];
}
