import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { HttpRequest, HttpResponse } from "../ports.ts";
import { sendTogether, sendWithRetry } from "./send-with-retry.ts";
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

describe("sendTogether", () => {
  async function sendAll(
    answers: Readonly<Record<string, readonly (number | Error)[]>>,
    tries = 3,
  ) {
    const clock = createVirtualClock(0);
    const sent: string[] = [];
    let underWay = 0;
    let underWayMost = 0;
    const send = async ({ url: to }: HttpRequest): Promise<HttpResponse> => {
      const answer = answers[to]?.[sent.filter((other) => other === to).length] ?? 200;
      sent.push(to);
      underWay += 1;
      underWayMost = Math.max(underWayMost, underWay);
      await Promise.resolve();
      underWay -= 1;
      if (answer instanceof Error) throw answer;
      return { status: answer, headers: { "retry-after": "5" }, body: to };
    };
    const ports = { clock, random: createRandom(1), attemptsMax: tries, send };
    const builds = Object.keys(answers).map((to) => (): HttpRequest => ({
      method: "GET",
      url: to,
      headers: {},
    }));
    const outcome = await sendTogether(ports, builds).catch((error: unknown) => error);
    return { outcome, sent, underWayMost, waitedMs: clock.now() };
  }

  it("sends all at once and gives the answers in order", async () => {
    const got = await sendAll({ a: [], b: [404], c: [] });

    expect(got.underWayMost).toBe(3);
    expect(got.outcome).toMatchObject([{ body: "a" }, { body: "b", status: 404 }, { body: "c" }]);
  });

  it("asks a busy server again one after the other, after one wait for all (F76)", async () => {
    const got = await sendAll({ a: [429], b: [], c: [503], d: [429] });

    expect(got.sent).toEqual(["a", "b", "c", "d", "a", "c", "d"]);
    expect(got.waitedMs).toBe(5_000);
    expect(got.outcome).toMatchObject([{ status: 200 }, { body: "b" }, { body: "c" }, {}]);
  });

  it("tries no request more often than all may be tried", async () => {
    const broken = new Error("ECONNRESET");
    const lost = await sendAll({ a: [broken, broken, broken, broken], b: [] });
    const once = await sendAll({ a: [503], b: [] }, 1);
    const none = await sendAll({ a: [broken] }, 1);

    expect(lost.sent).toEqual(["a", "b", "a", "a"]);
    expect(lost.outcome).toMatchObject({ code: "no-answer" });
    expect(once).toMatchObject({ sent: ["a", "b"], outcome: [{ status: 503 }, {}], waitedMs: 0 });
    expect(none.outcome).toMatchObject({ code: "no-answer" });
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
