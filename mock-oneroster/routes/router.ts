import {
  basePath,
  coreOperations,
  operationsOf,
  type Operation,
} from "../../contracts/oneroster/operations.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { campusOperations } from "../profiles/campus-operations.ts";
import type { SisProfile } from "../profiles/profile.ts";

/** What a path asks for. */
export interface FoundRoute {
  readonly version: OneRosterVersion;
  /** What stood before `/ims/oneroster`: addresses of records begin with it too. */
  readonly prefix: string;
  /** The operations of this path by method; none when no operation has it. */
  readonly byMethod: ReadonlyMap<string, Operation>;
  /** The ids in the path, decoded, in their order. */
  readonly ids: readonly string[];
}

/** Finds what a path asks for. */
export interface Router {
  /** Undefined when the path lies under no base of OneRoster. */
  find(path: string): FoundRoute | undefined;
  /** The operations of a version that the profile has. */
  operations(version: OneRosterVersion): readonly Operation[];
}

interface Base {
  readonly version: OneRosterVersion;
  readonly prefixes: readonly string[];
  readonly routes: ReadonlyMap<string, ReadonlyMap<string, Operation>>;
}

const root = "/ims/oneroster/";

/** How many paths, of how many characters at the most, are remembered. */
const pathsMax = 500;
const pathCharactersMax = 200;

/**
 * Creates the router of a profile from the one table of operations.
 *
 * In every path of the standard a name and an id take turns, so the names and the number of parts decide.
 */
export function createRouter(profile: SisProfile, appName: string): Router {
  const bases = new Map<string, Base>();
  for (const version of OneRosterVersion.options) {
    const operations = operationsFor(profile, version);
    const prefixes = profile.paths.prefixes[version].map((prefix) => withName(prefix, appName));
    for (const service of new Set(operations.map((operation) => operation.service))) {
      const path = basePath(version, service);
      const own = operations.filter((one) => basePath(version, one.service) === path);
      bases.set(path, { version, prefixes, routes: routesOf(own) });
    }
  }
  for (const [alias, path] of Object.entries(profile.paths.aliases)) {
    const base = bases.get(path);
    if (base !== undefined) bases.set(alias, base);
  }
  // Page after page lies under the same path.
  const found = new Map<string, FoundRoute>();
  const find = (path: string): FoundRoute | undefined => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const fresh = findIn(bases, profile, path);
    if (fresh === undefined || path.length > pathCharactersMax) return fresh;
    if (found.size >= pathsMax) found.clear();
    found.set(path, fresh);
    return fresh;
  };
  return {
    find,
    operations: (version) => operationsFor(profile, version),
  };
}

/** Puts the name of the Campus application into a path. */
export function withName(path: string, appName: string): string {
  return path.replace("{appName}", encodeURIComponent(appName));
}

function findIn(
  bases: ReadonlyMap<string, Base>,
  { paths }: SisProfile,
  path: string,
): FoundRoute | undefined {
  const at = path.indexOf(root);
  if (at === -1) return undefined;
  const prefix = path.slice(0, at);
  const parts = path.slice(at + root.length).split("/");
  const hasSlash = parts.length > 1 && parts.at(-1) === "";
  if (hasSlash) parts.pop();
  const found = baseOf(bases, parts);
  if (found === undefined || !found.base.prefixes.includes(prefix)) return undefined;
  const { base, rest } = found;
  const isSlashWrong = hasSlash
    ? paths.trailingSlash === "refused"
    : paths.trailingSlash === "required";
  const byMethod = isSlashWrong ? undefined : base.routes.get(keyOf(rest));
  return {
    version: base.version,
    prefix,
    byMethod: byMethod ?? new Map<string, Operation>(),
    ids: rest.filter((_, index) => index % 2 === 1).map(decodeId),
  };
}

/** 1.1 has one part behind the root (`v1p1`), 1.2 two (`rostering/v1p2`). */
function baseOf(
  bases: ReadonlyMap<string, Base>,
  parts: readonly string[],
): { readonly base: Base; readonly rest: readonly string[] } | undefined {
  for (const length of [1, 2]) {
    const base = bases.get(root + parts.slice(0, length).join("/"));
    if (base !== undefined) return { base, rest: parts.slice(length) };
  }
  return undefined;
}

function operationsFor(profile: SisProfile, version: OneRosterVersion): readonly Operation[] {
  const all = operationsOf(version);
  if (profile.operations === "campus") return [...all, ...campusOperations(version)];
  if (profile.operations === "all") return all;
  return all.filter(
    (operation) => coreOperations.includes(operation) || operation.className === "demographics",
  );
}

function routesOf(
  operations: readonly Operation[],
): ReadonlyMap<string, ReadonlyMap<string, Operation>> {
  const routes = new Map<string, Map<string, Operation>>();
  for (const operation of operations) {
    const key = keyOf(operation.path.slice(1).split("/"));
    const methods = routes.get(key) ?? new Map<string, Operation>();
    routes.set(key, methods.set(operation.method, operation));
  }
  return routes;
}

function keyOf(parts: readonly string[]): string {
  return `${parts.length} ${parts.filter((_, index) => index % 2 === 0).join("/")}`;
}

/** An id as it was before it went into the path. What is not encoded soundly is taken as it is. */
function decodeId(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
