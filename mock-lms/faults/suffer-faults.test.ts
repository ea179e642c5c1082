import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createMemoryStore, createMockLms, LmsFault, serveMockLms } from "../index.ts";
import {
  createTestLms,
  plainAuthorization,
  testCredentials,
  type TestLms,
} from "../testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSchoolWithSection,
  postRows,
  sectionRow,
  userRow,
} from "../testing/small-school.ts";

function add(lms: TestLms, fault: object): string {
  return lms.lms.faults.add(LmsFault.parse(fault));
}

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<string> {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await ask()).status);
  return seen.join(" ");
}

const period = { title: "Q1", start: "2026-08-17", end: "2026-12-18" };

describe("faults", () => {
  it("storm with 429 and Retry-After as often as told, and carry nothing out", async () => {
    const lms = createTestLms();
    add(lms, { fault: "too-many-requests", times: 2, match: { method: "POST" } });

    const first = await lms.post("/gradingperiods", period);

    expect(first).toMatchObject({ status: 429, body: "" });
    expect(first.headers.get("retry-after")).toBe("5");
    expect(first.headers.get("x-rehearse-mock")).toBe("mock-lms");
    expect(await statuses(3, () => lms.get("/gradingperiods"))).toBe("200 200 200");
    expect(await statuses(2, () => lms.post("/gradingperiods", period))).toBe("429 201");
  });

  it("hit only requests that match by path, query and count", async () => {
    const lms = createTestLms();
    add(lms, { fault: "server-error", status: 500, match: { path: "/v1/users/*" } });
    add(lms, { fault: "server-error", match: { query: "title=Q 1", from: 2, until: 2 } });

    expect((await lms.get("/users")).status).toBe(200);
    expect((await lms.get("/users/1")).status).toBe(500);
    expect((await lms.get("/users/1/sections")).status).toBe(404);
    expect(await statuses(3, () => lms.get("/gradingperiods?title=Q+1"))).toBe("200 503 200");
  });

  it("answer with a page instead of JSON", async () => {
    const lms = createTestLms();
    add(lms, { fault: "html-instead-of-json", times: 1 });
    add(lms, { fault: "html-instead-of-json", times: 1, page: "gateway" });

    const [limit, gateway] = [await lms.get("/roles"), await lms.get("/roles")];

    expect([limit.status, gateway.status]).toEqual([200, 502]);
    expect(limit.headers.get("content-type")).toMatch(/^text\/html/);
    expect(limit.body).toContain("request limit of 15 requests per 5 seconds");
  });

  it("come late by their clock", async () => {
    const lms = createTestLms();
    add(lms, { fault: "latency", ms: 3_000, jitterMs: 500, times: 1 });
    const before = lms.clock.now();

    await lms.get("/roles");

    expect(lms.clock.now() - before).toBeGreaterThanOrEqual(3_000);
    expect(lms.clock.now() - before).toBeLessThanOrEqual(3_500);
  });

  it("cut JSON off", async () => {
    const lms = createTestLms();
    const whole = JSON.stringify((await lms.get("/roles")).body);
    add(lms, { fault: "truncated-json", atShare: 0.25, times: 1 });

    const cut = await lms.get("/roles");

    expect([cut.status, cut.body]).toEqual([200, whole.slice(0, whole.length / 4)]);
  });

  it("lose the answer to a call that was carried out (F81)", async () => {
    const lms = createTestLms();
    add(lms, { fault: "lost-response", times: 1, match: { method: "POST" } });

    await expect(lms.post("/gradingperiods", period)).rejects.toThrow("fetch failed");

    expect((await lms.get("/gradingperiods")).body).toMatchObject({ total: 1 });
    expect(lms.lms.journal.entries()[0]).toMatchObject({ status: 0, faults: ["lost-response"] });
  });

  it("break the connection before anything is carried out", async () => {
    const lms = createTestLms();
    add(lms, { fault: "connection-reset", times: 1 });

    await expect(lms.post("/gradingperiods", period)).rejects.toThrow("fetch failed");

    expect((await lms.get("/gradingperiods")).body).toMatchObject({ total: 0 });
  });

  it("are listed with what became of them, and can be taken away", async () => {
    const lms = createTestLms();
    const id = add(lms, { fault: "server-error", times: 1 });
    add(lms, { fault: "server-error", match: { method: "PUT" } });
    await statuses(3, () => lms.get("/roles"));

    const { faults } = lms.lms;

    expect(faults.list()).toMatchObject([
      { id, seen: 3, hits: 1 },
      { seen: 0, hits: 0 },
    ]);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
    faults.clear();
    expect(faults.list()).toEqual([]);
    expect(lms.lms.journal.summary().faults).toEqual({ "server-error": 1 });
  });

  it("strike by chance as the seed has it, whatever other faults there are", async () => {
    const draw = async (others: number): Promise<string> => {
      const lms = createTestLms();
      add(lms, { fault: "server-error", probability: 0.5 });
      for (let index = 0; index < others; index += 1) add(lms, { fault: "latency", ms: 1 });
      return statuses(30, () => lms.get("/roles"));
    };

    const alone = await draw(0);

    expect(await draw(3)).toBe(alone);
    expect(alone).toContain("503");
    expect(alone).toContain("200");
  });

  it.each([
    { fault: "server-error", status: 404 },
    { fault: "latency", ms: -1 },
    { fault: "latency", ms: 1e9 },
    { fault: "failing-rows" },
    { fault: "lost-response", match: { path: "" } },
    { fault: "nothing" },
    { fault: "lost-response", extra: 1 },
    null,
  ])("are no faults when they make no sense: %j", (fault) => {
    expect(LmsFault.safeParse(fault).success).toBe(false);
  });
});

