import type { Placement, Section } from "./records.ts";

/** The terms in which a section meets, each once, in the order of its placements. */
export function termsOf({ placements }: Pick<Section, "placements">): readonly string[] {
  return distinct(placements.map(({ term }) => term));
}

/** The periods in which a section meets, each once. */
export function periodsOf({ placements }: Pick<Section, "placements">): readonly string[] {
  return distinct(placements.map(({ period }) => period));
}

/** The placements of a section that meets in each of these terms in each of these periods. */
export function placementsOf(
  terms: readonly string[],
  periods: readonly string[],
): readonly Placement[] {
  if (terms.length === 0) return periods.map((period) => ({ period }));
  if (periods.length === 0) return terms.map((term) => ({ term }));
  return terms.flatMap((term) => periods.map((period) => ({ term, period })));
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
