import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MultigetResponse } from "../contracts/lms/bulk.ts";
import { createTestLms } from "./testing/signed-client.ts";
import { firstIds, openSchoolWithSection, postRows, userRow } from "./testing/small-school.ts";

const writes = [
  ["POST", "/users?update_existing=1"],
  ["PUT", "/users"],
  ["PUT", `/users/${firstIds.user}`],
  ["PUT", "/users/reactivate"],
  ["POST", "/users/import/associations/parents"],
  ["POST", "/courses?update_existing=1"],
  ["PUT", "/courses"],
  ["POST", `/courses/${firstIds.course}/sections?update_existing=1`],
  ["PUT", "/sections"],
  ["POST", `/sections/${firstIds.section}/enrollments`],
  ["POST", "/enrollments"],
  ["POST", "/enrollments/import/course"],
  ["POST", "/gradingperiods"],
  ["PUT", "/gradingperiods/50001"],
  ["POST", `/schools/${firstIds.organization}/buildings`],
  ["PUT", `/schools/${firstIds.organization}`],
  ["POST", "/multiget"],
] as const;

/** Bodies that look enough like ours to get far. */
const hostileRow = fc.dictionary(
  fc.constantFrom(
    "id",
    "uid",
    "school_uid",
    "username",
    "primary_email",
    "name_first",
    "name_last",
    "role_id",
    "additional_buildings",
    "title",
    "course_code",
    "section_code",
    "section_school_code",
    "grading_periods",
    "sections",
    "admin",
    "status",
    "delete",
    "synced",
    "start",
    "end",
    "student_school_uid",
    "parent_school_uid",
    "__proto__",
    "constructor",
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom("u-1", "c-1", "703", 50_001, [50_001], firstIds.user, firstIds.section),
  ),
);
const hostileBody = fc.oneof(
  fc.jsonValue(),
  hostileRow,
  fc.tuple(fc.array(hostileRow, { maxLength: 5 })).map(([rows]) => ({
    users: { user: rows },
    user: rows,
    courses: { course: rows },
    sections: { section: rows },
    enrollments: { enrollment: rows },
    associations: { association: rows },
    request: rows,
  })),
);

describe("mock lms", () => {
  it("never answers 500, whatever the body", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), hostileBody, async ([method, path], body) => {
        const reply = await (method === "POST" ? lms.post(path, body) : lms.put(path, body));

        expect(reply.status).toBeLessThan(500);
        expect(reply.headers.get("X-Rehearse-Mock")).toBe("mock-lms");
      }),
      { numRuns: 600 },
    );
    expect((await lms.get("/users?limit=200")).status).toBe(200);
    expect((await lms.get(`/courses/${firstIds.course}/sections`)).status).toBe(200);
  });

  it("never answers 500, whatever the path and query", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    const word = fc.oneof(
      fc.constantFrom("users", "ext", "sections", "courses", "enrollments", "..", "%", "%zz", "-1"),
      fc.nat().map(String),
      fc.string().map(encodeURIComponent),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), word, async (parts, value) => {
        const path = `/${parts.join("/")}?start=${value}&limit=${value}&role_ids=${value}`;

        expect((await lms.get(path)).status).toBeLessThan(500);
      }),
    );
  });

  it("answers what is not there, or not yet, with an empty 404", async () => {
    const lms = createTestLms();

    for (const path of ["/nothing", "/csvexport/nobody"]) {
      expect(await lms.get(path)).toMatchObject({ status: 404, body: "" });
    }
  });

  it("answers a body that is not JSON with 400 and says so", async () => {
    const lms = createTestLms();

    expect((await lms.post("/users", undefined)).status).toBe(400);
    expect((await lms.put("/users", {})).body).toContain("user rows");
  });

  it("refuses a body beyond all bounds", async () => {
    const lms = createTestLms();

    expect((await lms.post("/users", { text: "x".repeat(9 * 1024 * 1024) })).status).toBe(413);
  });

  it("says at / what it is, to everybody, with numbers and without names", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    const reply = await lms.lms.app.request("http://lms.test/");
    const page = await reply.text();

    expect(reply.headers.get("X-Rehearse-Mock")).toBe("mock-lms");
    expect(page).toContain("rehearsal server");
    expect(page).toContain('<a href="/people">3</a>');
    expect(page).not.toContain("name-u-1");
  });

  it("reads many paths in one call, following the redirects", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    const reply = await lms.post("/multiget", {
      request: [
        `/v1/users/${firstIds.user}`,
        "/v1/users/ext/u-2",
        "/v1/users/ext/nobody",
        `/v1/courses/${firstIds.course}/sections?include_past=1`,
        "/v1/users",
        "http://elsewhere.test/v1/users/1",
      ],
    });

    expect(MultigetResponse.parse(reply.body).response).toMatchObject([
      { response_code: 200, body: { school_uid: "u-1" } },
      { response_code: 200, body: { school_uid: "u-2" } },
      { response_code: 404 },
      { response_code: 200, body: { total: "1" } },
      { response_code: 404 },
      { response_code: 404 },
    ]);
    const tooMany = Array.from({ length: 51 }, () => "/v1/users/1");
    expect((await lms.post("/multiget", { request: tooMany })).status).toBe(400);
  });

  it("pages by 20 unless told, by 200 at most, and does not mind nonsense", async () => {
    const lms = createTestLms();
    for (let call = 0; call < 5; call += 1) {
      const rows = Array.from({ length: 50 }, (_, index) => userRow(`u-${call}-${index}`));
      await postRows(lms, { kind: "user", path: "/users" }, rows);
    }
    const self = async (query: string) => (await lms.get(`/users?${query}`)).body;

    expect(await self("")).toMatchObject({ links: { self: expect.stringContaining("limit=20") } });
    expect(await self("limit=5000")).toMatchObject({
      links: { next: "http://lms.test/v1/users?limit=200&start=200" },
    });
    expect(await self("limit=-3&start=x")).toMatchObject({
      links: { next: "http://lms.test/v1/users?limit=20&start=20" },
    });
    expect(await self("start=9999")).toMatchObject({ user: [], total: "250" });
  });

  it("gives the same ids and access codes for the same calls and seed", async () => {
    const [first, second] = [createTestLms(), createTestLms()];
    await openSchoolWithSection(first);
    await openSchoolWithSection(second);
    const path = `/sections/${firstIds.section}`;

    expect((await first.get(path)).body).toEqual((await second.get(path)).body);
  });
});

describe("journal", () => {
  it("counts reads, writes and rows that were carried out", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await lms.post("/multiget", { request: [`/v1/users/${firstIds.user}`] });
    await lms.get("/users?school_uids=u-1");
    await postRows(lms, { kind: "user", path: "/users" }, [userRow("u-1"), userRow("u-7")]);

    expect(lms.lms.journal.counters()).toEqual({ reads: 2, writes: 5, rowsWritten: 7 });
    expect(lms.lms.journal.entries().at(-2)).toMatchObject({
      method: "GET",
      path: "/v1/users",
      status: 200,
    });
  });

  it("remembers the last thousand calls and counts all", async () => {
    const lms = createTestLms();
    for (let index = 0; index < 1_050; index += 1) await lms.get(`/roles/${index}`);

    const entries = lms.lms.journal.entries();

    expect(entries).toHaveLength(1_000);
    expect(entries[0]?.path).toBe("/v1/roles/50");
    expect(entries.at(-1)?.path).toBe("/v1/roles/1049");
    expect(lms.lms.journal.counters().reads).toBe(1_050);
  });
});
