import type { Random } from "../../core/random.ts";
import type { LmsFaultMatch } from "./fault-frame.ts";
import type { LmsFault, LmsFaultOf } from "./fault.ts";
import { matchesGlob } from "./matches-glob.ts";

/** What a matcher looks at. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
}

/** A fault on the board and what became of it. */
export interface BoardEntry {
  readonly id: string;
  readonly fault: LmsFault;
  readonly random: Random;
  /** How many requests matched so far. */
  seen: number;
  /** How often it hit so far. */
  hits: number;
}

/** One fault that is about to hit one request. */
export interface Strike<Kind extends LmsFault = LmsFault> {
  readonly fault: Kind;
  /** Chance for this request alone. */
  readonly random: Random;
  /** Chance for rows by their value, the same at every request. */
  readonly rows: Random;
  /** Counts the hit; false when the fault was spent meanwhile. Asked only where there is something to harm. */
  readonly claim: () => boolean;
}

/**
 * Decides whether a fault hits a request that arrives now.
 *
 * The draw depends on the seed, the fault and the count of its matching requests, on no other fault.
 */
export function drawStrike(entry: BoardEntry, facts: RequestFacts): Strike | undefined {
  const { fault } = entry;
  if (!matches(fault.match ?? {}, facts)) return undefined;
  entry.seen += 1;
  const random = entry.random.fork(entry.seen);
  if (!isDue(entry) || isSpent(entry)) return undefined;
  if (!random.fork("hit").chance(fault.probability ?? 1)) return undefined;
  const claim = (): boolean => {
    if (isSpent(entry)) return false;
    entry.hits += 1;
    return true;
  };
  return { fault, random, rows: entry.random.fork("rows"), claim };
}

/** The strikes of some kinds, in the order in which their faults were added. */
export function strikesOf<Name extends LmsFault["fault"]>(
  strikes: readonly Strike[],
  ...names: readonly Name[]
): readonly Strike<LmsFaultOf<Name>>[] {
  const isOne = (strike: Strike): strike is Strike<LmsFaultOf<Name>> =>
    names.some((name) => name === strike.fault.fault);
  return strikes.filter(isOne);
}

function isDue({ fault, seen }: BoardEntry): boolean {
  const { from = 1, until = Infinity } = fault.match ?? {};
  return seen >= from && seen <= until;
}

function isSpent({ fault, hits }: BoardEntry): boolean {
  return hits >= (fault.times ?? Infinity);
}

function matches(match: LmsFaultMatch, { method, url }: RequestFacts): boolean {
  const { pathname, search } = new URL(url);
  return (
    (match.method === undefined || match.method === method) &&
    (match.path === undefined ||
      matchesGlob(match.path, pathname) ||
      matchesGlob(match.path, decode(pathname))) &&
    (match.query === undefined ||
      search.includes(match.query) ||
      decode(search.replaceAll("+", " ")).includes(match.query))
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
