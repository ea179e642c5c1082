import { basePath, type OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion, ReferenceTarget } from "../../contracts/oneroster/vocabulary.ts";

/**
 * A record as it goes over the wire. A field that is undefined is absent: JSON leaves it out, and records of
 * one class keep one shape, which costs less memory and time.
 */
export type WireRecord = Readonly<Record<string, unknown>>;

/** A reference to another record (OneRoster GUIDRef). */
export interface Ref {
  readonly href: string;
  readonly sourcedId: string;
  readonly type: string;
}

/** Makes references by sourcedId. Equal references to anything but users are one object. */
export type RefMaker = (target: ReferenceTarget, sourcedId: string) => Ref;

const places: Readonly<Record<ReferenceTarget, readonly [OneRosterService, string]>> = {
  academicSession: ["rostering", "academicSessions"],
  class: ["rostering", "classes"],
  course: ["rostering", "courses"],
  org: ["rostering", "orgs"],
  user: ["rostering", "users"],
  resource: ["resources", "resources"],
  category: ["gradebook", "categories"],
  lineItem: ["gradebook", "lineItems"],
  scoreScale: ["gradebook", "scoreScales"],
  assessmentLineItem: ["gradebook", "assessmentLineItems"],
};

/** How many references are remembered. A district has fewer schools, terms, courses and classes. */
const rememberedMax = 400_000;

/** Creates the reference maker of a version under a root address, such as `http://127.0.0.1:8080`, or under none. */
export function createRefs(version: OneRosterVersion, rootUrl: string): RefMaker {
  const known = new Map<string, Ref>();
  return (target, sourcedId) => {
    const [service, collection] = places[target];
    if (target === "user") return make(sourcedId);
    const key = `${target}/${sourcedId}`;
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const ref = make(sourcedId);
    if (known.size < rememberedMax) known.set(key, ref);
    return ref;

    function make(id: string): Ref {
      const base = rootUrl + basePath(version, service);
      return { href: `${base}/${collection}/${encodeId(id)}`, sourcedId: id, type: target };
    }
  };
}

/** Percent-encodes an id for a path. Half a character, which no URL can hold, becomes U+FFFD. */
export function encodeId(id: string): string {
  if (/^[\w.-]*$/.test(id)) return id;
  return encodeURIComponent(/[\ud800-\udfff]/.test(id) ? Buffer.from(id).toString() : id);
}

/** A list, or nothing when it is empty and the field is optional. */
export function filled<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
