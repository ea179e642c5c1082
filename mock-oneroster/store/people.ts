import type { Person, PersonRole, World } from "./world.ts";

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
const administrators: ReadonlySet<string> = new Set([
  "administrator",
  "districtAdministrator",
  "siteAdministrator",
  "systemAdministrator",
  "principal",
  "counselor",
]);
const contactRoles: ReadonlySet<string> = new Set(["student", "guardian", "parent", "relative"]);

/**
 * The 1.1 user records of a person, in the order of the roles.
 *
 * Ids of generated people carry the letter of the role. An imported person's first record keeps the
 * id as written; further roles, which only a 1.2 bundle can hold, get the letter in front.
 */
export function roleRecords(world: World, person: Person): readonly RoleRecord[] {
  const words = [...new Set(person.roles.map((role) => roleWordV1p1(person, role.role)))];
  if (words.length === 0) words.push("");
  return words.map((word, index) => ({
    sourcedId: roleRecordId(person, word, index),
    role: word,
    orgs: orgsOf(world, person, word),
  }));
}

/** The 1.1 sourcedId of the record that a reference from this role of the other side points to. */
export function recordIdFor(world: World, key: string, preferred: readonly string[]): string {
  const person = world.people.get(key);
  if (person === undefined) return key;
  const words = person.roles.map((role) => roleWordV1p1(person, role.role));
  const first = words[0] ?? "";
  const word = words.find((one) => preferred.includes(one)) ?? first;
  return roleRecordId(person, word, word === first ? 0 : 1);
}

/** The 1.2 sourcedId of a person, or the key as written when nobody has it. */
export function personIdV1p2(world: World, key: string): string {
  return world.people.get(key)?.guid ?? key;
}

/** Says whether users of this role may have agents: teachers and staff do not. */
export function isContactRole(role: string): boolean {
  return contactRoles.has(role);
}

/** Says whether a person has a role, by the words of either version. */
export function hasRole(person: Person, role: string): boolean {
  return person.roles.some((held) => held.role === role);
}

/**
 * The roles of a person where they count in 1.2: guardians of a generated district without an org
 * appear at each school of their children.
 */
export function placedRoles(world: World, person: Person): readonly PersonRole[] {
  return person.roles.flatMap((role) =>
    role.org === undefined && person.guid !== undefined
      ? childrensSchools(world, person).map((org) => placeRole(role, org))
      : [role],
  );
}

/** The id of the district, or undefined in a world that holds none. */
export function districtOf(world: World): string | undefined {
  for (const org of world.orgs.values()) if (org.type === "district") return org.id;
  return undefined;
}

function placeRole(role: PersonRole, org: string): PersonRole {
  return { ...role, org };
}

function roleWordV1p1(person: Person, role: string): string {
  if (administrators.has(role)) return "administrator";
  return role === "aide" && person.guid !== undefined ? "administrator" : role;
}

function roleRecordId(person: Person, word: string, index: number): string {
  if (person.guid === undefined && index === 0) return person.id;
  return `${letters[word] ?? `${word}-`}${person.id}`;
}

function orgsOf(world: World, person: Person, word: string): readonly string[] {
  const orgs = person.roles
    .filter((role) => roleWordV1p1(person, role.role) === word)
    .map((role) => role.org ?? (person.guid === undefined ? undefined : districtOf(world)));
  return [...new Set(orgs.filter((org) => org !== undefined))];
}

function childrensSchools(world: World, person: Person): readonly string[] {
  const schools = person.contacts.flatMap((key) =>
    (world.people.get(key)?.roles ?? [])
      .filter((role) => role.role === "student")
      .flatMap((role) => (role.org === undefined ? [] : [role.org])),
  );
  return [...new Set(schools)].toSorted();
}
