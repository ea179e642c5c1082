import { describe, expect, it } from "vitest";
import { StatusInfoV1p1, StatusInfoV1p2 } from "../../contracts/oneroster/status-info.ts";
import { SisFault } from "./fault.ts";
import { standInFor, type StandInFault } from "./stand-in.ts";
import { createFaultyServer } from "./testing/list-server.ts";

const nowMs = Date.UTC(2026, 8, 1, 12, 0, 0, 1);

function standIn(fault: unknown, version: "1.1" | "1.2" | undefined = "1.1"): Response {
  const parsed = SisFault.parse(fault);
  if (!isStandIn(parsed)) throw new TypeError("That fault does not stand in.");
  return standInFor(parsed, { version, nowMs });
}

function isStandIn(fault: SisFault): fault is StandInFault {
  return ["too-many-requests", "server-error", "html-instead-of-json"].includes(fault.fault);
}

describe("a stand-in", () => {
  it("says 429 with Retry-After in seconds, as a date no earlier than that, or not at all", () => {
    const fault = { fault: "too-many-requests", retryAfterSeconds: 5 };

    expect(standIn(fault).status).toBe(429);
    expect(standIn(fault).headers.get("Retry-After")).toBe("5");
    expect(standIn({ ...fault, retryAfterAs: "http-date" }).headers.get("Retry-After")).toBe(
      "Tue, 01 Sep 2026 12:00:06 GMT",
    );
    expect(standIn({ ...fault, retryAfterAs: "none" }).headers.has("Retry-After")).toBe(false);
  });

  it.each(["too-many-requests", "server-error"])(
    "speaks as the version does: %s",
    async (fault) => {
      expect(StatusInfoV1p1.safeParse(await standIn({ fault }).json()).success).toBe(true);
      expect(StatusInfoV1p2.safeParse(await standIn({ fault }, "1.2").json()).success).toBe(true);
    },
  );

  it("fails with the status asked for and with no more headers than asked for", () => {
    const plain = standIn({ fault: "server-error", status: 502 });
    const patient = standIn({ fault: "server-error", retryAfterSeconds: 9 });

    expect([plain.status, plain.headers.get("Retry-After")]).toEqual([502, null]);
    expect([patient.status, patient.headers.get("Retry-After")]).toEqual([503, "9"]);
  });

  it("has an empty body or a page when asked to", async () => {
    const empty = standIn({ fault: "server-error", body: "empty" });
    const page = standIn({ fault: "server-error", status: 504, body: "html" });

    expect([await empty.text(), empty.headers.get("Content-Type")]).toEqual(["", null]);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(await page.text()).toContain("504 Gateway Timeout");
  });

  it("shows a sign-in page with 200, and the page of a gateway otherwise", async () => {
    const signIn = standIn({ fault: "html-instead-of-json" });
    const gateway = standIn({ fault: "html-instead-of-json", status: 502 });

    expect([signIn.status, signIn.headers.get("Content-Type")]).toEqual([
      200,
      "text/html; charset=UTF-8",
    ]);
    expect(await signIn.text()).toContain("<h1>Sign In</h1>");
    expect(gateway.status).toBe(502);
    expect(await gateway.text()).toContain("502 Bad Gateway");
  });

  it("answers instead of the server, which is not asked", async () => {
    const server = createFaultyServer([{ fault: "html-instead-of-json" }]);
    await server.ask("/users");

    expect(server.calls).toEqual([]);
  });
});

describe("stale-cache", () => {
  it("repeats the previous answer to the same URL, although the data changed", async () => {
    const server = createFaultyServer([{ fault: "stale-cache", times: 2 }]);
    const before = await (await server.ask("/users?limit=2")).text();
    server.rows.splice(0, 5);

    const again = await server.ask("/users?limit=2");
    expect(again.headers.get("X-Total-Count")).toBe("10");
    expect(await again.text()).toBe(before);
    expect(await server.ids("/users?limit=3")).toEqual(["u5", "u6", "u7"]);
    expect(await (await server.ask("/users?limit=2")).text()).toBe(before);
    expect(await server.ids("/users?limit=2")).toEqual(["u5", "u6"]);
  });

  it("does not remember a page that drifted", async () => {
    const drift = { fault: "rows-removed", rows: 3, times: 1 };
    const server = createFaultyServer([drift, { fault: "stale-cache" }]);

    expect(await server.ids("/users?limit=1&offset=1")).toEqual(["u4"]);
    expect(await server.ids("/users?limit=1&offset=1")).toEqual(["u1"]);
  });

  it("gives every page the first when it ignores the query", async () => {
    const server = createFaultyServer([{ fault: "stale-cache", key: "path" }]);
    const pages = [0, 2, 4].map((offset) => `/users?limit=2&offset=${offset}`);
    const ids: unknown[] = [];
    for (const page of pages) ids.push(await server.ids(page));

    expect(ids).toEqual([
      ["u0", "u1"],
      ["u0", "u1"],
      ["u0", "u1"],
    ]);
  });

  it("remembers no errors, no writes and nothing after it was removed", async () => {
    const server = createFaultyServer([{ fault: "stale-cache" }]);
    await server.ask("/nothing");
    await server.ask("/nothing");
    expect(server.calls).toHaveLength(2);

    await server.ask("/results/1", { method: "PUT" });
    expect((await server.ask("/results/1")).status).toBe(404);
    await server.ask("/users");
    expect((await server.ask("/users", { method: "DELETE" })).status).toBe(404);
    server.board.clear();
    server.rows.splice(0, 9);
    server.board.add(SisFault.parse({ fault: "stale-cache" }));
    expect(await server.ids("/users")).toEqual(["u9"]);
  });
});
