import type { ScoreGroup } from "../records.ts";

/**
 * The least percent for which a group gives a score, such as 90 for A-; undefined when it does not say.
 *
 * The left side of a pair is the least percent, or a range of percents, and the right side the score (facts §5.1).
 */
export function minimumOf(
  group: ScoreGroup | undefined,
  textScore: string | undefined,
): number | undefined {
  const pair = group?.values.find(({ itemValueRHS }) => itemValueRHS === textScore);
  return pair === undefined ? undefined : leastOf(pair.itemValueLHS);
}

/** Whether a group knows a score. */
export function knowsScore(group: ScoreGroup, textScore: string): boolean {
  return group.values.some(({ itemValueRHS }) => itemValueRHS === textScore);
}

/** The score of a percent: the one with the greatest minimum that is not above it (Campus facts A.11). */
export function scoreOfPercent(group: ScoreGroup, percent: number): string | undefined {
  let best: { readonly least: number; readonly score: string } | undefined;
  for (const { itemValueLHS, itemValueRHS } of group.values) {
    const least = leastOf(itemValueLHS);
    if (least === undefined || least > percent) continue;
    if (best === undefined || least > best.least) best = { least, score: itemValueRHS };
  }
  return best?.score;
}

/** A minimum that stands twice, by which a score cannot be told (F101); undefined when all are different. */
export function repeatedMinimum(group: ScoreGroup): number | undefined {
  const seen = new Set<number>();
  for (const { itemValueLHS } of group.values) {
    const least = leastOf(itemValueLHS);
    if (least === undefined) continue;
    if (seen.has(least)) return least;
    seen.add(least);
  }
  return undefined;
}

/** Blanks around are cut off first: clients write scales, and two runs of blanks in a row take quadratic time. */
function leastOf(text: string): number | undefined {
  const [, least] = /^(-?\d+(?:\.\d+)?)\s*(?:-\s*-?\d+(?:\.\d+)?\s*)?%?$/.exec(text.trim()) ?? [];
  return least === undefined ? undefined : Number(least);
}
