import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { jsonAnswer, sisConnection, sisOf } from "../testing/sis-server.ts";
import { createVirtualClock } from "../../core/clock.ts";
import type { HttpResponse } from "../ports.ts";
import { createSisClient, parseJson, type SisClient } from "./sis-client.ts";

function clientWithToken(token: HttpResponse): SisClient {
  const send = (): Promise<HttpResponse> => Promise.resolve(token);
  const ports = { send, clock: createVirtualClock(0), random: createRandom(1), attemptsMax: 1 };
  return createSisClient(ports, sisConnection, "1.2");
}

describe("createSisClient", () => {
  it("renews a token once and counts each request", async () => {
    const { client, requests } = sisOf((_request, call) =>
      jsonAnswer({}, {}, call === 1 ? 401 : 200),
    );

    const answer = await client.get("/orgs", {});

    expect(answer.status).toBe(200);
    expect(client.requests()).toBe(4);
    expect(requests[0]).toMatchObject({
      method: "POST",
      body: "grant_type=client_credentials",
      headers: { authorization: `Basic ${Buffer.from("id:secret").toString("base64")}` },
    });
  });

  it("fetches one token for all requests that find it ended at once (F75)", async () => {
    const { client, requests } = sisOf(({ headers }) =>
      jsonAnswer({}, {}, headers["authorization"] === "Bearer token-1" ? 401 : 200),
    );

    const answers = await Promise.all(
      ["/orgs", "/users", "/classes"].map((path) => client.get(path, {})),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(2);
    expect(client.requests()).toBe(2 + 3 + 3);
  });

  it("gives up when the renewed token is refused too", async () => {
    const { client } = sisOf(() => jsonAnswer({ imsx_description: "no" }, {}, 401));

    await expect(client.get("/orgs", {})).rejects.toMatchObject({ code: "refused", status: 401 });
    expect(client.requests()).toBe(4);
  });

  it("renews a token shortly before it ends, and not before", async () => {
    const { client, clock } = sisOf(() => jsonAnswer({}));

    await client.get("/orgs", {});
    clock.advanceTo(3_584_999);
    await client.get("/orgs", {});
    expect(client.requests()).toBe(3);

    clock.advanceTo(3_585_000);
    await client.get("/orgs", {});
    expect(client.requests()).toBe(5);
  });

  it.each([
    jsonAnswer({ error: "invalid_client" }, {}, 401),
    jsonAnswer({ access_token: "" }),
    { status: 200, headers: {}, body: "<html>" },
  ])("says that no token was to be had, without the secret", async (answer) => {
    const failure = clientWithToken(answer).get("/orgs", {});

    await expect(failure).rejects.toThrow(/Failed to get a token/);
    await expect(failure).rejects.not.toThrow(/secret\b/);
  });

  it("takes an hour for the life of a token that names none", async () => {
    await expect(
      clientWithToken(jsonAnswer({ access_token: "t", expires_in: "soon" })).get("/orgs", {}),
    ).resolves.toMatchObject({ status: 200 });
  });
});

describe("parseJson", () => {
  it("gives undefined for what is no JSON", () => {
    expect(parseJson("<html>")).toBeUndefined();
  });

  it("puts U+FFFD for half a surrogate pair, and leaves whole ones alone", () => {
    expect(parseJson(String.raw`["\ud800", "\uD83D\uDE00", "a\udc00b", {"x": 1}]`)).toEqual([
      "\ufffd",
      "😀",
      "a\ufffdb",
      { x: 1 },
    ]);
  });
});
