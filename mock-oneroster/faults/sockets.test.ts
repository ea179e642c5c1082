import { once } from "node:events";
import { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { describe, expect, it } from "vitest";
import { createSystemClock, type Clock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createFaultBoard } from "./fault-board.ts";
import { SisFault } from "./fault.ts";
import { createListServer, users } from "./testing/list-server.ts";

interface Served extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly calls: readonly string[];
  /** How often the server slept. */
  readonly sleeps: () => number;
}

/** The list server under faults on a real socket, wired as the mock is to be. */
async function serve(...faults: readonly unknown[]): Promise<Served> {
  const { app, calls, expireTokens } = createListServer(users(200));
  let sleeps = 0;
  const system = createSystemClock();
  const clock: Clock = {
    now: () => system.now(),
    sleep: (ms) => {
      sleeps += 1;
      return system.sleep(ms);
    },
  };
  const board = createFaultBoard({ clock, random: createRandom(1), expireTokens });
  for (const fault of faults) board.add(SisFault.parse(fault));
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: (request, env) =>
      board.around(request, { version: "1.1", env }, (inner) => app.fetch(inner, env)),
  });
  if (!(server instanceof Server)) throw new TypeError("That is no HTTP/1.1 server.");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const dispose = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    calls,
    sleeps: () => sleeps,
    [Symbol.asyncDispose]: dispose,
  };
}

interface Ending {
  readonly text: string;
  /** The system's word for a broken connection; undefined after a clean end. */
  readonly code: string | undefined;
}

/** Sends one GET on a bare socket and waits until the connection is over. */
async function askBare({ port }: Served, path: string): Promise<Ending> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  let text = "";
  let code: string | undefined;
  socket.setEncoding("utf8");
  socket.on("data", (chunk) => {
    text += String(chunk);
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    code = error.code;
  });
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return { text, code };
}

/** Waits until a socket has received something. */
async function firstBytes(socket: Socket): Promise<void> {
  await once(socket, "data");
}

/** Whether a server that sleeps every 5 ms while it drips has not slept for 100. */
async function isQuiet({ sleeps }: Served): Promise<boolean> {
  const before = sleeps();
  await createSystemClock().sleep(100);
  return sleeps() === before;
}

// A test process that stalls for 50 ms gets part and reset at once, and libuv makes an end of that.
const untilUnstalled = { retry: 3 };

describe("faults over a socket", () => {
  it("reset the connection before the answer: a reset and not an end", async () => {
    await using served = await serve({ fault: "connection-reset" });

    expect(await askBare(served, "/users")).toEqual({ text: "", code: "ECONNRESET" });
    expect(served.calls).toEqual([]);
    await expect(fetch(`${served.url}/users`)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
  });

  it("reset it after the request was carried out", async () => {
    await using served = await serve({ fault: "connection-reset", when: "before-answer" });

    expect((await askBare(served, "/users")).code).toBe("ECONNRESET");
    expect(served.calls).toEqual(["GET /users"]);
  });

  it(
    "reset it in the middle of a body of which the first part has arrived",
    untilUnstalled,
    async () => {
      await using served = await serve({ fault: "connection-reset", when: "mid-body" });
      const { text, code } = await askBare(served, "/users");

      expect(code).toBe("ECONNRESET");
      expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(text).toContain('"sourcedId":"u1"');
      expect(text).not.toContain('"sourcedId":"u99"');
      const response = await fetch(`${served.url}/users`);
      await expect(response.text()).rejects.toThrow("terminated");
    },
  );

  it("leave the server whole: the next request is answered", async () => {
    await using served = await serve({ fault: "connection-reset", times: 3 });
    for (const _ of [1, 2, 3])
      await expect(fetch(`${served.url}/users`)).rejects.toThrow(TypeError);

    expect((await fetch(`${served.url}/users?limit=1`)).status).toBe(200);
  });

  it("drip: the first bytes are there long before the last", async () => {
    await using served = await serve({ fault: "slow-drip", bytes: 2_000, everyMs: 20 });
    const response = await fetch(`${served.url}/users`);
    const sizes: number[] = [];
    for await (const chunk of response.body ?? []) sizes.push(chunk.length);

    expect(sizes.length).toBeGreaterThan(3);
    expect(response.headers.get("Content-Length")).toBe(
      String(sizes.reduce((sum, size) => sum + size, 0)),
    );
  });

  it("stop dripping when the client goes away", async () => {
    await using served = await serve({ fault: "slow-drip", bytes: 1, everyMs: 5 });
    const socket = connect(served.port, "127.0.0.1");
    socket.write("GET /users HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await firstBytes(socket);
    socket.destroy();

    expect(served.sleeps()).toBeGreaterThan(0);
    await expect.poll(() => isQuiet(served), { timeout: 5_000 }).toBe(true);
  });

  it("drip up to the place where the connection breaks", untilUnstalled, async () => {
    await using served = await serve(
      { fault: "slow-drip", bytes: 1_000, everyMs: 1 },
      { fault: "connection-reset", when: "mid-body", atShare: 0.2 },
    );
    const { text, code } = await askBare(served, "/users");

    expect(code).toBe("ECONNRESET");
    expect(text).toContain('"sourcedId":"u1"');
    expect(served.sleeps()).toBeGreaterThan(2);
  });

  it("end every answer: no client waits without end, whatever the faults", async () => {
    await using served = await serve(
      { fault: "latency", ms: 10, probability: 0.5 },
      { fault: "slow-drip", bytes: 1, everyMs: 1, forMs: 20, probability: 0.5 },
      { fault: "connection-reset", when: "mid-body", probability: 0.3 },
      { fault: "connection-reset", when: "before-answer", probability: 0.2 },
      { fault: "truncated-json", probability: 0.5 },
      { fault: "server-error", body: "empty", probability: 0.2 },
      { fault: "unstable-order", probability: 0.5 },
      { fault: "bad-encoding", probability: 0.5 },
    );
    const ask = async (): Promise<string> => {
      try {
        const response = await fetch(`${served.url}/users?limit=10`, {
          signal: AbortSignal.timeout(10_000),
        });
        await response.arrayBuffer();
        return "answered";
      } catch (error) {
        return error instanceof TypeError ? "broken" : String(error);
      }
    };
    const endings = await Promise.all(Array.from({ length: 60 }, ask));

    expect(new Set(endings)).toEqual(new Set(["answered", "broken"]));
  });

  it("ask the server for other rows with the headers of the client", async () => {
    const drift = { fault: "rows-removed", rows: 2 };
    await using served = await serve(drift, { fault: "token-expires" });
    const path = "/users?limit=1&offset=4";
    const withToken = await fetch(`${served.url}${path}`, {
      headers: { Authorization: "Bearer good" },
    });
    const without = await fetch(`${served.url}${path}`);

    expect(withToken.status).toBe(401);
    expect(await without.text()).toContain('"sourcedId":"u6"');
    expect(served.calls).toEqual(Array(2).fill("GET /users?limit=1&offset=6"));
  });

  it("cut JSON short in an answer that HTTP finds whole", async () => {
    await using served = await serve({ fault: "truncated-json", atByte: 20 });
    const response = await fetch(`${served.url}/users`);

    expect(response.headers.get("Content-Length")).toBe("20");
    expect(await response.text()).toBe('{"users":[{"sourcedI');
  });
});
