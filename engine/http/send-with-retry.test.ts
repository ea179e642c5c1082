import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { HttpRequest, HttpResponse } from "../ports.ts";
import { sendWithRetry } from "./send-with-retry.ts";
import { waitMsBefore } from "./retry-timing.ts";

const url = "https://sis.test/users?secret=1";
const answered = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: "",
});

async function tryWith(answers: readonly (HttpResponse | Error)[], from = url) {
  const clock = createVirtualClock(0);
  const built: HttpRequest[] = [];
  const ports = {
    clock,
    random: createRandom(1),
    attemptsMax: 3,
    send: () => {
      const answer = answers[Math.min(built.length, answers.length) - 1];
      return answer instanceof Error || answer === undefined
        ? Promise.reject(answer ?? new Error("nothing"))
        : Promise.resolve(answer);
    },
  };
  const outcome = await sendWithRetry(ports, () => {
    const request = { method: "GET", url: from, headers: { nonce: String(built.length) } } as const;
    built.push(request);
    return request;
  }).catch((error: unknown) => error);
  return { outcome, waitedMs: clock.now(), tries: built.length, built };
}

describe("sendWithRetry", () => {
  it.each([200, 207, 400, 401, 404])("takes the status %i for an answer", async (status) => {
    expect(await tryWith([answered(status)])).toMatchObject({ tries: 1, waitedMs: 0 });
  });

  it.each([429, 500, 502, 503])("tries again after the status %i", async (status) => {
    const got = await tryWith([answered(status), answered(200)]);

    expect(got).toMatchObject({ tries: 2, outcome: { status: 200 } });
    expect(got.waitedMs).toBeGreaterThanOrEqual(500);
  });

  it("makes each try anew, because a signature counts once (F82)", async () => {
    const { built } = await tryWith([answered(500), answered(500), answered(200)]);

    expect(built.map(({ headers }) => headers["nonce"])).toEqual(["0", "1", "2"]);
  });

  it("gives the last answer when tries run out", async () => {
    expect(await tryWith([answered(503)])).toMatchObject({ tries: 3, outcome: { status: 503 } });
  });

  it("waits as long as Retry-After says", async () => {
    const got = await tryWith([answered(429, { "retry-after": "7" }), answered(200)]);

    expect(got.waitedMs).toBe(7_000);
  });

  it("tries again when no answer came, and then says whom it asked but not what for", async () => {
    const { outcome, tries } = await tryWith([new Error("ECONNRESET")]);

    expect(tries).toBe(3);
    expect(outcome).toMatchObject({ code: "no-answer", cause: new Error("ECONNRESET") });
    expect(String(outcome)).toMatch(/GET \/users: sis\.test gave no answer/);
    expect(String(outcome)).not.toMatch(/secret/);
  });

  it("names what is no URL at all", async () => {
    const { outcome } = await tryWith([new Error("Invalid URL")], "sis?secret=1");

    expect(outcome).toMatchObject({ code: "no-answer" });
    expect(String(outcome)).not.toMatch(/secret/);
  });
});

describe("waitMsBefore", () => {
  it("doubles, with up to a quarter of jitter, to a minute at most", () => {
    expect([1, 2, 3, 20].map((attempt) => waitMsBefore(attempt, undefined, 0))).toEqual([
      500, 1_000, 2_000, 60_000,
    ]);
    expect(waitMsBefore(1, undefined, 0.999)).toBe(625);
  });

  it("lets Retry-After win when it is a number of seconds, to a minute at most", () => {
    expect(waitMsBefore(1, " 3 ", 0)).toBe(3_000);
    expect(waitMsBefore(1, "99999", 0)).toBe(60_000);
    expect(waitMsBefore(1, "Wed, 21 Oct 2026 07:28:00 GMT", 0)).toBe(500);
  });
});
