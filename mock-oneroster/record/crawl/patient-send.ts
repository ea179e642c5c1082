import type { Clock } from "../../../core/clock.ts";
import { BodyTooLargeError, type HttpRequest, type HttpResponse, type Send } from "./ports.ts";

/** What came of a request. An answer that is no use is none. */
export type Sent = HttpResponse | "no-answer" | "too-large";

/** What a patient sender needs. */
export interface PatientPorts {
  readonly send: Send;
  readonly clock: Clock;
  /** The longest body that is looked at. The sender itself may stop earlier. */
  readonly bodyLengthMax: number;
}

const attemptsMax = 5;
const firstWaitMs = 1_000;
const waitMsMax = 120_000;

/**
 * Sends a request up to five times while the answer is 429, 5xx or none, and waits in between as long as
 * Retry-After says, but never more than two minutes. Gives the last answer, with header names in small letters.
 */
export async function sendPatiently(ports: PatientPorts, request: HttpRequest): Promise<Sent> {
  for (let attempt = 1; ; attempt += 1) {
    const sent = await sendOnce(ports, request);
    if (!mayTryAgain(sent) || attempt === attemptsMax) return sent;
    await ports.clock.sleep(waitMs(attempt, sent, ports.clock.now()));
  }
}

async function sendOnce(ports: PatientPorts, request: HttpRequest): Promise<Sent> {
  try {
    const response = await ports.send(request);
    if (response.body.length > ports.bodyLengthMax) return "too-large";
    const headers = Object.entries(response.headers).map(
      ([name, value]) => [name.toLowerCase(), value] as const,
    );
    return { ...response, headers: Object.fromEntries(headers) };
  } catch (error) {
    return error instanceof BodyTooLargeError ? "too-large" : "no-answer";
  }
}

function mayTryAgain(sent: Sent): boolean {
  if (typeof sent === "string") return sent === "no-answer";
  return sent.status === 429 || (sent.status >= 500 && sent.status !== 501);
}

function waitMs(attempt: number, sent: Sent, nowMs: number): number {
  const asked = typeof sent === "string" ? undefined : readRetryAfter(sent, nowMs);
  return Math.min(asked ?? firstWaitMs * 2 ** (attempt - 1), waitMsMax);
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function readRetryAfter({ headers }: HttpResponse, nowMs: number): number | undefined {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(at - nowMs, 0);
}