describe("failing rows", () => {
  it("fail alone, each at its place, and the others are carried out (F80)", async () => {
    const lms = createTestLms();
    add(lms, {
      fault: "failing-rows",
      match: { method: "POST", path: "/v1/users" },
      rows: { field: "school_uid", is: ["b", "d"] },
      code: 403,
      error: "The account is locked.",
    });

    const results = await postRows(
      lms,
      { kind: "user", path: "/users" },
      ["a", "b", "c", "d"].map((uid) => userRow(uid)),
    );

    expect(codesOf(results)).toEqual([200, 403, 200, 403]);
    expect(results.map(({ school_uid: uid }) => uid)).toEqual(["a", "b", "c", "d"]);
    expect(results[1]).toMatchObject({ error: "The account is locked." });
    expect((await lms.get("/users")).body).toMatchObject({ total: "2" });
    expect(lms.lms.journal.entries()[0]).toMatchObject({
      rows: { carriedOut: 2, refused: 2 },
      faults: ["failing-rows"],
    });
  });

  it("fail under either wrapper, all of them too", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    add(lms, { fault: "failing-rows", rows: { field: "school_uid", like: "u-?" } });

    const all = await postRows(lms, { kind: "enrollment", path: "/enrollments/import/course" }, [
      { section_school_code: "c-1", school_uid: "u-1" },
      { section_school_code: "c-1", school_uid: "u-2" },
    ]);

    expect(codesOf(all)).toEqual([400, 400]);
    expect(all[0]).toMatchObject({ section_school_code: "c-1", school_uid: "u-1" });
  });

  it("fail in rows too: sections that a course brings along, each at its place", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    add(lms, {
      fault: "failing-rows",
      rows: { field: "section_school_code", is: ["n-1", "n-3", "m-1"] },
      code: 403,
    });
    const bring = (code: string, ...codes: readonly string[]) => ({
      title: code,
      course_code: code,
      sections: { section: codes.map((each) => sectionRow(each)) },
    });

    const reply = await lms.post(
      "/courses",
      formatBulkRequest("course", [
        bring("N", "n-1", "n-2", "n-3"),
        bring("ART", "n-4"),
        bring("M", "m-1"),
      ]),
    );

    const inner = (...codes: readonly number[]) => ({
      sections: { section: codes.map((response_code) => ({ response_code })) },
    });
    expect(reply.body).toMatchObject({
      course: [
        {
          response_code: 200,
          ...inner(403, 200, 403),
          course_code: "N",
        },
        { response_code: 400 },
        { response_code: 200, ...inner(403) },
      ],
    });
    expect(reply.body).toHaveProperty("course.0.sections.section.2.section_school_code", "n-3");
    expect(reply.body).not.toHaveProperty("course.1.sections");
    expect([...lms.lms.store.sections.values()].map((section) => section.schoolCode)).toEqual([
      "c-1",
      "n-2",
    ]);
  });

  it("take what they bring along with them", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    add(lms, { fault: "failing-rows", rows: { field: "course_code", is: ["N"] } });
    const row = { title: "N", course_code: "N", sections: { section: [sectionRow("n-1")] } };

    const [result] = await postRows(lms, { kind: "course", path: "/courses" }, [row]);

    expect(result).toMatchObject({ response_code: 400, course_code: "N" });
    expect(result).not.toHaveProperty("sections");
    expect(lms.lms.counts()).toMatchObject({ courses: 1, sections: 1 });
  });

  it("fail in calls that name their rows in the query", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    add(lms, { fault: "failing-rows", rows: { field: "uid", is: [String(firstIds.user)] } });

    const reply = await lms.remove(`/users?uids=${firstIds.user},${firstIds.user + 1}`);

    expect(reply.body).toMatchObject({ user: [{ response_code: 400 }, { response_code: 204 }] });
    expect((await lms.get("/users")).body).toMatchObject({ total: "2" });
  });

  it("count rows against times, so that a retry gets through", async () => {
    const lms = createTestLms();
    add(lms, { fault: "failing-rows", times: 1, rows: { field: "school_uid" } });
    const post = async () =>
      codesOf(await postRows(lms, { kind: "user", path: "/users" }, [userRow("a"), userRow("b")]));

    expect(await post()).toEqual([400, 200]);
    expect(await post()).toEqual([200, 400]);
  });

  it("are chosen by seed and value, the same at every call", async () => {
    const lms = createTestLms();
    add(lms, { fault: "failing-rows", rows: { field: "school_uid", share: 0.5 } });
    const rows = Array.from({ length: 40 }, (_, index) => userRow(`r${index}`));
    const call = { kind: "user", path: "/users?update_existing=1" } as const;

    const first = codesOf(await postRows(lms, call, rows));
    const again = codesOf(await postRows(lms, call, rows.toReversed()));

    expect(again.toReversed()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 400]));
  });

  it("leave alone what is no bulk call", async () => {
    const lms = createTestLms();
    add(lms, { fault: "failing-rows", rows: { field: "title" } });

    expect((await lms.post("/gradingperiods", period)).status).toBe(201);
    expect((await lms.call("POST", "/users", "{")).status).toBe(400);
    expect((await lms.call("POST", "/users")).status).toBe(400);
  });

  it("never break an answer, whatever the body", async () => {
    const lms = createTestLms();
    add(lms, { fault: "failing-rows", rows: { field: "school_uid", share: 0.5 } });
    const row = fc.record({ school_uid: fc.oneof(fc.string(), fc.jsonValue()) });
    const sections = fc.oneof(fc.jsonValue(), fc.record({ section: fc.array(row) }));
    const course = fc.record({ title: fc.string(), course_code: fc.string(), sections });
    const body = fc.oneof(
      fc.jsonValue(),
      fc.array(row).map((rows) => ({ users: { user: rows } })),
      fc.array(row).map((rows) => ({ ["__proto__"]: { user: rows } })),
      fc.array(course).map((rows) => ({ courses: { course: rows } })),
    );
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        for (const path of ["/users", "/courses"]) {
          expect((await lms.post(path, sent)).status).toBeLessThan(500);
        }
      }),
    );
  });
});

