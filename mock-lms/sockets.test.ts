import { connect } from "node:net";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveMockLms, type ServedMockLms } from "./index.ts";
import {
  createTestLms,
  plainAuthorization,
  testStartMs,
  type TestLms,
} from "./testing/signed-client.ts";
import { firstIds, openSchoolWithSection } from "./testing/small-school.ts";

let lms: TestLms;
let served: ServedMockLms;
/** Has no patience with requests that never end. */
let hasty: ServedMockLms;
let calls = 0;

beforeAll(async () => {
  lms = createTestLms();
  await openSchoolWithSection(lms);
  served = await serveMockLms(lms.lms, { port: 0 });
  hasty = await serveMockLms(lms.lms, { port: 0, requestTimeoutMs: 400 });
});
afterAll(async () => {
  await served.close();
  await hasty.close();
});

function authorization(): string {
  calls += 1;
  return plainAuthorization({ nonce: `s${calls}`, timestamp: testStartMs / 1_000 });
}

/** Sends bytes and gives all that comes back until the connection ends; null when it does not end in time. */
function talk(bytes: string | Buffer, { port } = served): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1");
    const end = (): void => resolve(Buffer.concat(chunks).toString("latin1"));
    socket.setTimeout(5_000, () => {
      resolve(null);
      socket.destroy();
    });
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", end).on("close", end);
    socket.write(bytes);
  });
}

function message(start: string, headers: readonly string[], body: Buffer): Buffer {
  const lines = [start, ...headers, `Content-Length: ${body.length}`, "Connection: close"];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);
}

function statusOf(reply: string | null): number {
  const final = reply?.replace("HTTP/1.1 100 Continue\r\n\r\n", "") ?? "";
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(final)?.[1] ?? Number.NaN);
}

const word = fc.oneof(
  fc.constantFrom("users", "ext", "import", "sections", "schools", "multiget", "enrollments"),
  fc.constantFrom("courses", "gradingperiods", "roles", "me", "..", "%", "%00", "%zz", "-1"),
  fc.constantFrom(String(firstIds.user), String(firstIds.section), String(firstIds.organization)),
  fc.string({ maxLength: 8 }).map(encodeURIComponent),
);
const query = fc.oneof(
  fc.constantFrom("", "?", "?limit=&start=-1", "?uids=1,2", "?update_existing=1", "?role_ids=%zz"),
  fc.string({ maxLength: 12 }).map((text) => `?limit=${encodeURIComponent(text)}`),
);
const header = fc.constantFrom(
  "Accept: text/xml",
  "Accept: application/json;q=0, */*",
  "Accept: ,;q=,,;;",
  "Content-Type: text/xml",
  "Content-Type: application/xml; charset=ISO-8859-1",
  "Content-Type: application/json",
  "Content-Type: \u00ff",
  "Authorization: OAuth realm=",
  "X-Rehearse-Mock: x",
  "Expect: 100-continue",
  "Range: bytes=0-1",
);
const bombs = [
  `<?xml version="1.0"?><!DOCTYPE a [${Array.from({ length: 12 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`).join("")}]><users>&a12;</users>`,
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><users><user><bio>&x;</bio></user></users>',
  "<a>".repeat(20_000),
  `<users>${"<user/>".repeat(60)}</users>`,
  "<users><user><__proto__>1</__proto__></user></users>",
  "<![CDATA[".repeat(5_000),
  "&".repeat(5_000),
  `<a ${"b=".repeat(5_000)}/>`,
];
const body = fc.oneof(
  fc.constantFrom("", "{", "null", "[]", '{"users":{"user":[{},1,null]}}', '"x"', "\u0000"),
  fc.constantFrom(...bombs),
  fc.json(),
  fc.string({ unit: "binary", maxLength: 60 }),
);

describe("over real sockets", () => {
  it("never answers 500 and never lets a connection hang, whatever comes", async () => {
    const method = fc.constantFrom(
      "GET",
      "POST",
      "PUT",
      "DELETE",
      "HEAD",
      "OPTIONS",
      "PATCH",
      "TRACE",
    );
    await fc.assert(
      fc.asyncProperty(
        method,
        fc.array(word, { maxLength: 4 }),
        query,
        fc.array(header, { maxLength: 3 }),
        body,
        async (verb, words, search, headers, sent) => {
          const start = `${verb} /v1/${words.join("/")}${search} HTTP/1.1`;
          const known = ["Host: 127.0.0.1", `Authorization: ${authorization()}`];
          const reply = await talk(message(start, [...known, ...headers], Buffer.from(sent)));

          expect(statusOf(reply)).toBeGreaterThanOrEqual(200);
          expect(statusOf(reply)).toBeLessThan(500);
        },
      ),
      { numRuns: 250 },
    );
    expect((await lms.get("/users")).body).toMatchObject({ total: "3" });
  }, 30_000);

  it("survives bytes that are no HTTP at all", async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((each) => Buffer.from(each));
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        expect(await talk(Buffer.concat([sent, Buffer.from("\r\n\r\n")]), hasty)).not.toBeNull();
      }),
      { numRuns: 40 },
    );
    expect((await lms.get("/roles")).status).toBe(200);
  }, 30_000);

  it.each([
    ["a header", "GET /v1/roles HTTP/1.1\r\nHost: localhost\r\nX: "],
    ["nothing at all", ""],
    ["a body", null],
  ])("ends a connection whose request never ends: %s", async (_what, start) => {
    const half = `POST /v1/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization()}\r\nContent-Length: 100\r\n\r\n{"users"`;

    const reply = await talk(start ?? half, hasty);

    expect(reply).not.toBeNull();
    expect(statusOf(reply)).toBeOneOf([408, Number.NaN]);
  });

  it("bounds a body that does not say how long it is", async () => {
    const head = `POST /v1/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: ${authorization()}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `100000\r\n${"x".repeat(0x10_00_00)}\r\n`;

    const reply = await talk(`${head}${chunk.repeat(9)}0\r\n\r\n`);

    expect(statusOf(reply)).toBeOneOf([413, Number.NaN]);
    expect((await lms.get("/roles")).status).toBe(200);
  });

  it("takes clients that name the real host, and no page of another site", async () => {
    const ask = async (host: string) =>
      statusOf(
        await talk(
          message(
            "GET /v1/roles HTTP/1.1",
            [`Host: ${host}`, `Authorization: ${authorization()}`],
            Buffer.alloc(0),
          ),
        ),
      );

    expect(await ask("api.schoology.com")).toBe(200);
    expect(await ask("evil.test")).toBe(421);
    expect(await ask("1.2.3.4.5")).toBe(400);
  });

  it("refuses in the words of the original when a redirect is followed with the same header", async () => {
    const reply = await fetch(`${served.baseUrl}/users/me`, {
      headers: { authorization: authorization() },
    });

    expect(reply.status).toBe(401);
    expect(await reply.text()).toBe(
      "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.",
    );
  });
});
