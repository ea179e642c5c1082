/** The letters with which Infinite Campus begins the ids of OneRoster 1.1, one for each role (facts of the data model). */
const roleLetters = ["s", "t", "g", "a", "r"];

/**
 * The Unique IDs that a legacy id may stand for: the value as it is, without its role letter, and with that of every
 * role. Infinite Campus documents it without the letter, and payloads hold it with one (F24); a person of several roles
 * had a record for each, so more than one of these may be there (F25).
 */
export function legacyKeys(legacyId: string | undefined): readonly string[] {
  if (legacyId === undefined || legacyId === "") return [];
  const [, number] = /^[a-z]?(\d+)$/i.exec(legacyId) ?? [];
  if (number === undefined) return [legacyId];
  return [legacyId, number, ...roleLetters.map((letter) => letter + number)];
}

/** Text as people would call it equal: without regard to case, outer and repeated white space. */
export function looseKey(text: string | undefined): string {
  return (text ?? "").normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}

/** One key of several parts; none when a part is missing. */
export function jointKey(
  parts: readonly (string | readonly string[] | undefined)[],
): readonly string[] {
  const isWhole = parts.every((part) => part !== undefined && part.length > 0);
  return isWhole ? [JSON.stringify(parts)] : [];
}

/** What is there, as a list of keys. */
export function keysOf(...values: readonly (string | undefined)[]): readonly string[] {
  return values.filter((value) => value !== undefined && value !== "").map(String);
}
