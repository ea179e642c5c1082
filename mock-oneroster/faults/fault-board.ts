import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createAnswerMemory } from "./answer-memory.ts";
import { connectionOf } from "./connection.ts";
import type { SisFault } from "./fault.ts";
import { playFaults } from "./play-faults.ts";
import { readFacts } from "./request-facts.ts";
import { drawStrike, type BoardEntry } from "./strike.ts";
import type { Ask } from "./unstable-order.ts";

/** What a board of faults needs. */
export interface FaultBoardPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Ends every token in circulation. */
  readonly expireTokens: () => void;
}

/** What the server knows of a request that its URL does not say. */
export interface RequestOrigin {
  readonly version?: OneRosterVersion | undefined;
  readonly service?: string | undefined;
  /** What the adapter of node hands to an app. Without a socket in it, a broken connection is a rejected promise. */
  readonly env?: unknown;
}

/** A fault on the board. */
export interface ListedFault {
  readonly id: string;
  readonly fault: SisFault;
  /** How many requests matched. */
  readonly seen: number;
  /** How many answers were harmed. */
  readonly hits: number;
}

/** The faults by which a server misbehaves now. */
export interface FaultBoard {
  /** Puts a fault on the board and gives its id. */
  add(fault: SisFault): string;
  /** In the order of adding. */
  list(): readonly ListedFault[];
  /** False when there is no such fault. Answers under way stay harmed. */
  remove(id: string): boolean;
  clear(): void;
  /**
   * Answers a request under the faults of the board. With none that matches it is `answer(request)` and
   * nothing else, no promise made.
   *
   * @throws ConnectionResetError (a rejection) when a fault broke the connection before the answer
   */
  around(request: Request, origin: RequestOrigin, answer: Ask): Response | Promise<Response>;
}

/**
 * Creates a board without faults.
 *
 * The same seed, the same faults in the same order and the same requests in the same order give the same
 * answers, byte for byte.
 */
export function createFaultBoard(ports: FaultBoardPorts): FaultBoard {
  let entries: readonly BoardEntry[] = [];
  let added = 0;
  const memory = createAnswerMemory();
  const keep = (kept: readonly BoardEntry[]): void => {
    entries = kept;
    if (!remembers(entries)) memory.clear();
  };
  return {
    add: (fault) => {
      added += 1;
      const id = `fault-${added}`;
      entries = [...entries, { id, fault, random: ports.random.fork(id), seen: 0, hits: 0 }];
      return id;
    },
    list: () => entries.map(({ id, fault, seen, hits }) => ({ id, fault, seen, hits })),
    remove: (id) => {
      const kept = entries.filter((entry) => entry.id !== id);
      const isThere = kept.length < entries.length;
      keep(kept);
      return isThere;
    },
    clear: () => keep([]),
    around: (request, origin, answer) => {
      if (entries.length === 0) return answer(request);
      const { version, service, env } = origin;
      const facts = readFacts(request, { version, service });
      const strikes = entries.flatMap((entry) => drawStrike(entry, facts) ?? []);
      const remembering = remembers(entries) ? memory : undefined;
      if (strikes.length === 0 && remembering === undefined) return answer(request);
      const struck = { request, facts, connection: connectionOf(env), ask: answer };
      return playFaults(struck, strikes, { ...ports, memory: remembering });
    },
  };
}

function remembers(entries: readonly BoardEntry[]): boolean {
  return entries.some(({ fault }) => fault.fault === "stale-cache");
}
