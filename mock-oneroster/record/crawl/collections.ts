import { type OneRosterService, operationsOf } from "../../../contracts/oneroster/operations.ts";
import type { ClassName, OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";

/** A collection that is asked for. */
export interface CollectionEndpoint {
  readonly path: string;
  readonly className: ClassName;
  readonly service: OneRosterService;
}

/** The collections of one class: the whole, and the parts that take its place where it cannot be had. */
export interface CollectionGroup {
  readonly whole: CollectionEndpoint;
  readonly parts: readonly CollectionEndpoint[];
}

/** In the order that Infinite Campus recommends: orgs, terms, then people (Campus facts A.3). */
const order: readonly ClassName[] = [
  "org",
  "academicSession",
  "course",
  "class",
  "user",
  "enrollment",
  "demographics",
  "resource",
  "category",
  "scoreScale",
  "lineItem",
  "result",
  "assessmentLineItem",
  "assessmentResult",
];

/** Lists the collections that a version has at the services given, those that need no other record to be named. */
export function collectionsOf(
  version: OneRosterVersion,
  services: ReadonlySet<OneRosterService>,
): readonly CollectionGroup[] {
  const collections = operationsOf(version).filter(
    ({ kind, parents, service }) =>
      kind === "collection" && parents.length === 0 && services.has(service),
  );
  return order.flatMap((className) => {
    const ofClass = collections.filter((operation) => operation.className === className);
    const whole = ofClass.find(({ subset }) => subset === undefined);
    const parts = ofClass.filter(({ subset }) => subset !== undefined);
    return whole === undefined ? [] : [{ whole, parts }];
  });
}
