import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../core/clock.ts";
import {
  base,
  crawlScript,
  idsOf,
  smallLimits,
  someUsers,
  startMs,
  userServer,
} from "../testing/scripted-server.ts";
import { recordLengthMax } from "./crawl-options.ts";

describe("a server that never ends", () => {
  it("is left after as many pages as allowed", async () => {
    let id = 0;
    const { records, notesOf } = await crawlScript(
      userServer([], () => ({
        body: { users: Array.from({ length: 10 }, () => ({ sourcedId: `n${id++}` })) },
      })),
    );

    expect(records.get("user")).toHaveLength(500);
    expect(notesOf("/users")).toContainEqual({ code: "pages-max", count: 50 });
  });

  it("is left after as many records as allowed, and says how many were passed over", async () => {
    const { records, notesOf } = await crawlScript(userServer(someUsers(100)), {
      limits: { ...smallLimits, recordsMax: 25 },
    });

    expect(records.get("user")).toHaveLength(25);
    expect(notesOf("/users").filter(({ code }) => code === "records-max")).toEqual([
      { code: "records-max" },
      { code: "records-max", count: 5 },
    ]);
  });

  it("is left when it sends the same page again, though not the one before", async () => {
    const pages = [someUsers(10), someUsers(20).slice(10)];
    const { records, notesOf, asked } = await crawlScript(
      userServer([], (_url, start) => ({ body: { users: pages[(start / 10) % 2] } })),
    );

    expect(records.get("user")).toHaveLength(20);
    expect(notesOf("/users")).toContainEqual({ code: "repeated-page", count: 3 });
    expect(asked.filter((path) => path.startsWith("/users"))).toHaveLength(3);
  });

  it("is left when its links to a next page never end", async () => {
    const { asked, notesOf } = await crawlScript(
      userServer([], (url) => ({
        body: { users: [{ note: "no id" }] },
        headers: {
          link: `<${base}/users?${url.searchParams.size}=${url.search.length}>; rel=next`,
        },
      })),
    );

    expect(asked.filter((path) => path.startsWith("/users"))).toHaveLength(2);
    expect(notesOf("/users")).toContainEqual({ code: "repeated-page", count: 2 });
  });
});

describe("a server that leads elsewhere", () => {
  it("does not get the token there, and the pages are read by offset", async () => {
    const { requests, records, notesOf } = await crawlScript(
      userServer(someUsers(25), () => ({
        headers: { link: '<https://evil.test/ims/oneroster/v1p1/users?offset=10>; rel="next"' },
      })),
    );

    expect(new Set(requests.map(({ url }) => new URL(url).host))).toEqual(
      new Set(["login.test", "sis.test"]),
    );
    expect(records.get("user")).toHaveLength(25);
    expect(notesOf("/users")).toContainEqual({ code: "foreign-next", count: 4 });
  });
});

