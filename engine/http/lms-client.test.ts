import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { HttpRequest, HttpResponse } from "../ports.ts";
import { lmsConnection, lmsOf } from "../testing/lms-server.ts";
import { createLmsClient } from "./lms-client.ts";

const write = { method: "POST", path: "/users", body: { a: 1 }, rows: 3 } as const;

describe("createLmsClient", () => {
  it.each([{}, { "x-rehearse-mock": "yes" }, { server: "schoology" }])(
    "refuses to write to a server with the headers %j, and sends it nothing but a question",
    async (headers) => {
      const { client, requests } = lmsOf(() => ({ body: {} }), headers);

      await expect(client.write(write)).rejects.toMatchObject({ code: "not-a-mock" });
      expect(requests.map(({ method }) => method)).toEqual(["GET"]);
      expect(client.traffic()).toEqual({ reads: 1, writes: 0, rows: 0 });
    },
  );

  it("writes to a mock, signed, and asks who it is only before the first time", async () => {
    const { client, requests } = lmsOf(() => ({ body: { done: true } }));

    await client.write(write);
    const answer = await client.write(write);

    expect(answer).toEqual({ done: true });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://lms.test/v1/app-user-info",
      "POST https://lms.test/v1/users",
      "POST https://lms.test/v1/users",
    ]);
    expect(requests[1]).toMatchObject({
      body: '{"a":1}',
      headers: {
        "content-type": "application/json",
        authorization: expect.stringMatching(/^OAuth /),
      },
    });
    expect(client.traffic()).toEqual({ reads: 1, writes: 2, rows: 6 });
  });

  it("is not stopped half way by one answer that did not come from the mock itself", async () => {
    const headers: Record<string, string> = { "x-rehearse-mock": "mock-lms" };
    const { client } = lmsOf(() => ({ body: {} }), headers);
    await client.read("/users");
    delete headers["x-rehearse-mock"];

    await expect(client.write(write)).resolves.toEqual({});
  });

  it("does not repeat a call that may have been carried out (F81)", async () => {
    const lost = lmsOf(({ method }) => (method === "GET" ? { body: {} } : new Error("ECONNRESET")));
    const crashed = lmsOf(({ method }) =>
      method === "GET" ? { body: {} } : { status: 500, body: {} },
    );

    await expect(lost.client.write(write)).rejects.toMatchObject({ code: "no-answer" });
    await expect(crashed.client.write(write)).rejects.toMatchObject({ status: 500 });
    expect(lost.client.traffic().writes).toBe(1);
    expect(crashed.client.traffic().writes).toBe(1);
  });

  it("repeats a call that the server did not take (F76)", async () => {
    let posts = 0;
    const { client } = lmsOf(({ method }) => {
      if (method === "GET") return { body: {} };
      posts += 1;
      return { status: posts === 1 ? 429 : 200, body: {} };
    });

    await client.write(write);

    expect(posts).toBe(2);
  });

  it("signs again when the LMS takes a call for a replay, and not when the key is wrong (F82)", async () => {
    const said = [
      "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.",
      "",
    ];
    const posts = await Promise.all(
      said.map(async (body) => {
        const { client, requests } = lmsOf(({ method }) =>
          method === "GET" ? { body: {} } : { status: 401, body },
        );
        await client.write(write).catch(() => undefined);
        return requests.filter(({ method }) => method === "POST").length;
      }),
    );

    expect(posts).toEqual([2, 1]);
  });

  it("says what the LMS says of a refusal", async () => {
    const { client } = lmsOf(({ method }) =>
      method === "GET" ? { body: {} } : { status: 400, body: JSON.stringify("end before start") },
    );

    await expect(client.write(write)).rejects.toThrow(/answered 400: end before start/);
  });

  it("signs each try anew, for a nonce counts once (F82)", async () => {
    let calls = 0;
    const { client, requests } = lmsOf(() => {
      calls += 1;
      return { status: calls === 1 ? 503 : 200, body: {} };
    });

    await client.read("/users");

    const nonces = requests.map(
      ({ headers }) => /nonce="(\w+)"/.exec(headers["authorization"] ?? "")?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
    expect(client.traffic().reads).toBe(2);
  });

  it("gets several paths at once, in order, and fails as one of them does", async () => {
    const { client } = lmsOf((_request, path) =>
      path === "/c" ? { status: 403, body: {} } : { body: { path } },
    );

    await expect(client.readTogether(["/b", "/a"])).resolves.toEqual([
      { path: "/b" },
      { path: "/a" },
    ]);
    await expect(client.readTogether(["/a", "/c"])).rejects.toThrow(/Failed at \/c .* 403/);
    expect(client.traffic().reads).toBe(4);
  });

  it("uses other nonces than the client before it (F82)", async () => {
    const sent: string[] = [];
    const send = ({ headers }: HttpRequest): Promise<HttpResponse> => {
      sent.push(/nonce="(\w+)"/.exec(headers["authorization"] ?? "")?.[1] ?? "");
      return Promise.resolve({ status: 200, headers: {}, body: "{}" });
    };
    const ports = { send, clock: createVirtualClock(0), random: createRandom(1), attemptsMax: 1 };

    await createLmsClient(ports, lmsConnection).readTogether(["/a", "/b"]);
    await createLmsClient(ports, lmsConnection).readTogether(["/a", "/b"]);

    expect(new Set(sent).size).toBe(4);
  });

  it("tells a refusal from an answer that it cannot read, and takes nothing for an empty one", async () => {
    const says = { "/a": { status: 403, body: {} }, "/b": { body: "<html>" }, "/c": { body: "" } };
    const { client } = lmsOf(
      (_request, path) => new Map(Object.entries(says)).get(path) ?? { body: {} },
    );

    await expect(client.read("/a")).rejects.toMatchObject({ code: "refused", status: 403 });
    await expect(client.read("/b")).rejects.toMatchObject({ code: "unreadable" });
    await expect(client.read("/c")).resolves.toEqual({});
  });
});
