import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import OAuth from "oauth-1.0a";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createMemoryStore, createMockLms, type MockLms, type MockLmsOptions } from "../index.ts";
import { plainAuthorization, testCredentials, testStartMs } from "../testing/signed-client.ts";

const nowSeconds = testStartMs / 1_000;
const root = "http://lms.test/v1";

function createLms(
  credentials = testCredentials,
  rest: Pick<MockLmsOptions, "signing" | "clock"> = { clock: createVirtualClock(testStartMs) },
): MockLms {
  return createMockLms({
    store: createMemoryStore(),
    ...rest,
    random: createRandom(1),
    credentials,
  });
}

function signed(by: Partial<Parameters<typeof plainAuthorization>[0]>): string {
  return plainAuthorization({ nonce: "a", timestamp: nowSeconds, ...by });
}

async function ask(lms: MockLms, authorization: string, url = `${root}/app-user-info`) {
  const reply = await lms.app.request(url, { headers: { authorization } });
  return { status: reply.status, text: await reply.text() };
}

/** A header as the npm library oauth-1.0a makes it. */
function libraryHeader(
  request: { readonly url: string; readonly method: string },
  options: { readonly credentials?: typeof testCredentials; readonly realm?: string } = {},
): string {
  const { consumerKey, consumerSecret } = options.credentials ?? testCredentials;
  const oauth = new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: "HMAC-SHA1",
    hash_function: (text, key) => createHmac("sha1", key).update(text).digest("base64"),
    ...(options.realm === undefined ? {} : { realm: options.realm }),
  });
  oauth.getTimeStamp = () => nowSeconds;
  return oauth.toHeader(oauth.authorize(request)).Authorization;
}

