import type { Dirt, DirtKind } from "../../contracts/run/dirt.ts";
import { DistrictError } from "./district-error.ts";
import { createDraw } from "./draws.ts";

/** Decides which things have which data problem. */
export interface DirtDice {
  /** Says whether the thing with a number, or a part of it, has the problem. */
  hits(kind: DirtKind, a: number, b?: number): boolean;
  /** The same for one problem, for loops over millions. */
  die(kind: DirtKind): Die;
}

/** Says whether the thing with a number, or a part of it, has a problem. */
export type Die = (a: number, b?: number) => boolean;

/** The share of each problem in a district of which nothing was said. */
const usualShares: Readonly<Record<DirtKind, number>> = {
  usernamesWithSpaces: 0,
  missingUsernames: 0,
  missingEmails: 0,
  duplicateEmails: 0,
  duplicateUsernames: 0,
  teacherParents: 0.1,
  twoSchools: 0.01,
  textOddities: 0,
  oddCodes: 0,
  leadingZeros: 0,
  absentStaff: 0,
  noShows: 0.01,
  disabledAccounts: 0,
  oneSidedLinks: 0,
  contactsWithoutAccount: 0,
  contactsWithoutPortal: 0.05,
  relatives: 0.06,
  sectionsWithoutTerms: 0,
  sectionsWithoutTeacher: 0,
  severalPrimaries: 0,
  emptySections: 0,
  lateEntries: 0.03,
  endedEnrollments: 0,
  futureEnrollments: 0,
  duplicateSeats: 0,
  orphanReferences: 0,
  deletedRows: 0,
  mislabelledHomerooms: 0,
};

/** Creates the dice of a district. Problems with a share of 0 are never met. Throws a DistrictError on other shares than 0 to 1. */
export function createDirtDice(seed: number, dirt: Dirt | undefined): DirtDice {
  const dice = new Map<string, Die>();
  for (const [kind, share] of Object.entries(sharesOf(dirt))) {
    if (!(share >= 0 && share <= 1)) {
      throw new DistrictError(`The share of ${kind} must be from 0 to 1, not ${share}.`);
    }
    const draw = createDraw(seed, `dirt/${kind}`);
    if (share > 0) dice.set(kind, (a, b) => draw.chance(share, a, b));
  }
  const die = (kind: DirtKind): Die => dice.get(kind) ?? never;
  return { die, hits: (kind, a, b) => die(kind)(a, b) };
}

const never: Die = () => false;

function sharesOf(dirt: Dirt | undefined): Readonly<Record<DirtKind, number>> {
  if (dirt === undefined) return usualShares;
  if (typeof dirt === "number") return evenShares(dirt);
  const { all, ...named } = dirt;
  return { ...(all === undefined ? usualShares : evenShares(all)), ...named };
}

function evenShares(share: number): Readonly<Record<DirtKind, number>> {
  const shares = { ...usualShares };
  for (const kind of Object.keys(shares)) Object.assign(shares, { [kind]: share });
  return shares;
}
