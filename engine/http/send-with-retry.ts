import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { HttpRequest, HttpResponse, Send } from "../ports.ts";
import { RequestError } from "./errors.ts";
import { isRetryable, waitMsBefore, wasRefused } from "./retry-timing.ts";

/** What a patient sender needs. */
export interface RetryPorts {
  readonly send: Send;
  readonly clock: Clock;
  readonly random: Random;
  readonly attemptsMax: number;
}

/**
 * Sends a request up to `attemptsMax` times while the answer is 429, 5xx or none at all.
 *
 * `build` makes the request anew for each try, because a signature may be used only once (F82). A request
 * that changes something is repeated only when the server said that it did not take it (429, 503): after a
 * lost answer or a crash nobody knows whether it was carried out, and the next sync finds out (F81).
 * Returns the last answer, whatever its status.
 *
 * @throws RequestError `no-answer` when no try got an answer
 */
export async function sendWithRetry(
  ports: RetryPorts,
  build: () => HttpRequest,
  kind: "repeatable" | "changes-something" = "repeatable",
): Promise<HttpResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const { request, response, cause } = await tryOnce(ports.send, build());
    const status = response?.status ?? 0;
    const mayRepeat = kind === "repeatable" ? isRetryable(status) : wasRefused(status);
    const isLast = !mayRepeat || attempt >= ports.attemptsMax;
    if (response !== undefined && isLast) return response;
    if (isLast) throw noAnswer(request, cause);
    await ports.clock.sleep(
      waitMsBefore(attempt, response?.headers["retry-after"], ports.random.next()),
    );
  }
}

/**
 * Sends requests that may be repeated all at once, and gives their last answers in the same order.
 *
 * What the server was too busy for, it is asked again one after the other and after one wait for all: a server
 * that is at its limit is not pressed, and the time that passes does not depend on who was answered first.
 *
 * @throws RequestError `no-answer` when no try of a request got an answer
 */
export async function sendTogether(
  ports: RetryPorts,
  builds: readonly (() => HttpRequest)[],
): Promise<readonly HttpResponse[]> {
  const firsts = await Promise.all(
    builds.map(async (build) => ({ build, ...(await tryOnce(ports.send, build())) })),
  );
  const busy = ports.attemptsMax > 1 ? firsts.filter(isBusy) : [];
  if (busy.length > 0) await ports.clock.sleep(longestWaitMs(busy, ports.random.next()));
  const answers: HttpResponse[] = [];
  for (const first of firsts) {
    if (busy.includes(first)) {
      const fewer = { ...ports, attemptsMax: ports.attemptsMax - 1 };
      answers.push(await sendWithRetry(fewer, first.build));
      continue;
    }
    if (first.response === undefined) throw noAnswer(first.request, first.cause);
    answers.push(first.response);
  }
  return answers;
}

function isBusy({ response }: Attempt): boolean {
  return isRetryable(response?.status ?? 0);
}

function longestWaitMs(attempts: readonly Attempt[], jitter: number): number {
  return Math.max(
    ...attempts.map(({ response }) => waitMsBefore(1, response?.headers["retry-after"], jitter)),
  );
}

interface Attempt {
  readonly request: HttpRequest;
  readonly response: HttpResponse | undefined;
  readonly cause: unknown;
}

async function tryOnce(send: Send, request: HttpRequest): Promise<Attempt> {
  try {
    return { request, response: await send(request), cause: undefined };
  } catch (error) {
    return { request, response: undefined, cause: error };
  }
}

/** What of a URL may be shown: never its query. The settings may hold what is no URL at all. */
function addressOf(url: string): { readonly host: string; readonly pathname: string } {
  return URL.canParse(url)
    ? new URL(url)
    : { host: "no such host", pathname: url.split("?")[0] ?? "" };
}

function noAnswer(request: HttpRequest, cause: unknown): RequestError {
  const { host, pathname } = addressOf(request.url);
  return new RequestError(
    {
      code: "no-answer",
      status: 0,
      message: `Failed to ${request.method} ${pathname}: ${host} gave no answer. Check that the server runs and can be reached.`,
    },
    { cause },
  );
}
