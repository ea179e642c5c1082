import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import OAuth from "oauth-1.0a";
import { describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../core/clock.ts";
import { createOAuth1Gate, type OAuth1Gate, type OAuth1Options } from "./oauth1.ts";

const nowSeconds = Date.UTC(2026, 8, 1) / 1_000;
const credentials = { clientId: "sis client", clientSecret: "s3cret &+word" };
const users = "http://sis.test/ims/oneroster/v1p1/users";

const usual = {
  credentials,
  signatureMethods: ["HMAC-SHA1", "HMAC-SHA256"],
  windowSeconds: 300,
} as const;

interface TestGate extends OAuth1Gate {
  readonly clock: VirtualClock;
}

function createGate(options: Partial<OAuth1Options> = {}): TestGate {
  const clock = createVirtualClock(nowSeconds * 1_000);
  return { clock, ...createOAuth1Gate({ ...usual, clock, ...options }) };
}

interface Signing {
  readonly url: string;
  readonly method?: string;
  readonly with?: "HMAC-SHA1" | "HMAC-SHA256";
  readonly nonce?: string;
  readonly timestamp?: number;
  readonly id?: string;
  readonly secret?: string;
}

/** The parameters as the npm library oauth-1.0a makes them: the oracle. */
function sign(signing: Signing): { oauth: OAuth; parameters: OAuth.Authorization } {
  const { url, method = "GET", with: signature_method = "HMAC-SHA256" } = signing;
  const hash = signature_method === "HMAC-SHA1" ? "sha1" : "sha256";
  const oauth = new OAuth({
    consumer: {
      key: signing.id ?? credentials.clientId,
      secret: signing.secret ?? credentials.clientSecret,
    },
    signature_method,
    hash_function: (text, key) => createHmac(hash, key).update(text).digest("base64"),
  });
  oauth.getTimeStamp = () => signing.timestamp ?? nowSeconds;
  if (signing.nonce !== undefined) oauth.getNonce = () => signing.nonce ?? "";
  return { oauth, parameters: oauth.authorize({ url, method }) };
}

function inHeader(signing: Signing): Parameters<OAuth1Gate["check"]>[0] {
  const { oauth, parameters } = sign(signing);
  const authorization = oauth.toHeader(parameters).Authorization;
  return { method: signing.method ?? "GET", url: signing.url, authorization };
}

function inQuery(signing: Signing): Parameters<OAuth1Gate["check"]>[0] {
  const { oauth, parameters } = sign(signing);
  // The library mixes the parameters of the address in.
  const added = Object.entries(parameters)
    .filter(([name]) => name.startsWith("oauth_"))
    .map(([name, value]) => `${name}=${oauth.percentEncode(String(value))}`);
  const glue = signing.url.includes("?") ? "&" : "?";
  const url = `${signing.url}${glue}${added.join("&")}`;
  return { method: signing.method ?? "GET", url, authorization: null };
}

const methods = ["HMAC-SHA1", "HMAC-SHA256"] as const;

describe("OAuth 1", () => {
  it.each([
    ["the filter of the consumer test", `${users}?filter=givenName%3D%27Colin%20Robert%27`],
    ["raw quotes and a raw space", `${users}?filter=givenName%3D'Colin Robert'`],
    ["doubled quotes", `${users}?filter=familyName%3D'O''Neil'`],
    ["brackets", `${users}?filter=name~'(A)*'&roles[]=teacher&roles[]=aide`],
    ["one name twice", `${users}?sort=b&limit=5&sort=a`],
    ["empty values", `${users}?fields=&sort=&limit=5`],
    ["a name alone", `${users}?fields`],
    ["no query", users],
    ["a port and escapes in the path", "http://sis.test:8080/ims/oneroster/v1p1/users/s%2b1'(a)"],
  ])("takes a signature over %s", (_what, url) => {
    const gate = createGate();

    for (const method of methods) {
      expect(gate.check(inHeader({ url, with: method }))).toEqual({ ok: true });
      expect(gate.check(inQuery({ url, with: method }))).toEqual({ ok: true });
    }
  });

  it("takes whatever the library oauth-1.0a signs, in the header and in the query", () => {
    const gate = createGate();
    // The library does not decode names, and forgets an empty value when the name comes again.
    const name = fc
      .stringMatching(/^[a-z_[\].~-]{1,8}$/)
      .filter((text) => !text.startsWith("oauth_"));
    const value = fc.string({ unit: "grapheme", maxLength: 12 });
    const query = fc.array(fc.tuple(name, fc.oneof(value, fc.constantFrom("", "a'b", "(*!) +"))), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(query, fc.constantFrom(...methods), fc.boolean(), (pairs, method, isHeader) => {
        const isEmptyTwice = pairs.some(
          ([key, text]) => text === "" && pairs.filter(([other]) => other === key).length > 1,
        );
        fc.pre(!isEmptyTwice);
        const search = pairs.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join("&");
        const signing = { url: search === "" ? users : `${users}?${search}`, with: method };

        const request = isHeader ? inHeader(signing) : inQuery(signing);

        expect(gate.check(request)).toEqual({ ok: true });
      }),
    );
  });

  it("refuses a signature of which one thing was changed", () => {
    const url = `${users}?limit=5`;
    const signed = inHeader({ url });
    const changed = [
      { ...signed, method: "PUT" },
      { ...signed, url: `${users}?limit=6` },
      { ...signed, url: `${users}?limit=5&limit=5` },
      { ...signed, url: `${users}?limit=5&fields=` },
      { ...signed, url: "http://sis.test/ims/oneroster/v1p1/orgs?limit=5" },
      { ...signed, url: `https://sis.test/ims/oneroster/v1p1/users?limit=5` },
      inHeader({ url, secret: "other" }),
    ];

    const gate = createGate();
    for (const request of changed) {
      expect(gate.check(request)).toEqual({
        ok: false,
        reason: expect.stringContaining("oauth_signature does not fit this request"),
      });
    }
    expect(gate.check(signed)).toEqual({ ok: true });
  });

  it("reads a + in the query as a space, so that signing it as %2B does not pass", () => {
    const sent = `${users}?filter=givenName%3D'Colin+Robert'`;
    const meant = `${users}?filter=givenName%3D'Colin%20Robert'`;

    expect(createGate().check(inHeader({ url: sent })).ok).toBe(false);
    expect(createGate().check({ ...inHeader({ url: meant }), url: sent })).toEqual({ ok: true });
  });

  it("takes only the signature methods that it was given", () => {
    const gate = createGate({ signatureMethods: ["HMAC-SHA1"] });

    expect(gate.check(inHeader({ url: users, with: "HMAC-SHA1" }))).toEqual({ ok: true });
    expect(gate.check(inHeader({ url: users, with: "HMAC-SHA256" }))).toEqual({
      ok: false,
      reason: "oauth_signature_method must be HMAC-SHA1.",
    });
  });

  it("takes timestamps within the window of its clock, both ends included", () => {
    const at = (seconds: number): unknown =>
      createGate().check(inHeader({ url: users, timestamp: nowSeconds + seconds }));

    expect([at(-300), at(300)]).toEqual([{ ok: true }, { ok: true }]);
    expect([at(-301), at(301)]).toEqual([
      {
        ok: false,
        reason:
          "oauth_timestamp is 301 seconds behind this server's clock; 300 seconds are allowed.",
      },
      {
        ok: false,
        reason:
          "oauth_timestamp is 301 seconds ahead of this server's clock; 300 seconds are allowed.",
      },
    ]);
    const strict = createGate({ windowSeconds: 10 });
    expect(strict.check(inHeader({ url: users, timestamp: nowSeconds - 11 })).ok).toBe(false);
  });

  it("takes a nonce once for a timestamp, by whatever way it comes", () => {
    const gate = createGate();
    const replayed = {
      ok: false,
      reason: "oauth_nonce was used before with this oauth_timestamp.",
    };

    expect(gate.check(inHeader({ url: users, nonce: "n" }))).toEqual({ ok: true });
    expect(gate.check(inHeader({ url: users, nonce: "n" }))).toEqual(replayed);
    expect(gate.check(inQuery({ url: `${users}?limit=1`, nonce: "n" }))).toEqual(replayed);
    expect(gate.check(inHeader({ url: users, nonce: "n", timestamp: nowSeconds + 1 })).ok).toBe(
      true,
    );
  });

  it("does not use up the nonce of a request that it did not believe", () => {
    const gate = createGate();

    expect(gate.check(inHeader({ url: users, nonce: "n", secret: "other" })).ok).toBe(false);
    expect(gate.check(inHeader({ url: users, nonce: "n" }))).toEqual({ ok: true });
  });

  it.each([
    ["no OAuth at all", null, "oauth_consumer_key is missing."],
    ["another scheme", "Bearer x", "The Authorization header is not OAuth"],
    ["a repeated name", 'OAuth oauth_nonce="a", oauth_nonce="b"', "The Authorization header is"],
    ["broken escapes", 'OAuth oauth_nonce="%zz"', "The Authorization header is not OAuth"],
    ["an empty list", 'OAuth realm=""', "oauth_consumer_key is missing."],
  ])("says what is wrong with %s", (_what, authorization, reason) => {
    expect(createGate().check({ method: "GET", url: users, authorization })).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });

  it.each([
    [/oauth_nonce="[^"]*"/, 'oauth_nonce=""', "oauth_nonce is missing."],
    [/oauth_nonce="[^"]*"/, `oauth_nonce="${"n".repeat(257)}"`, "oauth_nonce is longer than 256"],
    [/oauth_timestamp="[^"]*"/, 'oauth_timestamp="soon"', "oauth_timestamp is not a number"],
    [/oauth_version="[^"]*"/, 'oauth_version="2.0"', "oauth_version must be 1.0."],
    [/oauth_version="[^"]*"/, 'oauth_token="t"', "oauth_token must be empty"],
    [/oauth_consumer_key="[^"]*"/, 'oauth_consumer_key="x"', "No client has this"],
    [/HMAC-SHA256/, "PLAINTEXT", "oauth_signature_method must be HMAC-SHA1 or HMAC-SHA256."],
  ])("refuses %s replaced by %s", (pattern, replacement, reason) => {
    const signed = inHeader({ url: users });
    const authorization = signed.authorization?.replace(pattern, replacement) ?? null;

    expect(createGate().check({ ...signed, authorization })).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });

  it("refuses parameters in both places, and one twice in the query", () => {
    const signed = inHeader({ url: users });
    const asked = inQuery({ url: users });

    const both = createGate().check({ ...signed, url: asked.url });
    const twice = createGate().check({ ...asked, url: `${String(asked.url)}&oauth_nonce=x` });

    expect(both).toMatchObject({ reason: expect.stringContaining("not both") });
    expect(twice).toMatchObject({ reason: expect.stringContaining("given twice") });
  });

  it("refuses an address that is none", () => {
    const request = { ...inHeader({ url: users }), url: "http://a b/users" };

    expect(createGate().check(request)).toMatchObject({
      reason: expect.stringContaining("address"),
    });
  });

  it("judges any header and query without falling over", () => {
    const gate = createGate();
    const text = fc.string({ unit: "binary", maxLength: 40 });

    fc.assert(
      fc.property(text, text, (header, search) => {
        const url = `${users}?oauth_nonce=${search}`;

        expect(gate.check({ method: "GET", url, authorization: `OAuth ${header}` }).ok).toBe(false);
        expect(gate.check({ method: "GET", url, authorization: null }).ok).toBe(false);
      }),
    );
  });
});
