import type { Random } from "../../core/random.ts";
import type { LmsFault } from "./fault.ts";
import { drawStrike, type BoardEntry, type RequestFacts, type Strike } from "./strike.ts";

/** A fault on the board. */
export interface ListedLmsFault {
  readonly id: string;
  readonly fault: LmsFault;
  /** How many requests matched. */
  readonly seen: number;
  /** How often it hit. */
  readonly hits: number;
}

/** The faults by which the LMS misbehaves now. */
export interface LmsFaultBoard {
  /** Puts a fault on the board and gives its id. */
  add(fault: LmsFault): string;
  /** In the order of adding. */
  list(): readonly ListedLmsFault[];
  /** False when there is no such fault. */
  remove(id: string): boolean;
  clear(): void;
}

/** A board from which the strikes of each request are drawn, once. */
export interface DrawnBoard extends LmsFaultBoard {
  draw(facts: RequestFacts): readonly Strike[];
}

/**
 * Creates a board without faults.
 *
 * The same seed, the same faults in the same order and the same requests in the same order give the same
 * answers.
 */
export function createFaultBoard(random: Random): DrawnBoard {
  let entries: readonly BoardEntry[] = [];
  let added = 0;
  return {
    add: (fault) => {
      added += 1;
      const id = `fault-${added}`;
      entries = [...entries, { id, fault, random: random.fork(id), seen: 0, hits: 0 }];
      return id;
    },
    list: () => entries.map(({ id, fault, seen, hits }) => ({ id, fault, seen, hits })),
    remove: (id) => {
      const before = entries.length;
      entries = entries.filter((entry) => entry.id !== id);
      return entries.length < before;
    },
    clear: () => {
      entries = [];
    },
    draw: (facts) => entries.flatMap((entry) => drawStrike(entry, facts) ?? []),
  };
}