describe("faults over a socket", () => {
  /** With the real clock, so that connections break in real time. */
  async function serve(fault: object) {
    const clock = createSystemClock();
    const lms = createMockLms({
      store: createMemoryStore(),
      clock,
      random: createRandom(1),
      credentials: testCredentials,
    });
    lms.faults.add(LmsFault.parse(fault));
    const served = await serveMockLms(lms, { port: 0 });
    let calls = 0;
    const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
      calls += 1;
      const timestamp = Math.floor(clock.now() / 1_000);
      const authorization = plainAuthorization({ nonce: `s${calls}`, timestamp });
      const reply = await fetch(served.baseUrl + path, { ...init, headers: { authorization } });
      return `${reply.status} ${await reply.text()}`;
    };
    return { lms, ask, [Symbol.asyncDispose]: () => served.close() };
  }

  it("break it before the call, and after it was carried out", async () => {
    await using before = await serve({ fault: "connection-reset", times: 1 });
    await using after = await serve({ fault: "lost-response", times: 1 });
    const post = { method: "POST", body: JSON.stringify(period) };

    await expect(before.ask("/gradingperiods", post)).rejects.toThrow("fetch failed");
    await expect(after.ask("/gradingperiods", post)).rejects.toThrow("fetch failed");

    expect(await before.ask("/gradingperiods")).toMatch(/^200 .*"total":0/);
    expect(await after.ask("/gradingperiods")).toMatch(/^200 .*"total":1/);
  });

  it("break it in the middle of the answer", async () => {
    await using served = await serve({ fault: "connection-reset", when: "mid-body", times: 1 });

    await expect(served.ask("/roles")).rejects.toThrow("terminated");
    expect(await served.ask("/roles")).toMatch(/^200 \{/);
  });

  it("cut JSON off as if it were whole", async () => {
    await using served = await serve({ fault: "truncated-json", times: 1 });

    expect(await served.ask("/roles")).toMatch(/^200 \{"role":\[.*[^}]$/);
  });
});
