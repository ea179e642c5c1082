import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { FaultMatch } from "./fault-frame.ts";
import { matchesGlob } from "./matches-glob.ts";

/** What a matcher looks at. */
export interface RequestFacts {
  readonly method: string;
  readonly url: URL;
  /** Where the page begins that is asked for; 0 when the query does not say. */
  readonly offset: number;
  readonly version: OneRosterVersion | undefined;
  readonly service: string | undefined;
}

/** Reads out of a request what matchers look at. */
export function readFacts(
  request: Request,
  { version, service }: Pick<RequestFacts, "version" | "service">,
): RequestFacts {
  const url = new URL(request.url);
  return { method: request.method, url, offset: readCount(url, "offset") ?? 0, version, service };
}

/** A whole number in the query of a URL, when there is one. */
export function readCount(url: URL, name: "limit" | "offset"): number | undefined {
  const text = url.searchParams.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Whether all that a matcher names is so. Which one in a row a request is, whoever counts them must say. */
export function matches(match: FaultMatch, facts: RequestFacts): boolean {
  const { method, url, offset, version, service } = facts;
  return (
    equals(match.method, method) &&
    equals(match.version, version) &&
    equals(match.service, service) &&
    offset >= (match.minOffset ?? 0) &&
    (match.path === undefined || pathFits(match.path, url.pathname)) &&
    (match.query === undefined || queryHolds(match.query, url.search))
  );
}

function equals(expected: string | undefined, actual: string | undefined): boolean {
  return expected === undefined || expected === actual;
}

function pathFits(pattern: string, path: string): boolean {
  return matchesGlob(pattern, path) || matchesGlob(pattern, decode(path));
}

function queryHolds(text: string, query: string): boolean {
  return query.includes(text) || decode(query.replaceAll("+", " ")).includes(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
