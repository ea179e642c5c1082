import type { Clock } from "../../core/clock.ts";
import { putTogether, type AnswerDraft } from "./answer-draft.ts";
import type { Connection } from "./connection.ts";
import { ConnectionResetError } from "./connection-reset-error.ts";
import type { FaultOf } from "./fault.ts";
import { strikesOf, type Strike } from "./strike.ts";

/** What sending an answer needs. */
export interface DeliveryPorts {
  readonly clock: Clock;
  /** Absent in process. */
  readonly connection: Connection | undefined;
}

/**
 * So long the connection lives on after the last part. A client on libuv, which Node is, that gets the part
 * and the reset at once takes it for an end.
 */
const pauseBeforeBreakMs = 50;

/** Sends an answer: whole, a few bytes at a time, or up to the place at which the connection breaks. */
export function deliver(
  draft: AnswerDraft,
  strikes: readonly Strike[],
  ports: DeliveryPorts,
): Response {
  if (draft.bytes.length === 0) return putTogether(draft);
  const drip = strikesOf(strikes, "slow-drip").find(({ claim }) => claim())?.fault;
  const cut = strikesOf(strikes, "connection-reset").find(
    ({ fault, claim }) => fault.when === "mid-body" && claim(),
  )?.fault;
  if (drip === undefined && cut === undefined) return putTogether(draft);
  const length = draft.bytes.length;
  const sent = cut === undefined ? draft.bytes : draft.bytes.subarray(0, length * cut.atShare);
  const parts = drip === undefined ? [sent] : dripParts(sent, drip, ports.clock);
  const body = cut === undefined ? parts : thenBreak(parts, ports);
  const headers = new Headers(draft.headers);
  if (cut === undefined) headers.set("Content-Length", String(length));
  // Without this the node adapter waits for the second part before it writes the first.
  if (cut !== undefined && ports.connection !== undefined)
    headers.set("Transfer-Encoding", "chunked");
  return new Response(ReadableStream.from(body), { status: draft.status, headers });
}

/** Ends by itself at last: after `forMs` the rest comes at once. Whoever stops reading stops the drip. */
async function* dripParts(
  bytes: Uint8Array,
  { bytes: size, everyMs, forMs }: FaultOf<"slow-drip">,
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  const endsAtMs = clock.now() + forMs;
  let at = 0;
  while (at + size < bytes.length && clock.now() < endsAtMs) {
    yield bytes.subarray(at, at + size);
    at += size;
    await clock.sleep(everyMs);
  }
  yield bytes.subarray(at);
}

async function* thenBreak(
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { clock, connection }: DeliveryPorts,
): AsyncGenerator<Uint8Array> {
  yield* parts;
  await clock.sleep(pauseBeforeBreakMs);
  if (connection === undefined) throw new ConnectionResetError("terminated");
  connection.reset();
}
