import { basePath, operationsOf, type Operation } from "../../contracts/oneroster/operations.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** What a path asks for. */
export interface FoundRoute {
  readonly version: OneRosterVersion;
  /** The operations of this path by method; none when no operation has it. */
  readonly byMethod: ReadonlyMap<string, Operation>;
  /** The ids in the path, decoded, in their order. */
  readonly ids: readonly string[];
}

interface Base {
  readonly version: OneRosterVersion;
  readonly path: string;
  readonly routes: ReadonlyMap<string, ReadonlyMap<string, Operation>>;
}

/**
 * The routes of both versions, made from the one table of operations.
 *
 * In every path of the standard a name and an id take turns, so the names and the number of parts decide.
 */
const bases: readonly Base[] = OneRosterVersion.options.flatMap((version) =>
  [...new Set(operationsOf(version).map(({ service }) => basePath(version, service)))].map(
    (path) => ({ version, path, routes: routesUnder(version, path) }),
  ),
);

/** Finds what a path behind the root of the server asks for; undefined when it is under no base of OneRoster. */
export function findRoute(path: string): FoundRoute | undefined {
  const base = bases.find((one) => path.startsWith(`${one.path}/`));
  if (base === undefined) return undefined;
  const parts = path.slice(base.path.length + 1).split("/");
  const byMethod = base.routes.get(keyOf(parts)) ?? new Map<string, Operation>();
  const ids = parts.filter((_, index) => index % 2 === 1).map(decodeId);
  return { version: base.version, byMethod, ids };
}

function routesUnder(
  version: OneRosterVersion,
  path: string,
): ReadonlyMap<string, ReadonlyMap<string, Operation>> {
  const routes = new Map<string, Map<string, Operation>>();
  for (const operation of operationsOf(version)) {
    if (basePath(version, operation.service) !== path) continue;
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
