import { operationTable, type OperationRow } from "./operations-table.ts";
import { pathCollection, type PathCollection, type Subset } from "./path-collections.ts";
import type { ClassName, OneRosterVersion } from "./vocabulary.ts";

export type { Subset };

/** The parts of the standard that 1.2 serves under paths of their own. */
export type OneRosterService = keyof typeof operationTable;

/** Gives the path that all operations of a service stand under. 1.1 has one path for everything. */
export function basePath(version: OneRosterVersion, service: OneRosterService): string {
  return version === "1.1" ? "/ims/oneroster/v1p1" : `/ims/oneroster/${service}/v1p2`;
}

const scopeNames = {
  "1.1": [
    "roster.readonly",
    "roster-core.readonly",
    "roster-demographics.readonly",
    "resource.readonly",
    "gradebook.readonly",
    "gradebook.createput",
    "gradebook.delete",
  ],
  "1.2": [
    "roster.readonly",
    "roster-core.readonly",
    "roster-demographics.readonly",
    "resource.readonly",
    "resource-core.readonly",
    "gradebook.readonly",
    "gradebook-core.readonly",
    "gradebook.createput",
    "gradebook.createpost",
    "gradebook.delete",
    "assessment.readonly",
    "assessment.createput",
    "assessment.delete",
  ],
} as const;

/** The short name of a scope of either version. */
export type ScopeName = (typeof scopeNames)["1.1" | "1.2"][number];

/** Spells a scope out as the URI that goes into a token request (1.1 §3, 1.2 security schemes). */
export function scopeUri(version: OneRosterVersion, name: ScopeName): string {
  const segment = version === "1.1" ? "v1p1" : "v1p2";
  return `https://purl.imsglobal.org/spec/or/${segment}/scope/${name}`;
}

/** Lists the URIs of all scopes of a version. */
export function scopeUris(version: OneRosterVersion): readonly string[] {
  return scopeNames[version].map((name) => scopeUri(version, name));
}

/** What an operation does: serve many records or one, replace or delete one, or create many. */
export type OperationKind = "collection" | "single" | "put" | "delete" | "post";

/** A record whose id stands in the path before the collection, such as the class of /classes/{classSourcedId}/students. */
export interface PathParent extends PathCollection {
  readonly parameter: string;
}

/** One operation of the REST binding, in all versions that have it. */
export interface Operation {
  readonly operationId: string;
  readonly method: OperationRow[0];
  readonly service: OneRosterService;
  /**
   * With {parameters} in braces as the official files of 1.2 name them, in 1.1 as well. The record
   * itself, which single, put and delete are about, is always `{sourcedId}`.
   */
  readonly path: string;
  /** The class of the records that are served or sent. */
  readonly className: ClassName;
  readonly kind: OperationKind;
  readonly subset?: Subset;
  /** In the order of the path. */
  readonly parents: readonly PathParent[];
  /** Any one of the scopes opens it. A version that does not have the operation has no entry. */
  readonly scopes: Readonly<Partial<Record<OneRosterVersion, readonly string[]>>>;
}

const areas = { rostering: "roster", gradebook: "gradebook", resources: "resource" } as const;

const writes = {
  PUT: { kind: "put", access: "createput" },
  DELETE: { kind: "delete", access: "delete" },
  POST: { kind: "post", access: "createpost" },
} as const;

/** Every operation, once, in the order of the official files: rostering, gradebook, resources. */
export const operations: readonly Operation[] = (
  ["rostering", "gradebook", "resources"] as const
).flatMap((service) => operationTable[service].map((row) => toOperation(service, row)));

/** Lists the operations that a version has: 61 in 1.1, 81 in 1.2. */
export function operationsOf(version: OneRosterVersion): readonly Operation[] {
  return operations.filter(({ scopes }) => scopes[version] !== undefined);
}

/**
 * The 22 reads of the rostering core, the same in both versions: those that `roster-core.readonly`
 * opens (OneRoster 1.2 rostering OpenAPI, security of each operation).
 */
export const coreOperations: readonly Operation[] = operations.filter(({ scopes }) =>
  scopes["1.2"]?.includes(scopeUri("1.2", "roster-core.readonly")),
);

function toOperation(service: OneRosterService, row: OperationRow): Operation {
  const [method, path, operationId, since] = row;
  const ofRecord = path.endsWith("/{sourcedId}");
  const collectionPath = path.replace("/{sourcedId}", "");
  const collection = pathCollection(collectionPath.slice(collectionPath.lastIndexOf("/") + 1));
  const parents = parentsIn(collectionPath);
  const names = scopeNamesFor(scopeArea(service, collection.className), method, parents.length > 0);
  const scopes = { "1.2": scopesOf("1.2", names) };
  return {
    operationId,
    method,
    service,
    path,
    ...collection,
    kind: kindOf(method, ofRecord),
    parents,
    scopes: since === "1.2" ? scopes : { "1.1": scopesOf("1.1", names), ...scopes },
  };
}

function parentsIn(collectionPath: string): readonly PathParent[] {
  const pairs = collectionPath.matchAll(/(\w+)\/\{(\w+)\}/g);
  return Array.from(pairs, ([, name = "", parameter = ""]) => ({
    parameter,
    ...pathCollection(name),
  }));
}

function kindOf(method: OperationRow[0], ofRecord: boolean): OperationKind {
  if (method !== "GET") return writes[method].kind;
  return ofRecord ? "single" : "collection";
}

/** Demographics and the assessments have scopes of their own within their service. */
function scopeArea(service: OneRosterService, className: ClassName): string {
  if (className === "demographics") return "roster-demographics";
  return className.startsWith("assessment") ? "assessment" : areas[service];
}

/** A read that stands under no other record also opens with the `-core` scope of its area, if there is one. */
function scopeNamesFor(area: string, method: OperationRow[0], nested: boolean): readonly string[] {
  if (method !== "GET") return [`${area}.${writes[method].access}`];
  return nested ? [`${area}.readonly`] : [`${area}.readonly`, `${area}-core.readonly`];
}

function scopesOf(version: OneRosterVersion, names: readonly string[]): readonly string[] {
  return scopeNames[version]
    .filter((name) => names.includes(name))
    .map((name) => scopeUri(version, name));
}
