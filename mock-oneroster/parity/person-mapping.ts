import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createPackedLists, type PackedLists } from "./packed-lists.ts";

/** How the several user records that 1.1 has of a person and the one that 1.2 has are brought together. */
export interface PersonMapping {
  /** The member of metadata in which a user of 1.2 carries the number of the person. */
  readonly legacyId: string;
  /** Patterns of what may stand before the number of a person in an id of 1.1, in the order in which they are tried. */
  readonly prefixes: readonly string[];
}

/**
 * The mapping of Infinite Campus: 1.1 puts a letter for the role before the person number, 1.2 tells the number as
 * `ic.legacySourcedId`, at times with the letter (Campus facts A.4). The mock has whole words for roles without a letter.
 */
export const campusPersonMapping: PersonMapping = {
  legacyId: "ic.legacySourcedId",
  prefixes: ["[adgoprst]", "[A-Za-z:]+-"],
};

/** The keys by which people of both versions meet. */
export interface PersonKeys {
  /** Takes a user of 1.2 into account: its id, and the legacy id where it has one. */
  see(sourcedId: string, legacyId: string | undefined): void;
  /** The key of a person, by the sourcedId of a user of a version. One that was never seen keeps its id. */
  of(version: OneRosterVersion, sourcedId: string): string;
  /** Whether 1.2 has a user with this key. */
  has(key: string): boolean;
}

/** Creates the keys of people who are still to be seen. Some hundred bytes for one. */
export function createPersonKeys(mapping: PersonMapping): PersonKeys {
  const byId = createPackedLists();
  const known = createPackedLists();
  const prefixes = mapping.prefixes.map((pattern) => new RegExp(`^(?:${pattern})`));
  const bareForms = (id: string): readonly string[] =>
    prefixes.filter((prefix) => prefix.test(id)).map((prefix) => id.replace(prefix, ""));
  const knownKey = (text: string): string | undefined => firstOf(known, text);
  return {
    see: (sourcedId, legacyId) => {
      const key = legacyId ?? sourcedId;
      addOnce(byId, sourcedId, key);
      addOnce(known, key, key);
      // What was imported from 1.2 keeps its ids in 1.1.
      addOnce(known, sourcedId, key);
      // A legacy id with its letter is known by the number too.
      for (const bare of bareForms(legacyId ?? "")) addOnce(known, bare, key);
    },
    of: (version, id) => {
      if (version === "1.2") return firstOf(byId, id) ?? id;
      return knownKey(id) ?? bareForms(id).map(knownKey).find(isText) ?? id;
    },
    has: (key) => known.find(key) !== -1,
  };
}

function firstOf(lists: PackedLists, text: string): string | undefined {
  const index = lists.find(text);
  return index === -1 ? undefined : lists.textsAt(index)[0];
}

function addOnce(lists: PackedLists, key: string, text: string): void {
  if (lists.find(key) === -1) lists.add(key, text);
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
