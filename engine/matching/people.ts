import { climb, type Matching, type RungSpec } from "./climb.ts";
import { jointKey, keysOf, legacyKeys, looseKey } from "./keys.ts";

/** A person of the roster as far as matching goes. `id` is the sourcedId, `uid` the Unique ID that the app would write. */
export interface PersonCard {
  readonly id: string;
  readonly uid: string;
  readonly legacyId: string | undefined;
  readonly identifier: string | undefined;
  readonly username: string | undefined;
  readonly email: string | undefined;
  /** Given and family name, and with the preferred one where there is one. */
  readonly names: readonly string[];
  /** The year in which the student finishes school, by grade; undefined for others. */
  readonly gradYear: string | undefined;
}

/** An account of the LMS as far as matching goes. `id` is the Unique ID, which stands for the account. */
export interface AccountCard {
  readonly id: string;
  readonly username: string | undefined;
  readonly email: string | undefined;
  readonly names: readonly string[];
  readonly gradYear: string | undefined;
}

const own = ({ id }: AccountCard): readonly string[] => [id];
const looseKeys = (...values: readonly (string | undefined)[]): readonly string[] =>
  keysOf(...values.map(looseKey));

const ladder: readonly RungSpec<PersonCard, AccountCard>[] = [
  { rung: "unique-id", leftKeys: ({ uid }) => [uid], rightKeys: own },
  { rung: "sourced-id", leftKeys: ({ id }) => [id], rightKeys: own },
  { rung: "legacy-id", leftKeys: ({ legacyId }) => legacyKeys(legacyId), rightKeys: own },
  { rung: "identifier", leftKeys: ({ identifier }) => keysOf(identifier), rightKeys: own },
  {
    rung: "username",
    leftKeys: ({ username }) => looseKeys(username),
    rightKeys: ({ username }) => looseKeys(username),
  },
  {
    rung: "email",
    leftKeys: ({ email }) => looseKeys(email),
    rightKeys: ({ email }) => looseKeys(email),
  },
  { rung: "name-and-grade", leftKeys: namesInGrade, rightKeys: namesInGrade },
  { rung: "name", leftKeys: allNames, rightKeys: allNames },
];

/**
 * Pairs people with accounts (F23 to F25): by Unique ID, as the app does; then by what an upgrade or an older import
 * would have left, the legacy id in both forms, the identifier, the username, the e-mail address. Name and grade are
 * for review only.
 */
export function matchPeople(
  people: Iterable<PersonCard>,
  accounts: Iterable<AccountCard>,
): Matching {
  return climb({ lefts: people, rights: accounts }, ladder);
}

function allNames({ names }: Pick<AccountCard, "names">): readonly string[] {
  return looseKeys(...names);
}

function namesInGrade(card: Pick<AccountCard, "names" | "gradYear">): readonly string[] {
  return allNames(card).flatMap((name) => jointKey([name, card.gradYear]));
}