describe("oauth 1.0a", () => {
  it("lets PLAINTEXT in, with whatever realm and with or without the empty token", async () => {
    const lms = createLms();
    const header = plainAuthorization({ nonce: "a", timestamp: nowSeconds });
    const bare = plainAuthorization({ nonce: "b", timestamp: nowSeconds })
      .replace('realm="Schoology API"', 'realm=""')
      .replace('oauth_token="", ', "");

    expect((await ask(lms, header)).status).toBe(200);
    expect((await ask(lms, bare)).status).toBe(200);
  });

  it("accepts every HMAC-SHA1 signature that the library oauth-1.0a makes", async () => {
    const lms = createLms();
    // The library does not decode names and keeps one value per name: names here are plain and differ.
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    const pairs = fc.uniqueArray(fc.tuple(name, text), {
      maxLength: 4,
      selector: ([each]) => each,
    });
    await fc.assert(
      fc.asyncProperty(pairs, async (query) => {
        const search = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
        const url = `${root}/roles${search === "" ? "" : `?${search}`}`;

        const reply = await ask(lms, libraryHeader({ url, method: "GET" }, { realm: "x" }), url);

        expect(reply.status).toBe(200);
      }),
    );
  });

  it("accepts secrets that need escaping", async () => {
    const credentials = { consumerKey: "k&=", consumerSecret: "s %&!'é" };
    const lms = createLms(credentials);
    const url = `${root}/roles?limit=5`;

    expect(
      (await ask(lms, libraryHeader({ url, method: "GET" }, { credentials }), url)).status,
    ).toBe(200);
  });

  it("rejects a signature made for another method, path or query", async () => {
    const lms = createLms();
    const url = `${root}/roles?limit=5`;

    const replies = [
      await ask(lms, libraryHeader({ url, method: "POST" }), url),
      await ask(lms, libraryHeader({ url: `${root}/users?limit=5`, method: "GET" }), url),
      await ask(lms, libraryHeader({ url: `${root}/roles?limit=6`, method: "GET" }), url),
    ];

    expect(replies).toEqual(Array.from({ length: 3 }, () => ({ status: 401, text: "" })));
  });

  it("rejects a replay with the words of the original", async () => {
    const lms = createLms();
    const header = plainAuthorization({ nonce: "once", timestamp: nowSeconds });
    await ask(lms, header);

    expect(await ask(lms, header)).toEqual({
      status: 401,
      text: "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.",
    });
  });

  it("calls it a replay when a redirect is followed with the same header (F82)", async () => {
    const lms = createLms();
    const url = `${root}/users/me`;
    const header = libraryHeader({ url, method: "GET" });

    const first = await lms.app.request(url, { headers: { authorization: header } });
    const location = first.headers.get("location") ?? "";
    const followed = await ask(lms, header, location);
    const signedAnew = await ask(lms, libraryHeader({ url: location, method: "GET" }), location);

    expect([first.status, await first.text()]).toEqual([303, ""]);
    expect(followed.status).toBe(401);
    expect(followed.text).toMatch(/^Duplicate timestamp\/nonce combination/);
    expect(signedAnew.status).toBe(200);
  });

  it("takes signatures for the real host, wherever the client connects to", async () => {
    const lms = createLms();
    const path = "/v1/users?school_uids=a%20b&limit=5";
    const real = libraryHeader({ url: `https://api.schoology.com${path}`, method: "GET" });
    const other = libraryHeader({ url: `https://lms.example.org${path}`, method: "GET" });

    expect((await ask(lms, real, `http://127.0.0.1:4020${path}`)).status).toBe(200);
    expect(await ask(lms, other, `http://127.0.0.1:4020${path}`)).toEqual({
      status: 401,
      text: "",
    });
  });

  it("takes signatures for the origins that it is told, and then for those only", async () => {
    const lms = createLms(testCredentials, {
      clock: createVirtualClock(testStartMs),
      signing: { origins: ["https://lms.example.org"] },
    });
    const sign = (origin: string) => libraryHeader({ url: `${origin}/v1/roles`, method: "GET" });

    expect((await ask(lms, sign("https://lms.example.org"), `${root}/roles`)).status).toBe(200);
    expect((await ask(lms, sign("https://api.schoology.com"), `${root}/roles`)).status).toBe(401);
  });

  it("calls a timestamp a replay that lies far before a later one, not one that was overtaken", async () => {
    const lms = createLms();
    const at = (offset: number) =>
      plainAuthorization({ nonce: `at${offset}`, timestamp: nowSeconds + offset });

    expect((await ask(lms, at(0))).status).toBe(200);
    expect((await ask(lms, at(-60))).status).toBe(200);
    expect((await ask(lms, at(-61))).text).toMatch(/^Duplicate timestamp/);
  });

  it("is not locked up by a client whose clock is ahead", async () => {
    const lms = createLms();
    const at = (offset: number) =>
      plainAuthorization({ nonce: `at${offset}`, timestamp: nowSeconds + offset });

    expect((await ask(lms, at(299))).status).toBe(200);
    expect((await ask(lms, at(-30))).status).toBe(200);
  });

  it.each([
    [0, -1, 401],
    [Infinity, -299, 200],
  ])("reads the rule of timestamps as told: %d seconds back", async (limit, offset, status) => {
    const lms = createLms(testCredentials, {
      clock: createVirtualClock(testStartMs),
      signing: { backwardsSecondsMax: limit },
    });
    await ask(lms, plainAuthorization({ nonce: "first", timestamp: nowSeconds }));

    const later = plainAuthorization({ nonce: "second", timestamp: nowSeconds + offset });

    expect((await ask(lms, later)).status).toBe(status);
  });

  it.each(['"a, b=\\"c\\", 100%"', '""', '"Schoology API"'])(
    "takes the realm %s",
    async (realm) => {
      const header = plainAuthorization({ nonce: "a", timestamp: nowSeconds });

      const reply = await ask(createLms(), header.replace('"Schoology API"', realm));

      expect(reply.status).toBe(200);
    },
  );

  it("does not remember the nonce of a request that it did not believe", async () => {
    const lms = createLms();
    const by = { nonce: "n", timestamp: nowSeconds };
    await ask(lms, plainAuthorization({ ...by, signature: "wrong%26" }));

    expect((await ask(lms, plainAuthorization(by))).status).toBe(200);
  });

  it.each([
    ["no header", "unsigned", ""],
    ["another scheme", "unsigned", "Bearer token"],
    ["broken escapes", "unsigned", signed({ nonce: "%zz" })],
    ["a wrong key", "unknown-key", signed({ key: "other" })],
    ["a wrong secret", "bad-signature", signed({ signature: "x%26" })],
    ["another method", "bad-signature", signed({}).replace("PLAINTEXT", "RSA-SHA1")],
    ["an old timestamp", "timestamp-off", signed({ timestamp: nowSeconds - 301 })],
    ["a future timestamp", "timestamp-off", signed({ timestamp: nowSeconds + 301 })],
    ["no nonce", "bad-nonce", signed({ nonce: "" })],
    ["an endless nonce", "bad-nonce", signed({ nonce: "n".repeat(300) })],
    ["a three-legged token", "with-token", signed({}).replace('oauth_token=""', 'oauth_token="t"')],
    ["version 2", "other-version", signed({}).replace('version="1.0"', 'version="2.0"')],
  ])("answers %s with an empty 401, and says %s in the journal", async (_what, why, header) => {
    const lms = createLms();

    expect(await ask(lms, header)).toEqual({ status: 401, text: "" });

    expect(lms.journal.entries()).toMatchObject([{ status: 401, unauthorized: why }]);
  });

  it("says in the journal which rule made it a replay, and nothing of a call that was let in", async () => {
    const lms = createLms();

    await ask(lms, signed({}));
    await ask(lms, signed({}));
    await ask(lms, signed({ nonce: "b", timestamp: nowSeconds - 61 }));

    const page = await lms.app.request("http://lms.test/journal");
    const entries = lms.journal.entries();
    expect(entries[0]).not.toHaveProperty("unauthorized");
    expect(entries.slice(1)).toMatchObject([
      { unauthorized: "used-nonce" },
      { unauthorized: "timestamp-backwards" },
    ]);
    expect(await page.text()).toContain("401 used-nonce");
  });

  it("asks for a signature on paths that do not exist, too", async () => {
    const lms = createLms();

    expect((await ask(lms, "", `${root}/nothing`)).status).toBe(401);
  });
});
