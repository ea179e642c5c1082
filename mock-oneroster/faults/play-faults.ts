import type { Clock } from "../../core/clock.ts";
import { isOk, putTogether, takeApart, type AnswerDraft } from "./answer-draft.ts";
import type { AnswerMemory } from "./answer-memory.ts";
import { harmBytes } from "./byte-faults.ts";
import type { Connection } from "./connection.ts";
import { ConnectionResetError } from "./connection-reset-error.ts";
import { deliver } from "./deliver.ts";
import type { FaultOf } from "./fault.ts";
import { harmPage } from "./harm-page.ts";
import { driftOf, shiftRequest } from "./page-drift.ts";
import type { RequestFacts } from "./request-facts.ts";
import { standInFor } from "./stand-in.ts";
import { strikesOf, type Strike } from "./strike.ts";
import type { Ask } from "./unstable-order.ts";

/** One request that faults may hit. */
export interface StruckRequest {
  readonly request: Request;
  readonly facts: RequestFacts;
  /** Absent in process. */
  readonly connection: Connection | undefined;
  readonly ask: Ask;
}

/** What faults act by. */
export interface FaultPorts {
  readonly clock: Clock;
  readonly expireTokens: () => void;
  /** There while a stale cache is on the board. */
  readonly memory: AnswerMemory | undefined;
}

/**
 * Answers a request under faults, always in this order, and faults of one kind in the order of adding:
 *
 * 1. latency, token-expires, connection-reset before the request
 * 2. one stand-in: stale-cache, else the first added of the others; without one rows-inserted and
 *    rows-removed, and the server's answer
 * 3. connection-reset before the answer
 * 4. unstable-order, missing-rows, duplicate-rows, empty-page
 * 5. shuffled-lists; null-fields, wrong-types and missing-fields as added; wrong-total, missing-total; single-object
 * 6. bad-encoding, truncated-json; slow-drip, connection-reset in the body
 *
 * @throws ConnectionResetError when the connection broke before the answer
 */
export async function playFaults(
  struck: StruckRequest,
  strikes: readonly Strike[],
  ports: FaultPorts,
): Promise<Response> {
  await arrive(struck, strikes, ports);
  if (ports.memory === undefined && strikes.every(onlyArrives)) return struck.ask(struck.request);
  breakIf("before-request", strikes, struck);
  const given = recall(struck, strikes, ports) ?? standIn(struck, strikes, ports);
  const drift = given === undefined ? driftOf(strikes, struck.facts) : 0;
  const request = shiftRequest(struck.request, struck.facts, drift);
  const draft = await takeApart(given ?? (await struck.ask(request)));
  breakIf("before-answer", strikes, struck);
  if (given === undefined && drift === 0) remember(struck, draft, ports);
  const harmed = await harmPage(draft, strikes, { ...struck, request, drift });
  return deliver(harmBytes(harmed, strikes), strikes, { ...ports, ...struck });
}

async function arrive(
  { request }: StruckRequest,
  strikes: readonly Strike[],
  ports: FaultPorts,
): Promise<void> {
  for (const { fault, random, claim } of strikesOf(strikes, "latency")) {
    if (claim()) await ports.clock.sleep(fault.ms + random.fork("jitter").int(fault.jitterMs + 1));
  }
  if (!/^bearer /i.test(request.headers.get("Authorization") ?? "")) return;
  for (const { claim } of strikesOf(strikes, "token-expires")) if (claim()) ports.expireTokens();
}

function onlyArrives({ fault }: Strike): boolean {
  return fault.fault === "latency" || fault.fault === "token-expires";
}

function breakIf(
  when: FaultOf<"connection-reset">["when"],
  strikes: readonly Strike[],
  { connection }: StruckRequest,
): void {
  const isHit = strikesOf(strikes, "connection-reset").some(
    ({ fault, claim }) => fault.when === when && claim(),
  );
  if (!isHit) return;
  connection?.reset();
  throw new ConnectionResetError("fetch failed");
}

function recall(
  { facts }: StruckRequest,
  strikes: readonly Strike[],
  { memory }: FaultPorts,
): Response | undefined {
  if (facts.method !== "GET") return undefined;
  for (const { fault, claim } of strikesOf(strikes, "stale-cache")) {
    const answer = memory?.recall(fault.key, facts.url);
    if (answer !== undefined && claim()) return putTogether(answer);
  }
  return undefined;
}

function remember({ facts }: StruckRequest, draft: AnswerDraft, { memory }: FaultPorts): void {
  if (facts.method === "GET" && isOk(draft)) memory?.remember(facts.url, draft);
}

function standIn(
  { facts }: StruckRequest,
  strikes: readonly Strike[],
  { clock }: FaultPorts,
): Response | undefined {
  const strike = strikesOf(
    strikes,
    "too-many-requests",
    "server-error",
    "html-instead-of-json",
  ).find(({ claim }) => claim());
  if (strike === undefined) return undefined;
  return standInFor(strike.fault, { version: facts.version, nowMs: clock.now() });
}
