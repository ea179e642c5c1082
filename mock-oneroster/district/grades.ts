/** The grades by their rank, from 0 for kindergarten, as OneRoster writes them (CEDS). */
export const gradeNames: readonly string[] = "KG 01 02 03 04 05 06 07 08 09 10 11 12".split(" ");

/** The kind of a school: what it teaches, and to whom. */
export type Level = "elementary" | "middle" | "high" | "secondary" | "all";

/** The ranks of the grades that a kind of school has. */
export const gradesOf: Readonly<Record<Level, readonly number[]>> = {
  elementary: [0, 1, 2, 3, 4, 5],
  middle: [6, 7, 8],
  high: [9, 10, 11, 12],
  secondary: [6, 7, 8, 9, 10, 11, 12],
  all: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
};

/** The rank of the first grade of high school. */
export const firstHighGrade = 9;
/** The rank of the first grade of middle school. */
export const firstMiddleGrade = 6;

/**
 * How many students of a grade there are for a hundred in an ordinary one: fewer in kindergarten, more in
 * grade 9, whose year some repeat, and fewer again where some have left.
 */
export const gradeWeights: readonly number[] = [
  96, 100, 100, 100, 100, 100, 100, 100, 101, 109, 103, 97, 94,
];

/** The name of a grade by rank. */
export function gradeName(rank: number): string {
  return gradeNames[rank] ?? "12";
}

/** The grade as it stands in titles: K, 1, 2, … */
export function gradeTitle(rank: number): string {
  return rank === 0 ? "K" : String(rank);
}
