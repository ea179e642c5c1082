import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestLms } from "../testing/signed-client.ts";
import { firstIds, openSchoolWithSection } from "../testing/small-school.ts";

async function ask(lms: ReturnType<typeof createTestLms>, method: string, path: string) {
  const reply = await lms.call(method, path);
  return { status: reply.status, allow: reply.headers.get("allow"), body: reply.body };
}

describe("OPTIONS", () => {
  it("says what a path allows", async () => {
    const lms = createTestLms();

    expect(await ask(lms, "OPTIONS", "/users?limit=5")).toMatchObject({
      status: 200,
      allow: "GET, POST, PUT, DELETE, HEAD, OPTIONS",
    });
    expect(await ask(lms, "OPTIONS", "/multiget")).toMatchObject({ allow: "POST, OPTIONS" });
    expect(await ask(lms, "OPTIONS", "/nothing")).toMatchObject({ status: 404, body: "" });
  });

  it("works on every path that there is", async () => {
    const lms = createTestLms();
    const paths = new Set(
      lms.lms.app.routes.flatMap(({ method, path }) => (method === "ALL" ? [] : [path])),
    );

    for (const path of paths) {
      if (!path.startsWith("/v1/")) continue;
      const bare = path.slice(3).replace(/:[a-z_]+(\{.*\})?/g, "1");
      expect(await ask(lms, "OPTIONS", bare)).toMatchObject({ status: 200 });
    }
    expect(paths.size).toBeGreaterThan(20);
  });

  it("is answered for many paths in one call", async () => {
    const lms = createTestLms();

    const reply = await lms.post("/multioptions", {
      request: ["/v1/roles?x=1", "/v1/nothing", "x"],
    });

    expect(reply.body).toEqual({
      response: [
        { response_code: 200, body: { allow: ["GET", "HEAD", "OPTIONS"] } },
        { response_code: 404, body: null },
        { response_code: 404, body: null },
      ],
    });
  });
});

describe("HEAD", () => {
  it("answers as GET does, without the body", async () => {
    const lms = createTestLms();

    const [head, get] = [await lms.call("HEAD", "/roles"), await lms.get("/roles")];

    expect([head.status, head.body]).toEqual([get.status, ""]);
    expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    expect((await lms.call("HEAD", "/users/1")).status).toBe(404);
  });
});

describe("the acting user", () => {
  it("is found by users/me, by redirect, and is in no list", async () => {
    const lms = createTestLms();

    const me = await lms.get("/users/me");
    const location = new URL(me.headers.get("location") ?? "");
    const account = await lms.get(location.pathname.slice(3));

    expect([me.status, me.body]).toEqual([303, ""]);
    expect(account).toMatchObject({ status: 200, body: { id: 100_000_000, role_id: 701 } });
    expect((await lms.get("/users")).body).toMatchObject({ total: "0" });
  });
});

describe("a personal key", () => {
  it("opens its own data, and answers 401 with an empty body for other users'", async () => {
    const lms = createTestLms({ keyKind: "personal" });

    for (const path of [
      "/users",
      `/users/${firstIds.user}`,
      "/users/ext/u-1",
      "/users/inactive",
      `/users/${firstIds.user}/sections`,
      `/sections/${firstIds.section}/enrollments`,
    ]) {
      expect(await lms.get(path)).toMatchObject({ status: 401, body: "" });
      expect(lms.lms.journal.entries().at(-1)).toMatchObject({ unauthorized: "personal-key" });
    }
    expect((await lms.get("/users/me")).status).toBe(303);
    expect((await lms.get("/users/100000000")).status).toBe(200);
    expect((await lms.get("/courses")).status).toBe(200);
  });

  it("does not get them by multiget either", async () => {
    const lms = createTestLms({ keyKind: "personal" });

    const reply = await lms.post("/multiget", { request: [`/v1/users/${firstIds.user}`] });

    expect(reply.body).toEqual({ response: [{ response_code: 401, body: null }] });
  });
});

describe("an unknown sub-resource", () => {
  it("of a section or school is answered with the section or school itself", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    const section = await lms.get(`/sections/${firstIds.section}/no_such_thing/5?x=1`);
    const school = await lms.get(`/schools/${firstIds.organization}/no_such_thing`);

    expect(section).toMatchObject({ status: 200, body: { section_school_code: "c-1" } });
    expect(school).toMatchObject({ status: 200, body: { title: "Test District" } });
  });

  it("of anything else, of a section that is not there, or not to be read, is an empty 404", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    for (const path of ["/sections/1/no_such_thing", `/users/${firstIds.user}/no_such_thing`]) {
      expect(await lms.get(path)).toMatchObject({ status: 404, body: "" });
    }
    const post = await lms.post(`/sections/${firstIds.section}/no_such_thing`, {});
    expect(post).toMatchObject({ status: 404, body: "" });
  });
});

describe("the journal", () => {
  it("keeps nothing of a path but the API's own words and ids", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z@.%20-]{6,30}$/), async (secret) => {
        const marked = `MARK${encodeURIComponent(secret)}`;
        for (const path of [`/users/ext/${marked}`, `/${marked}/users`, `/sections/1/${marked}`]) {
          await lms.get(`${path}?name=${marked}`);
        }
      }),
      { numRuns: 20 },
    );
    await lms.get("/users/ext/12345");
    await lms.get("/users/ext//12345");
    await lms.get("/users/ext/x/12345");

    const journal = lms.lms.journal.summary();

    expect(JSON.stringify(journal)).not.toContain("MARK");
    expect(journal.entries.slice(-4).map((entry) => [entry.path, entry.status])).toEqual([
      ["/v1/sections/1/*", 404],
      ["/v1/users/ext/*", 404],
      ["/v1/users/ext/*/*", 404],
      ["/v1/users/ext/*/*", 404],
    ]);
  });

  it("says of bulk calls how many rows were carried out and refused, and of single ones too", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await lms.post("/enrollments/import/course", {
      enrollments: {
        enrollment: [
          { section_school_code: "c-1", school_uid: "u-1" },
          { section_school_code: "c-2", school_uid: "u-1" },
          {},
        ],
      },
    });
    await lms.post("/gradingperiods", { title: "x" });
    await lms.get("/roles");

    const { entries, rowsRefused } = lms.lms.journal.summary();

    expect(entries.slice(-3).map(({ rows }) => rows)).toEqual([
      { carriedOut: 1, refused: 2 },
      { carriedOut: 0, refused: 1 },
      undefined,
    ]);
    expect(entries.map(({ order }) => order)).toEqual(entries.map((_entry, index) => index + 1));
    expect(rowsRefused).toBe(3);
  });

  it("counts how many calls are under way at once", async () => {
    const lms = createTestLms();

    await Promise.all(Array.from({ length: 5 }, () => lms.post("/multiget", { request: [] })));

    expect(lms.lms.journal.summary().atOnceMax).toBe(5);
    lms.lms.journal.clear();
    expect(lms.lms.journal.summary()).toMatchObject({ entries: [], reads: 0, atOnceMax: 0 });
  });
});
