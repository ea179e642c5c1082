import { once } from "node:events";
import { connect } from "node:net";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../core/clock.ts";
import { createRandom } from "../core/random.ts";
import { operations } from "../contracts/oneroster/operations.ts";
import { createMockOneroster, type MockOneroster } from "./app.ts";
import { profileNamed, profileNames, type ProfileName } from "./profiles/profiles.ts";
import { withName } from "./routes/router.ts";
import { serveMockOneroster } from "./serve.ts";
import { SisActionError } from "./store/actions/action-error.ts";
import { act } from "./testing/act.ts";
import { anyAction } from "./testing/any-action.ts";
import { askToken, testCredentials } from "./testing/ask.ts";
import { gradedWorld } from "./testing/graded-world.ts";

function startMock(profile: ProfileName): MockOneroster {
  return createMockOneroster({
    world: gradedWorld(),
    clock: createVirtualClock(Date.UTC(2026, 8, 1)),
    random: createRandom("fuzz"),
    credentials: testCredentials,
    profile: profileNamed(profile),
  });
}

const roots = [
  "/ims/oneroster/v1p1",
  "/ims/oneroster/rostering/v1p2",
  "/ims/oneroster/gradebook/v1p2",
  "/ims/oneroster/resources/v1p2",
  "/campus/api/oneroster/v1p2/rehearsal/ims/oneroster/gradebook/v1p2",
  "/campus/oauth2/token",
  "/token",
  "/api-reference",
];
const piece = fc.oneof(
  fc.constantFrom(
    "hw-1",
    "alg-1",
    "101",
    "north",
    "%",
    "%2F",
    "..",
    "",
    " ",
    "<script>",
    "%E0%A4%A",
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const pathUnder = (prefixes: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(
        ...roots,
        ...prefixes.flatMap((prefix) => roots.map((root) => prefix + root)),
      ),
      fc.constantFrom(...operations.map((operation) => operation.path), "", "/nothing"),
      fc.array(piece, { minLength: 3, maxLength: 3 }),
    )
    .map(([root, template, ids]) => {
      let index = 0;
      return root + template.replace(/\{\w+\}/g, () => encode(ids[index++ % ids.length] ?? ""));
    });
const name = fc.constantFrom("limit", "offset", "sort", "orderBy", "filter", "fields", "x");
const value = fc.oneof(
  fc.constantFrom(
    "0",
    "-1",
    "1e9",
    "1000000000",
    "99999999999999999999",
    "status='active'",
    "user.sourcedId='x' AND class.sourcedId>'a'",
    "metadata.a.b~''",
    "'",
    "sourcedId",
    "roles.org.sourcedId",
  ),
  fc.string({ maxLength: 40 }),
);
const query = fc
  .array(fc.tuple(name, value), { maxLength: 4 })
  .map((pairs) => new URLSearchParams(pairs).toString());
const requestUnder = (prefixes: readonly string[]) =>
  fc.record({
    method: fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH"),
    path: pathUnder(prefixes),
    query,
    /** A change of the world before the request. */
    action: fc.option(anyAction(), { freq: 8 }),
    isKnown: fc.boolean(),
    type: fc.constantFrom(
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "",
    ),
    body: fc.oneof(
      fc.constantFrom("", "{", "null", "[]", '{"result":{}}', '{"lineItem":[]}'),
      fc.json(),
      fc.string({ maxLength: 60 }),
    ),
  });

/** As a client would send it: half a character cannot be in a URL. */
function encode(text: string): string {
  return /^%[0-9A-F]/.test(text)
    ? text
    : encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "?"));
}

describe.each(profileNames)("under the profile %s", (profile) => {
  it("no request, however odd, is answered with a 5xx", async () => {
    const mock = startMock(profile);
    const [tokenPath = "/token"] = mock.profile.paths.tokenPaths;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: testCredentials.clientId,
      client_secret: testCredentials.clientSecret,
    });
    const scopes = [...new Set(operations.flatMap(({ scopes: all }) => Object.values(all).flat()))];
    form.set("scope", scopes.join(" "));
    const answer: unknown = await (
      await mock.app.request(`${tokenPath}?appName=rehearsal`, { method: "POST", body: form })
    ).json();
    const token =
      typeof answer === "object" && answer !== null && "access_token" in answer
        ? String(answer.access_token)
        : "";
    expect(token).not.toBe("");
    const prefixes = mock.profile.paths.prefixes["1.2"].map((prefix) =>
      withName(prefix, "rehearsal"),
    );
    await fc.assert(
      fc.asyncProperty(requestUnder(prefixes), async (one) => {
        if (one.action !== null) change(mock, one.action);
        const hasBody = !["GET", "HEAD"].includes(one.method);
        const response = await mock.app.request(`${one.path}?${one.query}`, {
          method: one.method,
          headers: {
            ...(one.isKnown ? { Authorization: `Bearer ${token}` } : { Authorization: one.type }),
            ...(one.type === "" ? {} : { "Content-Type": one.type }),
            "x-vendor-authorization": mock.vendorAuthorization ?? "none",
          },
          ...(hasBody ? { body: one.body } : {}),
        });
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});

/** Applies an action where it is possible. */
function change(mock: MockOneroster, action: unknown): void {
  try {
    act(mock.world, action);
  } catch (error) {
    if (!(error instanceof SisActionError)) throw error;
  }
}

describe("over a socket", () => {
  it.each([
    "GET / HTTP/1.1\r\n\r\n",
    "GET /ims/oneroster/v1p1/users?limit=1 HTTP/1.1\r\nHost: \u0000\r\n\r\n",
    "GET http://elsewhere.example/ims/oneroster/v1p1/users HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: xn--a\r\n\r\n",
    "GET /api-reference HTTP/1.1\r\nHost: 1.2.3.4.5\r\n\r\n",
    "POST /token HTTP/1.1\r\nHost: xn--a\r\nContent-Length: 0\r\n\r\n",
    "PUT /ims/oneroster/v1p1/results/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\n{{{",
    "POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
    "NONSENSE\r\n\r\n",
  ])("%j is answered or hung up on, never left waiting", async (text) => {
    await using served = await serveMockOneroster(startMock("standard"), { port: 0 });
    const socket = connect(served.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(text);

    const ended = once(socket, "close");
    const [first] = await Promise.race([once(socket, "data"), ended.then(() => ["closed"])]);
    socket.destroy();

    expect(String(first)).toMatch(/^(?:HTTP\/1\.1 [1-4]\d\d|closed)/);
  });

  it.each([
    ["PUT", "/ims/oneroster/v1p1/results/x", "Content-Length: 200\r\n\r\n{}"],
    ["PUT", "/ims/oneroster/v1p1/results/x", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n"],
    ["POST", "/token", "Content-Length: 200\r\n\r\ngrant_type="],
  ])(
    "%s %s with a body that breaks off is no crash in the journal",
    async (method, target, rest) => {
      const mock = startMock("standard");
      await using served = await serveMockOneroster(mock, { port: 0 });
      const scope = "https://purl.imsglobal.org/spec/or/v1p1/scope/gradebook.createput";
      const authorization = `Authorization: Bearer ${await askToken(mock, scope)}`;
      const socket = connect(served.port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.resume();
      const ended = once(socket, "close");
      socket.end(`${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}\r\n${rest}`);
      await ended;

      await expect.poll(() => mock.journal.requests).toBe(2);
      expect(mock.journal.byStatus).toEqual({ 200: 1, 400: 1 });
    },
  );
});
