import { rolesOf, type HeldRole } from "./people.ts";
import type { Person, Relationship } from "./records.ts";
import { markedWords } from "./role-marks.ts";
import { lookAt } from "./sight.ts";
import type { World } from "./world.ts";

/** One 1.1 user record: Campus sends one per role of a person (Campus 1.1, facts A.4 and A.5). */
export interface RoleRecord {
  readonly sourcedId: string;
  readonly role: string;
  readonly orgs: readonly string[];
}

const letters: Readonly<Record<string, string>> = {
  student: "s",
  teacher: "t",
  administrator: "a",
  guardian: "g",
  relative: "r",
  parent: "p",
  aide: "d",
  proctor: "o",
};
const campusWords: ReadonlySet<string> = new Set(markedWords);
const administrators: ReadonlySet<string> = new Set([
  "administrator",
  "districtAdministrator",
  "siteAdministrator",
  "systemAdministrator",
  "principal",
  "counselor",
]);

/**
 * The 1.1 user records of a person, in the order of the roles.
 *
 * Ids of Campus people carry the letter of the role. An imported person's first record keeps the id as
 * written; further roles, which only a 1.2 bundle can hold, get the letter in front.
 */
export function roleRecords(
  world: World,
  person: Person,
  asContact?: readonly Relationship[],
): readonly RoleRecord[] {
  const held = rolesOf(world, person, asContact);
  const words = wordsOf(person, held);
  const campus = person.idForm === "campus";
  if (words.length === 0 && !campus) words.push("");
  return words.map((word, index) => ({
    sourcedId: roleRecordId(person, word, index),
    role: word,
    orgs: orgsOf(world, { person, held, word }),
  }));
}

/** The 1.1 sourcedId of the record that a reference from this role of the other side points to. */
export function recordIdFor(world: World, key: string, preferred: readonly string[]): string {
  const person = world.people.get(key);
  if (person === undefined) return key;
  const words = wordsOf(person, rolesOf(world, person));
  const index = Math.max(
    0,
    words.findIndex((word) => preferred.includes(word)),
  );
  return roleRecordId(person, words[index] ?? preferred[0] ?? "", index);
}

/** The key of the person behind a 1.1 user record, if the id has the form of one. */
export function personOfRecord(world: World, sourcedId: string): Person | undefined {
  const written = world.people.get(sourcedId);
  if (written !== undefined && written.idForm === "written") return written;
  return world.people.get(sourcedId.replace(/^(?:[a-z]|[A-Za-z:]+-)/, ""));
}

/** The id of a Campus person's 1.1 record: a letter for the role, then the person number (facts A.4). */
export function campusRecordId(word: string, personId: string): string {
  return `${letters[word] ?? `${word}-`}${personId}`;
}

/** The word of 1.1 for a role: it has one kind of administrator, and Campus counts all other staff among them (A.5). */
function roleWordV1p1(person: Person, role: string): string {
  if (administrators.has(role)) return "administrator";
  return person.idForm === "written" || campusWords.has(role) ? role : "administrator";
}

function wordsOf(person: Person, held: readonly HeldRole[]): string[] {
  return [...new Set(held.map(({ role }) => roleWordV1p1(person, role)))];
}

function roleRecordId(person: Person, word: string, index: number): string {
  if (person.idForm === "written" && index === 0) return person.id;
  return campusRecordId(word, person.id);
}

/** Guardians of 1.1 belong to the district (facts A.8), all others to the orgs of their roles. */
function orgsOf(
  world: World,
  { person, held, word }: { person: Person; held: readonly HeldRole[]; word: string },
): readonly string[] {
  const { district } = lookAt(world);
  const atDistrict = person.idForm === "campus" && (word === "guardian" || word === "relative");
  if (atDistrict && district !== undefined) return [district];
  const orgs = held
    .filter(({ role }) => roleWordV1p1(person, role) === word)
    .flatMap(({ org }) => (org === undefined ? [] : [org]));
  return [...new Set(orgs)];
}
