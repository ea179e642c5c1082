import { describe, expect, it } from "vitest";
import { ConnectionResetError } from "./connection-reset-error.ts";
import { createFaultyServer } from "./testing/list-server.ts";

const withToken = { headers: { Authorization: "Bearer good" } };

describe("faults in process", () => {
  it("let an answer come late by the clock, with jitter by seed within its bound", async () => {
    const waits: number[] = [];
    const server = createFaultyServer([{ fault: "latency", ms: 100, jitterMs: 50 }]);
    for (let index = 0; index < 50; index += 1) {
      const before = server.clock.now();
      await server.ask("/users");
      waits.push(server.clock.now() - before);
    }

    expect(Math.min(...waits)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(150);
    expect(new Set(waits).size).toBeGreaterThan(10);
  });

  it("end the token in the middle of a pull, so that one page is refused until it is renewed (F75)", async () => {
    const server = createFaultyServer([
      { fault: "token-expires", times: 1, match: { minOffset: 2 } },
    ]);
    const ask = async (path: string): Promise<number> => (await server.ask(path, withToken)).status;

    expect(await ask("/users?limit=2")).toBe(200);
    expect(await ask("/users?limit=2&offset=2")).toBe(401);
    await server.ask("/token", { method: "POST" });
    expect(await ask("/users?limit=2&offset=2")).toBe(200);
  });

  it("break the connection before the request: nothing was carried out", async () => {
    const server = createFaultyServer([{ fault: "connection-reset" }]);
    const answer = server.ask("/results/1", { method: "PUT" });

    await expect(answer).rejects.toThrow(ConnectionResetError);
    await expect(answer).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect(server.calls).toEqual([]);
  });

  it("lose the answer to a write that was carried out (F81)", async () => {
    const server = createFaultyServer([{ fault: "connection-reset", when: "before-answer" }]);

    await expect(server.ask("/results/1", { method: "PUT" })).rejects.toThrow("fetch failed");
    expect(server.calls).toEqual(["PUT /results/1"]);
  });

  it("break the connection in the body, after the share told", async () => {
    const server = createFaultyServer([
      { fault: "connection-reset", when: "mid-body", atShare: 0.25 },
    ]);
    const whole = (await (await createFaultyServer([]).ask("/users")).text()).length;
    const response = await server.ask("/users");
    let received = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of response.body ?? []) received += Buffer.from(chunk).length;
    };

    expect(response.status).toBe(200);
    await expect(read()).rejects.toThrow("terminated");
    expect(received).toBeGreaterThan(whole * 0.2);
    expect(received).toBeLessThan(whole * 0.3);
  });

  it("drip the whole body and nothing else, in the time told", async () => {
    const server = createFaultyServer([{ fault: "slow-drip", bytes: 100, everyMs: 500 }]);
    const plain = await (await createFaultyServer([]).ask("/users")).arrayBuffer();
    const before = server.clock.now();
    const response = await server.ask("/users");

    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(plain));
    expect(response.headers.get("Content-Length")).toBe(String(plain.byteLength));
    expect(server.clock.now() - before).toBe((Math.ceil(plain.byteLength / 100) - 1) * 500);
  });

  it("drip for no longer than told", async () => {
    const server = createFaultyServer([
      { fault: "slow-drip", bytes: 1, everyMs: 1_000, forMs: 5_000 },
    ]);
    const before = server.clock.now();
    await (await server.ask("/users")).text();

    expect(server.clock.now() - before).toBe(5_000);
  });

  it("stop dripping when nobody reads any more", async () => {
    const server = createFaultyServer([{ fault: "slow-drip", bytes: 1, everyMs: 1_000 }]);
    const before = server.clock.now();
    const reader = (await server.ask("/users")).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await reader?.closed;

    expect(server.clock.now() - before).toBeLessThan(3_000);
  });

  it("leave the very bytes of an answer that there is nothing to harm in", async () => {
    const server = createFaultyServer([{ fault: "single-object" }, { fault: "rows-removed" }]);
    server.app.get("/spaced", () => new Response('{ "users" : [ 1.0, 2.0 ] }'));

    expect(await (await server.ask("/spaced")).text()).toBe('{ "users" : [ 1.0, 2.0 ] }');
  });

  it("let an answer without a body be as it is", async () => {
    const server = createFaultyServer([
      { fault: "truncated-json" },
      { fault: "slow-drip" },
      { fault: "connection-reset", when: "mid-body" },
    ]);

    expect((await server.ask("/results/1", { method: "DELETE" })).status).toBe(204);
    expect((await server.ask("/users", { method: "HEAD" })).status).toBe(200);
    expect(server.board.list().map(({ hits }) => hits)).toEqual([0, 0, 0]);
  });
});
