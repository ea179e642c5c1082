import { basePath } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/**
 * A record as it goes over the wire, before the address of the server is known. A field that is undefined is
 * absent: JSON leaves it out, and records of one class keep one shape, which costs less memory and time.
 */
export type WireRecord = Readonly<Record<string, unknown>>;

/** A reference to another record (OneRoster GUIDRef). */
export interface Ref {
  readonly href: string;
  readonly sourcedId: string;
  readonly type: string;
}

/** Stands at the start of each href until `renderRecord` puts the root address of the request there. */
const rootMark = "\u0000";
const markInJson = `"href":${JSON.stringify(rootMark).slice(0, -1)}`;

const paths = {
  academicSession: "academicSessions",
  class: "classes",
  course: "courses",
  org: "orgs",
  user: "users",
} as const;

/** The classes that the rostering core refers to. */
export type RefTarget = keyof typeof paths;

/** Makes references of one version. Equal references are one object: most rows of a district share theirs. */
export type RefMaker = (target: RefTarget, id: string) => Ref;

/** Creates the reference maker of a version. */
export function createRefs(version: OneRosterVersion): RefMaker {
  const prefix = `${rootMark}${basePath(version, "rostering")}`;
  const known: Readonly<Record<RefTarget, Map<string, Ref>>> = {
    academicSession: new Map(),
    class: new Map(),
    course: new Map(),
    org: new Map(),
    user: new Map(),
  };
  return (target, id) => {
    const existing = known[target].get(id);
    if (existing !== undefined) return existing;
    const href = `${prefix}/${paths[target]}/${encodeId(id)}`;
    const ref: Ref = { href, sourcedId: id, type: target };
    known[target].set(id, ref);
    return ref;
  };
}

/** Writes a record as JSON, with the root address, such as `http://127.0.0.1:8080`, in its hrefs. */
export function renderRecord(record: WireRecord, rootUrl: string): string {
  const root = `"href":${JSON.stringify(rootUrl).slice(0, -1)}`;
  return JSON.stringify(record).replaceAll(markInJson, root);
}

/** Percent-encodes an id for a path. Half a character, which no URL can hold, becomes U+FFFD. */
export function encodeId(id: string): string {
  return encodeURIComponent(/[\ud800-\udfff]/.test(id) ? Buffer.from(id).toString() : id);
}

/** A list, or nothing when it is empty and the field is optional. */
export function filled<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
