import type { ClassName } from "./vocabulary.ts";

/** The part of a class that a path serves. A user of 1.2 has a role when any of `roles` says so. */
export interface Subset {
  readonly field: "type" | "role";
  readonly value: string;
}

/** What a collection holds: the records of a class, or of a part of it. */
export interface PathCollection {
  readonly className: ClassName;
  readonly subset?: Subset;
}

/** Gives what a collection holds by its name in a path, such as `schools`: the orgs of type school. */
export function pathCollection(name: string): PathCollection {
  const collection = collections.get(name);
  if (collection === undefined) throw new RangeError(`No collection is called "${name}".`);
  return collection;
}

const type = (value: string): Subset => ({ field: "type", value });
const role = (value: string): Subset => ({ field: "role", value });

const collections: ReadonlyMap<string, PathCollection> = new Map<string, PathCollection>([
  ["academicSessions", { className: "academicSession" }],
  ["gradingPeriods", { className: "academicSession", subset: type("gradingPeriod") }],
  ["terms", { className: "academicSession", subset: type("term") }],
  ["classes", { className: "class" }],
  ["courses", { className: "course" }],
  ["demographics", { className: "demographics" }],
  ["enrollments", { className: "enrollment" }],
  ["orgs", { className: "org" }],
  ["schools", { className: "org", subset: type("school") }],
  ["users", { className: "user" }],
  ["students", { className: "user", subset: role("student") }],
  ["teachers", { className: "user", subset: role("teacher") }],
  ["resources", { className: "resource" }],
  ["categories", { className: "category" }],
  ["lineItems", { className: "lineItem" }],
  ["results", { className: "result" }],
  ["scoreScales", { className: "scoreScale" }],
  ["assessmentLineItems", { className: "assessmentLineItem" }],
  ["assessmentResults", { className: "assessmentResult" }],
]);
