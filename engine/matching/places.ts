import { climb, type Matching, type RungSpec } from "./climb.ts";
import { jointKey, keysOf, looseKey } from "./keys.ts";

/** A school of the roster; `code` is the building code that the app would write. */
export interface SchoolCard {
  readonly id: string;
  readonly code: string;
  readonly identifier: string | undefined;
  readonly title: string;
}

/** A building of the LMS; `id` is its key, the building code where it has one. */
export interface BuildingCard {
  readonly id: string;
  readonly title: string;
}

/** A term of the roster, or a grading period of the LMS. Days are `YYYY-MM-DD`. */
export interface TermCard {
  readonly id: string;
  readonly title: string;
  readonly startDate: string;
  readonly endDate: string;
}

const own = ({ id }: { readonly id: string }): readonly string[] => [id];
const titled = ({ title }: { readonly title: string }): readonly string[] =>
  keysOf(looseKey(title));

const schoolLadder: readonly RungSpec<SchoolCard, BuildingCard>[] = [
  { rung: "building-code", leftKeys: ({ code }) => [code], rightKeys: own },
  { rung: "sourced-id", leftKeys: own, rightKeys: own },
  { rung: "identifier", leftKeys: ({ identifier }) => keysOf(identifier), rightKeys: own },
  { rung: "title", leftKeys: titled, rightKeys: titled },
];

const dated = ({ startDate, endDate }: TermCard): readonly string[] =>
  jointKey([startDate, endDate]);
const titledAndDated = ({ title, startDate, endDate }: TermCard): readonly string[] =>
  jointKey([looseKey(title), startDate, endDate]);

const termLadder: readonly RungSpec<TermCard, TermCard>[] = [
  { rung: "title-and-dates", leftKeys: titledAndDated, rightKeys: titledAndDated },
  { rung: "dates", leftKeys: dated, rightKeys: dated },
];

/** Pairs schools with buildings (guide R91): by building code, sourcedId, identifier, title. */
export function matchSchools(
  schools: Iterable<SchoolCard>,
  buildings: Iterable<BuildingCard>,
): Matching {
  return climb({ lefts: schools, rights: buildings }, schoolLadder);
}

/**
 * Pairs terms with grading periods (guide R98): title and dates together. Equal dates alone are for review, as
 * are terms of several schools that share title and dates: many terms may go into one grading period.
 */
export function matchTerms(terms: Iterable<TermCard>, periods: Iterable<TermCard>): Matching {
  return climb({ lefts: terms, rights: periods }, termLadder);
}
