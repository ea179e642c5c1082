import { describe, expect, it } from "vitest";
import { createFaultyServer } from "./testing/list-server.ts";

const name = "Zoë “Ā” 😀";

async function bytesOf(fault: unknown, path = "/users"): Promise<Buffer> {
  const rows = [{ sourcedId: "u0", givenName: name }];
  const response = await createFaultyServer([fault], { rows }).ask(path);
  expect(response.headers.get("Content-Type")).toMatch(/charset=UTF-8/i);
  return Buffer.from(await response.arrayBuffer());
}

describe("bad-encoding", () => {
  it("sends bytes of Latin-1 under a UTF-8 header, and ? for what Latin-1 has not", async () => {
    const bytes = await bytesOf({ fault: "bad-encoding", as: "latin-1" });

    expect(bytes.toString("latin1")).toContain("Zoë ??? ?");
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow(TypeError);
  });

  it("sends UTF-8 that was read as Windows-1252 (F34)", async () => {
    const bytes = await bytesOf({ fault: "bad-encoding" });

    expect(bytes.toString("utf8")).toContain("ZoÃ« â€œÄ€â€\u009d ðŸ˜€");
  });

  it("puts a byte order mark in front", async () => {
    const bytes = await bytesOf({ fault: "bad-encoding", as: "bom" });

    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(JSON.parse(bytes.subarray(3).toString("utf8"))).toMatchObject({
      users: [{ givenName: name }],
    });
  });
});

describe("truncated-json", () => {
  it("ends at the share or byte told, in JSON that nobody can parse", async () => {
    const whole = await bytesOf({ fault: "truncated-json", atShare: 1 });
    const half = await bytesOf({ fault: "truncated-json" });
    const ten = await bytesOf({ fault: "truncated-json", atByte: 10 });

    expect(half).toEqual(whole.subarray(0, Math.floor(whole.length / 2)));
    expect(ten.toString()).toBe('{"users":[');
    expect(() => JSON.parse(half.toString())).toThrow(SyntaxError);
  });

  it("says no length but that of what is left", async () => {
    const server = createFaultyServer([{ fault: "truncated-json", atByte: 1 }]);
    const headers = { "Content-Type": "application/json", "Content-Length": "2" };
    server.app.get("/sized", () => new Response("{}", { headers }));
    const response = await server.ask("/sized");

    expect([await response.text(), response.headers.get("Content-Length")]).toEqual(["{", null]);
  });

  it("leaves what is no JSON alone", async () => {
    const server = createFaultyServer([{ fault: "truncated-json" }]);

    expect(await (await server.ask("/text")).text()).toBe("plain");
    expect(server.board.list()).toMatchObject([{ hits: 0 }]);
  });
});
