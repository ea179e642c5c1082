import { isMembers, member } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Fields } from "./canonical-record.ts";
import type { PersonKeys, PersonMapping } from "./person-mapping.ts";

/** What the form of both versions is made with. */
export interface CommonScene {
  readonly version: OneRosterVersion;
  readonly keys: PersonKeys;
  readonly mapping: PersonMapping;
  /** The key of anything but a person, where ids change with the version. */
  readonly keyOf: (version: OneRosterVersion, className: ClassName, sourcedId: string) => string;
}

/** The class of each field that refers to something other than a user. */
const referenceClasses: Readonly<Record<string, ClassName>> = {
  class: "class",
  course: "course",
  org: "org",
  school: "org",
  terms: "academicSession",
  schoolYear: "academicSession",
  gradingPeriod: "academicSession",
  academicSession: "academicSession",
  "metadata.ext_infiniteCampus_schoolSourcedId": "org",
};

/** The id by which a record of either version is found. */
export function commonId(
  { version, keys, keyOf }: CommonScene,
  className: ClassName,
  sourcedId: string,
): string {
  const isPerson = className === "user" || className === "demographics";
  return isPerson ? keys.of(version, sourcedId) : keyOf(version, className, sourcedId);
}

/** Brings the fields of a record other than a user into the form that both versions share: references by common ids. */
export function toCommon(scene: CommonScene, className: ClassName, fields: Fields): Fields {
  const common: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    common[name] = commonValue(scene, { className, name, value });
  }
  return common;
}

interface Field {
  readonly className: ClassName;
  readonly name: string;
  readonly value: unknown;
}

function commonValue(scene: CommonScene, { className, name, value }: Field): unknown {
  if (name === "user" || name === "student") return personKey(scene, value);
  const isSame = name === "parent" || name === "children";
  const target = isSame ? className : referenceClasses[name];
  // The school year of a session is a year, that of a course a reference.
  if (target === undefined || (name === "schoolYear" && className !== "course")) return value;
  const keyOf = (id: unknown): unknown =>
    typeof id === "string" ? scene.keyOf(scene.version, target, id) : id;
  return Array.isArray(value) ? value.map(keyOf) : keyOf(value);
}

/**
 * Brings the records of one person together: what they say, as a list of different values for each field. A role is its
 * word of 1.1 and its org; what else 1.2 says of roles is `roleDetails`.
 */
export function toCommonPerson(scene: CommonScene, records: readonly Fields[]): Fields {
  const said = new Map<string, Set<string>>();
  const say = (name: string, value: unknown): void => {
    const values = said.get(name) ?? new Set();
    said.set(name, values.add(typeof value === "string" ? value : JSON.stringify(value)));
  };
  for (const record of records) {
    sayRoles(scene, record, say);
    for (const [name, value] of Object.entries(record)) {
      if (roleFields.has(name) || name === `metadata.${scene.mapping.legacyId}`) continue;
      for (const item of listFields.has(name) && Array.isArray(value) ? value : [value]) {
        say(name, personValue(scene, name, item));
      }
    }
  }
  const entries = Array.from(
    said,
    ([name, values]) => [name, [...values].toSorted(byText)] as const,
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => byText(a, b)));
}

const roleFields: ReadonlySet<string> = new Set(["role", "orgs", "roles"]);
const relationships = "metadata.ic_relationships";
/** Fields whose items count and not their order. */
const listFields: ReadonlySet<string> = new Set(["agents", "grades", "userIds", relationships]);

function personValue(scene: CommonScene, name: string, value: unknown): unknown {
  if (name === "agents") return personKey(scene, value);
  if (name === "primaryOrg") return orgKey(scene, value);
  if (name !== relationships || !isMembers(value)) return value;
  return { ...value, sourcedId: personKey(scene, value["sourcedId"]) };
}

/** The word of 1.1 for a role of 1.2, which took `administrator` apart (1.2 RoleType; Campus facts A.5). */
export const wordsOfV1p1: Readonly<Record<string, string>> = {
  counselor: "administrator",
  districtAdministrator: "administrator",
  principal: "administrator",
  siteAdministrator: "administrator",
  systemAdministrator: "administrator",
};

function sayRoles(
  scene: CommonScene,
  { role, orgs, roles }: Fields,
  say: (name: string, value: unknown) => void,
): void {
  if (typeof role === "string") {
    const places = Array.isArray(orgs) && orgs.length > 0 ? orgs : [""];
    for (const org of places) say("roles", `${role} @ ${String(orgKey(scene, org))}`);
  }
  for (const one of Array.isArray(roles) ? roles : []) {
    const { role: word, org, ...details }: Fields = isMembers(one) ? one : {};
    const place = String(orgKey(scene, org ?? ""));
    const named = String(word);
    say("roles", `${wordsOfV1p1[named] ?? named} @ ${place}`);
    say("roleDetails", { role: named, org: place, ...details });
  }
}

function orgKey({ version, keyOf }: CommonScene, org: unknown): unknown {
  return typeof org === "string" && org !== "" ? keyOf(version, "org", org) : org;
}

function personKey({ version, keys }: CommonScene, id: unknown): unknown {
  return typeof id === "string" ? keys.of(version, id) : id;
}

/** The legacy id in a canonical user of 1.2. */
export function legacyIdOf({ legacyId }: PersonMapping, fields: Fields): string | undefined {
  return member(fields, `metadata.${legacyId}`);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
