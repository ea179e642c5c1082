import type { Person, World } from "../world.ts";
import { SisActionError } from "./action-error.ts";
import { deriveId, type ActionScene } from "./stamp.ts";

/** What is known of a student who is new in the district. */
export interface NewStudent {
  readonly school: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly grade?: string;
  readonly username?: string;
  readonly email?: string;
  readonly sourcedId?: string;
}

/**
 * Adds a student to a school. Without a sourcedId the student gets a person number and a GUID as
 * everyone in a generated district has; with one it is used as written in both versions.
 */
export function addStudent(scene: ActionScene, wanted: NewStudent): Person {
  const { world } = scene;
  if (wanted.sourcedId !== undefined && world.people.has(wanted.sourcedId)) {
    throw new SisActionError(scene.action, `the sourcedId "${wanted.sourcedId}" is in use.`);
  }
  const words = ["person", wanted.school, wanted.givenName, wanted.familyName, scene.modified];
  const number = deriveId(words, (digits) => isTaken(world, digits));
  const person: Person = {
    id: wanted.sourcedId ?? number,
    status: "active",
    modified: scene.modified,
    ...(wanted.sourcedId === undefined ? { guid: toGuid(number) } : {}),
    username: wanted.username ?? `student${number}`,
    enabled: true,
    givenName: wanted.givenName,
    familyName: wanted.familyName,
    identifier: number,
    ...(wanted.email === undefined ? {} : { email: wanted.email }),
    userIds: [],
    grades: wanted.grade === undefined ? [] : [wanted.grade],
    roles: [{ role: "student", org: wanted.school, beginDate: scene.today }],
    profiles: [],
    contacts: [],
  };
  world.people.set(person.id, person);
  return person;
}

function isTaken(world: World, number: string): boolean {
  return world.people.has(number) || world.people.has(`s${number}`);
}

function toGuid(number: string): string {
  const hex = BigInt(number).toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
