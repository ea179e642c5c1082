import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createFaultBoard } from "./fault-board.ts";
import { SisFault } from "./fault.ts";
import { createFaultyServer } from "./testing/list-server.ts";

const failing = { fault: "server-error", status: 500 };

async function statuses(faults: readonly unknown[], count: number, seed = 1): Promise<number[]> {
  const server = createFaultyServer(faults, { seed });
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await server.ask("/users")).status);
  return seen;
}

describe("createFaultBoard", () => {
  it("hands the very answer through when no fault matches, no promise made", () => {
    const board = createFaultBoard({
      clock: createVirtualClock(0),
      random: createRandom(1),
      expireTokens: () => {},
    });
    const request = new Request("http://sis/users");
    const response = new Response("x");
    const around = (): unknown =>
      board.around(request, {}, (inner) => (inner === request ? response : Response.error()));

    expect(around()).toBe(response);
    board.add(SisFault.parse({ ...failing, match: { path: "**/classes" } }));
    expect(around()).toBe(response);
  });

  it("hits from the first matching request for so many times", async () => {
    expect(await statuses([{ ...failing, times: 2 }], 4)).toEqual([500, 500, 200, 200]);
    expect(await statuses([{ ...failing, after: 1, times: 1 }], 3)).toEqual([200, 500, 200]);
    expect(await statuses([{ ...failing, match: { from: 2, until: 3 } }], 4)).toEqual([
      200, 500, 500, 200,
    ]);
  });

  it.each([
    ["method", { method: "PUT" }, "/users", false],
    ["method", { method: "GET" }, "/users", true],
    ["path", { path: "**/users" }, "/users", true],
    ["path", { path: "**/users" }, "/users/u1", false],
    ["path as decoded", { path: "**/s+1" }, "/users/s%2B1", true],
    ["query", { query: "limit=5" }, "/users?limit=50", true],
    ["query as decoded", { query: "status='active'" }, "/users?filter=status%3D%27active%27", true],
    ["query", { query: "limit=5" }, "/users", false],
    ["version", { version: "1.1" }, "/users", true],
    ["version", { version: "1.2" }, "/users", false],
    ["service", { service: "rostering" }, "/users", true],
    ["service", { service: "gradebook" }, "/users", false],
    ["offset", { minOffset: 1 }, "/users?limit=2", false],
    ["offset", { minOffset: 2 }, "/users?limit=2&offset=2", true],
    ["all that is named", { path: "**/users", version: "1.2" }, "/users", false],
  ])("matches by %s: %j and %s", async (_name, match, path, isHit) => {
    const server = createFaultyServer([{ ...failing, match }]);

    expect((await server.ask(path)).status === 500).toBe(isHit);
    expect(server.board.list()).toMatchObject([{ seen: isHit ? 1 : 0, hits: isHit ? 1 : 0 }]);
  });

  it("lists what is there with counts, and forgets what is removed", async () => {
    const server = createFaultyServer([
      { ...failing, probability: 0 },
      { fault: "empty-page", match: { path: "**/users" } },
    ]);
    await server.ask("/users");
    await server.ask("/text");

    expect(server.board.list()).toMatchObject([
      { id: "fault-1", fault: { fault: "server-error" }, seen: 2, hits: 0 },
      { id: "fault-2", fault: { fault: "empty-page" }, seen: 1, hits: 1 },
    ]);
    expect(server.board.remove("fault-2")).toBe(true);
    expect(server.board.remove("fault-2")).toBe(false);
    expect(server.board.list()).toHaveLength(1);
    server.board.clear();
    expect(server.board.list()).toEqual([]);
    expect(server.board.add(SisFault.parse(failing))).toBe("fault-3");
  });

  it("draws by seed: as often as the probability says, and the same again", async () => {
    const hits = (await statuses([{ ...failing, probability: 0.25 }], 2_000)).filter(
      (status) => status === 500,
    ).length;

    expect(hits).toBeGreaterThan(400);
    expect(hits).toBeLessThan(600);
  });

  it("draws for one fault whatever other faults are there", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, other) => {
          const fault = { ...failing, probability: 0.5 };
          const alone = await statuses([fault], 20, seed);
          const noise = { fault: "latency", ms: 1, probability: other };

          expect(await statuses([fault, noise, noise], 20, seed)).toEqual(alone);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("spends a fault only where there was something to harm", async () => {
    const server = createFaultyServer([
      { fault: "empty-page", times: 1 },
      { fault: "token-expires", times: 1 },
    ]);
    await server.ask("/token", { method: "POST" });
    await server.ask("/text");

    expect(await server.ids("/users")).toEqual([]);
    expect(await server.ids("/users")).toHaveLength(10);
    expect(server.board.list()).toMatchObject([
      { seen: 4, hits: 1 },
      { seen: 4, hits: 0 },
    ]);
  });

  it("lets one stand-in answer at a time, so that the second follows the first", async () => {
    const faults = [
      { ...failing, times: 1 },
      { fault: "too-many-requests", times: 1 },
    ];

    expect(await statuses(faults, 3)).toEqual([500, 429, 200]);
  });

  it("does not let two requests at once spend a fault twice", async () => {
    const server = createFaultyServer([{ fault: "empty-page", times: 1 }]);
    const pages = await Promise.all(["/users", "/users", "/users"].map((path) => server.ids(path)));

    expect(pages.filter((ids) => ids.length === 0)).toHaveLength(1);
  });

  it("combines faults of one answer in a fixed order, in whichever order they were added", async () => {
    const faults = [
      { fault: "missing-rows", sourcedIds: ["u0", "u1"] },
      { fault: "null-fields", fields: ["givenName"] },
      { fault: "wrong-total", total: "page-size" },
      { fault: "single-object", when: "always" },
      { fault: "bad-encoding", as: "bom" },
    ];
    const answer = async (some: readonly unknown[]): Promise<string> => {
      const response = await createFaultyServer(some).ask("/users?limit=3");
      expect(response.headers.get("X-Total-Count")).toBe("1");
      return Buffer.from(await response.arrayBuffer()).toString("latin1");
    };
    const text = await answer(faults);

    expect(text.slice(0, 3)).toBe("ï»¿");
    expect(JSON.parse(text.slice(3))).toMatchObject({
      users: { sourcedId: "u2", givenName: null },
    });
    expect(await answer(faults.toReversed())).toBe(text);
  });

  it("gives the same bytes for the same seed and requests, and others for another seed", async () => {
    const faults = [
      { fault: "server-error", probability: 0.2 },
      { fault: "unstable-order", reach: 3 },
      { fault: "missing-rows", share: 0.3 },
      { fault: "duplicate-rows", share: 0.3, probability: 0.5 },
      { fault: "wrong-types", share: 0.5 },
      { fault: "null-fields", share: 0.5 },
      { fault: "rows-removed", probability: 0.5 },
      { fault: "latency", ms: 10, jitterMs: 100 },
    ];
    const play = async (seed: number): Promise<string> => {
      const server = createFaultyServer(faults, { seed });
      const bodies: string[] = [];
      for (const offset of [0, 3, 6, 9, 0, 3, 6, 9]) {
        const response = await server.ask(`/users?limit=3&offset=${offset}`);
        bodies.push(`${response.status} ${await response.text()}`);
      }
      return `${bodies.join("\n")}\n${server.clock.now()}`;
    };

    expect(await play(7)).toBe(await play(7));
    expect(await play(8)).not.toBe(await play(7));
  });
});
