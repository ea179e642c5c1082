import type { Random } from "../../core/random.ts";
import type { FaultName, FaultOf, SisFault } from "./fault.ts";
import { matches, type RequestFacts } from "./request-facts.ts";

/** A fault on the board and what became of it. */
export interface BoardEntry {
  readonly id: string;
  readonly fault: SisFault;
  readonly random: Random;
  /** How many requests matched so far. */
  seen: number;
  /** How many answers it harmed so far. */
  hits: number;
}

/** One fault that is about to hit one request. */
export interface Strike<Kind extends SisFault = SisFault> {
  readonly fault: Kind;
  /** Chance for this request alone. */
  readonly random: Random;
  /** Chance for rows by their sourcedId, the same at every request. */
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

function isDue({ fault, seen }: BoardEntry): boolean {
  const { from = 1, until = Infinity } = fault.match ?? {};
  return seen > (fault.after ?? 0) && seen >= from && seen <= until;
}

function isSpent({ fault, hits }: BoardEntry): boolean {
  return hits >= (fault.times ?? Infinity);
}

/** The strikes of some kinds, in the order in which their faults were added. */
export function strikesOf<Name extends FaultName>(
  strikes: readonly Strike[],
  ...names: readonly Name[]
): readonly Strike<FaultOf<Name>>[] {
  const isOne = (strike: Strike): strike is Strike<FaultOf<Name>> =>
    names.some((name) => name === strike.fault.fault);
  return strikes.filter(isOne);
}