describe("what is wrong with the records", () => {
  it("is noted in numbers and kept", async () => {
    const users = ["b", "a", "a", "c"].map((sourcedId) => ({ sourcedId }));
    const { records, notesOf } = await crawlScript((url) =>
      url.pathname.endsWith("/users") && url.searchParams.get("offset") === "0"
        ? {
            body: { users: [...users, {}, null, "Garcia", [1]] },
            headers: { "x-total-count": "9" },
          }
        : undefined,
    );

    expect(idsOf(records.get("user"))).toEqual(["b", "a", "a", "c", undefined]);
    expect(notesOf("/users")).toEqual([
      { code: "clamped", count: 8, expected: 10 },
      { code: "not-an-object", count: 3 },
      { code: "duplicates", count: 1 },
      { code: "no-id", count: 1 },
      { code: "out-of-order", count: 1 },
      { code: "wrong-total", count: 8, expected: 9 },
    ]);
  });

  it("takes a single object where a list belongs, and a list without a wrapper", async () => {
    const { records } = await crawlScript((url) => {
      if (url.searchParams.get("offset") !== "0") return undefined;
      if (url.pathname.endsWith("/orgs")) return { body: { org: { sourcedId: "o1" } } };
      return url.pathname.endsWith("/users") ? { body: [{ sourcedId: "u1" }] } : undefined;
    });

    expect(idsOf(records.get("org"))).toEqual(["o1"]);
    expect(idsOf(records.get("user"))).toEqual(["u1"]);
  });

  it("passes over records that are far too large or deep, without replacing them", async () => {
    const deep = `${"[".repeat(40_000)}${"]".repeat(40_000)}`;
    const { records, notesOf } = await crawlScript(
      (url) => {
        const isFirst = url.searchParams.get("offset") === "0";
        if (!url.pathname.endsWith("/users") || !isFirst) return undefined;
        const large = JSON.stringify({ sourcedId: "u1", comment: "x".repeat(recordLengthMax) });
        return {
          body: `{"users":[${large},{"a":${deep}},{"sourcedId":"u2","a":${deep}},{"sourcedId":"u3"}]}`,
        };
      },
      { limits: { ...smallLimits, bodyLengthMax: 5_000_000 } },
    );

    expect(idsOf(records.get("user"))).toEqual(["u3"]);
    expect(notesOf("/users")).toContainEqual({ code: "record-too-large", count: 3 });
  });

  it("knows pages without ids again, and does not break on those that cannot be written", async () => {
    const deep = `${"[".repeat(40_000)}${"]".repeat(40_000)}`;
    const { notesOf } = await crawlScript(
      userServer([], () => ({ body: `{"users":[{"a":${deep}}]}` })),
    );

    expect(notesOf("/users")).toContainEqual({ code: "repeated-page", count: 2 });
  });

  it("counts records that are too large for the sink", async () => {
    const { notesOf } = await crawlScript(userServer(someUsers(3)), {
      sink: { add: async () => "too-large" },
    });

    expect(notesOf("/users")).toContainEqual({ code: "record-too-large", count: 3 });
  });
});

describe("a server that is busy, slow to sort or easily overcharged", () => {
  it("is given the time that it asks for, within bounds", async () => {
    const clock = createVirtualClock(startMs);
    const waits = [
      () => "7",
      () => new Date(clock.now() + 40_000).toUTCString(),
      () => "999999",
      () => "soon",
    ];
    const { records } = await crawlScript(
      userServer(someUsers(3), () => {
        const wait = waits.shift();
        return wait === undefined ? {} : { status: 429, headers: { "Retry-After": wait() } };
      }),
      { clock },
    );

    expect(records.get("user")).toHaveLength(3);
    expect(clock.now() - startMs).toBe(7_000 + 40_000 + 120_000 + 8_000);
  });

  it("is asked five times and no more, whether it breaks or does not answer", async () => {
    const { asked, notesOf, clock } = await crawlScript((url) => {
      if (url.pathname.endsWith("/orgs")) return { status: 503 };
      if (url.pathname.endsWith("/courses")) throw new TypeError("fetch failed for Garcia");
      return undefined;
    });

    expect(asked.filter((path) => path.startsWith("/orgs"))).toHaveLength(5);
    expect(asked.filter((path) => path.startsWith("/courses"))).toHaveLength(5);
    expect(notesOf("/orgs")).toEqual([{ code: "refused", status: 503 }]);
    expect(notesOf("/courses")).toEqual([{ code: "no-answer" }]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(30_000);
  });

  it("is asked for smaller pages when large ones are too much for it or for us", async () => {
    const users = someUsers(45);
    const { records, asked } = await crawlScript(
      userServer(users, (_url, _start, limit) => {
        if (limit > 40) return { status: 413 };
        return limit > 20 ? { body: "x".repeat(11_000_000) } : {};
      }),
      { limits: { ...smallLimits, pageSize: 80 } },
    );

    expect(idsOf(records.get("user"))).toEqual(idsOf(users));
    expect(asked.filter((path) => path.startsWith("/users?limit=20"))).toHaveLength(4);
  });

  it("is asked without an order when it cannot sort", async () => {
    const users = someUsers(15).toReversed();
    const { records, notesOf } = await crawlScript(
      userServer(users, (url) => (url.searchParams.has("sort") ? { status: 400 } : {})),
    );

    expect(idsOf(records.get("user"))).toEqual(idsOf(users));
    expect(notesOf("/users")).toEqual([{ code: "unsorted", status: 400 }, { code: "no-total" }]);
  });
});
