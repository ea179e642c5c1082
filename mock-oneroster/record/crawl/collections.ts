import type { OneRosterService } from "../../../contracts/oneroster/operations.ts";
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

interface Row {
  readonly service: OneRosterService;
  readonly className: ClassName;
  /** The whole first. */
  readonly paths: string;
  readonly since?: "1.2";
}

/** In the order that Infinite Campus recommends: orgs, terms, then people (Campus facts A.3). */
const rows: readonly Row[] = [
  { service: "rostering", className: "org", paths: "/orgs /schools" },
  {
    service: "rostering",
    className: "academicSession",
    paths: "/academicSessions /terms /gradingPeriods",
  },
  { service: "rostering", className: "course", paths: "/courses" },
  { service: "rostering", className: "class", paths: "/classes" },
  { service: "rostering", className: "user", paths: "/users /students /teachers" },
  { service: "rostering", className: "enrollment", paths: "/enrollments" },
  { service: "rostering", className: "demographics", paths: "/demographics" },
  { service: "resources", className: "resource", paths: "/resources" },
  { service: "gradebook", className: "category", paths: "/categories" },
  { service: "gradebook", className: "scoreScale", paths: "/scoreScales", since: "1.2" },
  { service: "gradebook", className: "lineItem", paths: "/lineItems" },
  { service: "gradebook", className: "result", paths: "/results" },
  {
    service: "gradebook",
    className: "assessmentLineItem",
    paths: "/assessmentLineItems",
    since: "1.2",
  },
  {
    service: "gradebook",
    className: "assessmentResult",
    paths: "/assessmentResults",
    since: "1.2",
  },
];

/** Lists the collections that a version has at the services given (OneRoster facts §1.3 to §1.5). */
export function collectionsOf(
  version: OneRosterVersion,
  services: ReadonlySet<OneRosterService>,
): readonly CollectionGroup[] {
  return rows
    .filter(({ service, since }) => services.has(service) && (since ?? version) === version)
    .map(({ service, className, paths }) => {
      const [whole = "", ...parts] = paths.split(" ");
      const endpoint = (path: string): CollectionEndpoint => ({ path, className, service });
      return { whole: endpoint(whole), parts: parts.map(endpoint) };
    });
}
