import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { readJson } from "../testing/ask.ts";
import { signJwt } from "./jwt.ts";
import { createTokenStore, type TokenForm, type TokenStore } from "./tokens.ts";

const startMs = Date.UTC(2026, 8, 1);

function createStore(form: TokenForm, seed = 1): TokenStore & { pass: (seconds: number) => void } {
  const clock = createVirtualClock(startMs);
  const store = createTokenStore({ clock, random: createRandom(seed), lifeSeconds: 60, form });
  return { ...store, pass: (seconds) => clock.advanceTo(clock.now() + seconds * 1_000) };
}

const partOf = async (token: string, index: number): Promise<unknown> =>
  readJson(new Response(Buffer.from(token.split(".")[index] ?? "", "base64url")));

describe("tokens", () => {
  it.each(["opaque", "jwt"] as const)("open their scopes until they expire: %s", (form) => {
    const store = createStore(form);
    const token = store.issue("me", ["a", "b"]);

    store.pass(59);
    expect(store.find(token)?.scopes).toEqual(new Set(["a", "b"]));
    expect(store.hasExpired(token)).toBe(false);
    store.pass(1);
    expect(store.find(token)).toBeUndefined();
    expect(store.hasExpired(token)).toBe(true);
    expect(store.hasExpired("never issued")).toBe(false);
  });

  it("are forgotten one life after they expired", () => {
    const store = createStore("opaque");
    const token = store.issue("me", []);

    store.pass(119);
    store.issue("me", []);
    expect(store.hasExpired(token)).toBe(true);
    store.pass(1);
    store.issue("me", []);
    expect(store.hasExpired(token)).toBe(false);
    expect(store.issued()).toBe(3);
  });

  it("all end at once when told to, and those issued after that are good", () => {
    const store = createStore("jwt");
    const before = [store.issue("me", ["a"]), store.issue("me", ["a"])];

    store.expireTokens();

    expect(before.map((token) => store.find(token))).toEqual([undefined, undefined]);
    expect(before.map((token) => store.hasExpired(token))).toEqual([true, true]);
    expect(store.find(store.issue("me", ["a"]))).toBeDefined();
  });

  it("do not live longer for being ended twice", () => {
    const store = createStore("opaque");
    const token = store.issue("me", []);
    store.expireTokens();
    store.pass(50);
    store.expireTokens();
    store.pass(10);

    store.issue("me", []);

    expect(store.hasExpired(token)).toBe(false);
  });

  it("live in a bounded number, the oldest ending early", () => {
    const store = createStore("opaque");
    const first = store.issue("me", ["a"]);
    const second = store.issue("me", ["a"]);

    for (let count = 0; count < 9_999; count += 1) store.issue("me", ["a"]);

    expect(store.find(first)).toBeUndefined();
    expect(store.find(second)).toBeDefined();
  });

  it("say as JWT for whom, since when and until when, in whole seconds", async () => {
    const store = createStore("jwt");
    store.pass(0.5);

    const token = store.issue("client-1", []);

    expect(await partOf(token, 0)).toEqual({ alg: "HS256", typ: "JWT" });
    const iat = startMs / 1_000;
    expect(await partOf(token, 1)).toEqual({
      sub: "client-1",
      iat,
      exp: iat + 60,
      jti: expect.any(String),
    });
  });

  it("are signed as JWT with a key of the seed", () => {
    const token = createStore("jwt", 9).issue("me", []);
    const signed = token.slice(0, token.lastIndexOf("."));

    const key = createRandom(9).fork("jwt-key").hex(64);
    const signature = createHmac("sha256", key).update(signed).digest("base64url");
    expect(token).toBe(`${signed}.${signature}`);
  });

  it("are the same for one seed, and differ for another and from each other", () => {
    const three = (seed: number): readonly string[] => {
      const store = createStore("jwt", seed);
      return [1, 2, 3].map(() => store.issue("me", []));
    };

    expect(three(1)).toEqual(three(1));
    expect(new Set([...three(1), ...three(2)]).size).toBe(6);
  });
});

describe("a JWT", () => {
  it("has the bytes of the well-known example of HS256", () => {
    const claims = { sub: "1234567890", name: "John Doe", iat: 1_516_239_022 };

    expect(signJwt(claims, "your-256-bit-secret")).toBe(
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" +
        ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ" +
        ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    );
  });

  it("is signed over both its other parts", () => {
    const [head, body, signature] = signJwt({ a: "ü" }, "k").split(".");

    const own = createHmac("sha256", "k").update(`${head}.${body}`).digest("base64url");
    expect(signature).toBe(own);
  });
});
