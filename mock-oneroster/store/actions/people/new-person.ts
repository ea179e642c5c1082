import type { Person } from "../../records.ts";
import { personOfRecord } from "../../user-ids.ts";
import type { World } from "../../world.ts";
import { SisActionError } from "../action-error.ts";
import { deriveId } from "../derive-id.ts";
import type { ActionScene } from "../scene.ts";

/** What is told of a person who is new in the district. */
export interface NewPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly username?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly sourcedId?: string;
}

/** What the person is, for usernames such as `student123`, and what tells namesakes apart. */
export interface NewPersonKind {
  readonly word: string;
  readonly place: string;
}

/**
 * Makes a person, and does not put him into the world yet. Without a sourcedId he gets a person number as
 * everyone in a generated district has; with one it is used as written in both versions.
 */
export function newPerson(scene: ActionScene, wanted: NewPerson, kind: NewPersonKind): Person {
  const { world, modified } = scene;
  const { sourcedId, givenName, familyName } = wanted;
  if (sourcedId !== undefined && isTaken(world, sourcedId)) {
    throw new SisActionError(scene.action, `the sourcedId "${sourcedId}" is in use.`);
  }
  const words = [kind.word, kind.place, givenName, familyName, modified];
  const number = deriveId(words, (digits) => isTaken(world, digits));
  return {
    ...nobody,
    id: sourcedId ?? number,
    idForm: sourcedId === undefined ? "campus" : "written",
    modified,
    username: wanted.username ?? `${kind.word}${number}`,
    givenName,
    familyName,
    identifier: number,
    email: wanted.email,
    phone: wanted.phone,
  };
}

function isTaken(world: World, id: string): boolean {
  return (
    personOfRecord(world, id) !== undefined || world.people.has(id) || world.people.has(`s${id}`)
  );
}

const nobody = {
  status: "active",
  metadata: undefined,
  enabled: true,
  middleName: undefined,
  preferredFirstName: undefined,
  preferredMiddleName: undefined,
  preferredLastName: undefined,
  pronouns: undefined,
  masterIdentifier: undefined,
  userIds: [],
  sms: undefined,
  grades: [],
  primaryOrg: undefined,
  profiles: [],
  resources: [],
} satisfies Partial<Person>;
