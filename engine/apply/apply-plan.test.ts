import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { Plan } from "../../contracts/run/plan.ts";
import type { HttpRequest } from "../ports.ts";
import { appliedTo, emptyLms } from "../testing/lms-model.ts";
import { lmsOf, type LmsSays } from "../testing/lms-server.ts";
import { course, enrollment, klass, school, user } from "../testing/records.ts";
import {
  codesOf,
  guardianOf,
  planned,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";
import { applyPlan } from "./apply-plan.ts";

const wrapperOf: Readonly<Record<string, string>> = {
  "/users": "user",
  "/courses": "course",
  "/sections": "section",
  "/enrollments/import/course": "enrollment",
  "/users/import/associations/parents": "association",
};
const Bulk = z.record(z.string(), z.record(z.string(), z.array(z.record(z.string(), z.unknown()))));

function rowsOf(request: HttpRequest): readonly Readonly<Record<string, unknown>>[] {
  const body = Bulk.safeParse(JSON.parse(request.body ?? "{}"));
  return body.success ? Object.values(body.data).flatMap((kind) => Object.values(kind).flat()) : [];
}

/** Takes every row and gives each an id, counting from 100. */
function obliging(): (request: HttpRequest, path: string) => LmsSays {
  let id = 100;
  return (request, path) => {
    id += 1;
    if (request.method === "GET") return { body: {} };
    const kind = wrapperOf[path] ?? (path.endsWith("/sections") ? "section" : undefined);
    if (kind === undefined) return { status: 201, body: { id } };
    const results = rowsOf(request).map(() => ({ response_code: 200, id: (id += 1) }));
    return { status: 207, body: { [kind]: results } };
  };
}

const writesOf = (requests: readonly HttpRequest[]): readonly string[] =>
  requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, url }) => `${method} ${url.slice("https://lms.test/v1".length)}`);

async function applied(plan: Plan, says = obliging()) {
  const { client, requests } = lmsOf(says);
  const result = await applyPlan(plan, { client, retry });
  const failed = [...result.failed].map(({ address }) => address);
  return { ...result, failed, requests, writes: writesOf(requests) };
}

const UidRow = z.object({ school_uid: z.string() });

function account(uid: string, id: number): unknown {
  return {
    uid: id,
    school_id: 1,
    building_id: 2,
    school_uid: uid,
    name_first: "Given",
    name_last: "Family",
    username: uid,
    primary_email: "",
    role_id: 12,
    synced: 1,
  };
}

const bodiesTo = (requests: readonly HttpRequest[], path: string): readonly unknown[] =>
  requests.filter(({ url }) => url.endsWith(path)).flatMap(rowsOf);

const retry = { clock: createVirtualClock(0), random: createRandom(1), attemptsMax: 2 };

const firstPlan = planned(worldPlus({ users: [guardianOf("student")] })).value;

describe("applyPlan", () => {
  it("does what the plan says, in its order, by bulk calls", async () => {
    const { writes, failed, diagnostics } = await applied(firstPlan);

    expect(writes).toEqual([
      "POST /schools/1/buildings",
      "POST /gradingperiods",
      "POST /users",
      "POST /users/import/associations/parents",
      "POST /courses",
      "POST /courses/111/sections",
      "POST /enrollments/import/course",
    ]);
    expect([failed, diagnostics]).toEqual([[], []]);
  });

  it("writes ids that it knew and ids that it learned, and never a password (R117)", async () => {
    const { requests } = await applied(firstPlan);

    expect(bodiesTo(requests, "/users")[2]).toEqual({
      school_uid: "student",
      synced: 1,
      name_first: "Given",
      name_last: "student",
      username: "student",
      primary_email: "student@example.org",
      role_id: "13",
      building_id: "102",
    });
    expect(bodiesTo(requests, "/sections")).toEqual([
      {
        synced: 1,
        title: "Class k1",
        section_code: "k1",
        section_school_code: "k1",
        grading_periods: ["103"],
      },
    ]);
    expect(bodiesTo(requests, "/import/course")).toEqual([
      { section_school_code: "k1", school_uid: "student", admin: 0 },
      { section_school_code: "k1", school_uid: "teacher", admin: 1 },
    ]);
    expect(JSON.stringify(requests)).not.toMatch(/password/);
  });

  it("updates by id and unenrolls by codes", async () => {
    const lms = appliedTo(emptyLms, planned(smallestWorld).value);
    const world = worldWith({
      users: [user("teacher", { role: "teacher", givenName: "New" }), user("student")],
      courses: [course("c1", { title: "New" })],
      classes: [klass("k1", { title: "New" })],
      enrollments: [enrollment("k1", "teacher", { role: "teacher" })],
    });

    const { requests, writes } = await applied(planned(world, { lms }).value);

    expect(writes).toEqual([
      "PUT /users",
      "PUT /courses",
      "PUT /sections",
      "POST /enrollments/import/course",
    ]);
    expect(requests.flatMap(rowsOf)).toEqual([
      { id: "1002", name_first: "New" },
      { id: "1004", title: "New" },
      { id: "1005", title: "New" },
      { section_school_code: "k1", school_uid: "student", delete: 1 },
    ]);
  });

  it("carries at most 50 rows in a call", async () => {
    const users = Array.from({ length: 120 }, (_, index) => user(`u${index}`));

    const { requests } = await applied(planned(worldWith({ users, enrollments: [] })).value);

    const sizes = requests
      .filter(({ url }) => url.endsWith("/users"))
      .map((request) => rowsOf(request).length);
    expect(sizes).toEqual([50, 50, 20]);
  });

  it("leaves held changes alone, and does nothing of a plan that may not be applied", async () => {
    const held = {
      ...firstPlan,
      changes: firstPlan.changes.map((change) => ({ ...change, held: "x" })),
    };

    expect((await applied(held)).requests).toEqual([]);
    expect((await applied({ ...firstPlan, applyable: false })).requests).toEqual([]);
  });

  it("reads every row's own result, for the status of the batch says nothing (F80)", async () => {
    const obliged = obliging();
    const { failed, diagnostics } = await applied(firstPlan, (request, path) => {
      if (path !== "/users" || request.method === "GET") return obliged(request, path);
      const results = [
        { response_code: 201, id: 1 },
        { response_code: 400, error: "bad e-mail" },
        { response_code: 409, message: "exists" },
      ];
      return { status: 200, body: { user: results } };
    });

    expect(failed).toEqual(["users/guardian", "users/student"]);
    expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ["row-rejected", { status: 400, said: "bad e-mail" }],
      ["row-rejected", { status: 409, said: "exists" }],
    ]);
  });

  it("says which change lacks what another one should have made (F80)", async () => {
    const obliged = obliging();
    const refused = await applied(firstPlan, (request, path) =>
      path.endsWith("/buildings") || path === "/gradingperiods"
        ? { status: 403, body: {} }
        : obliged(request, path),
    );

    expect(codesOf(refused.diagnostics)).toEqual(["call-failed", "dependency-missing"]);
    expect(refused.failed).toEqual([
      "buildings/s1",
      "grading-periods/Term%20t1",
      "users/teacher",
      "users/student",
      "courses/c1",
      "sections/k1",
    ]);
  });

  it("leaves a section out whose grading period or role was not to be had", async () => {
    const changes = firstPlan.changes.filter(({ kind }) => kind === "section" || kind === "user");
    const knownIds = { ...firstPlan.knownIds, courses: { c1: "61" }, roles: {} };

    const { diagnostics } = await applied({ ...firstPlan, changes, knownIds });

    expect(diagnostics.map(({ args }) => args["needed"])).toEqual([
      "role Teacher",
      "role Parent",
      "role Student",
      "the grading period Term t1",
    ]);
  });

  it.each([[{ user: [{ response_code: 200 }] }], ["<html>"], [{}]])(
    "counts a batch as failed whose results %j it cannot tell apart",
    async (body) => {
      const obliged = obliging();
      const { failed, diagnostics } = await applied(firstPlan, (request, path) =>
        path === "/users" && request.method === "POST" ? { body } : obliged(request, path),
      );

      expect(failed).toEqual(["users/teacher", "users/guardian", "users/student"]);
      expect(codesOf(diagnostics)).toEqual(["call-failed"]);
    },
  );

  it("counts a building as failed whose id the LMS does not say", async () => {
    const { failed } = await applied(firstPlan, (request) => ({
      body: request.method === "GET" ? {} : {},
    }));

    expect(failed).toContain("buildings/s1");
  });

  it("sends nothing more once the LMS has stopped answering", async () => {
    let isGone = false;
    const { writes, failed } = await applied(firstPlan, (request) => {
      isGone ||= request.method !== "GET";
      return isGone ? new Error("ECONNREFUSED") : { body: {} };
    });

    expect(writes).toEqual(["POST /schools/1/buildings"]);
    expect(failed).toHaveLength(firstPlan.changes.length);
  });

  it("goes on after one lost answer, and never asks for the same building twice (R93, F81)", async () => {
    const normal = obliging();
    const { writes } = await applied(firstPlan, (request, path) =>
      path.endsWith("/buildings") ? new Error("ECONNRESET") : normal(request, path),
    );

    expect(writes.filter((write) => write.endsWith("/buildings"))).toHaveLength(1);
    expect(writes).toContain("POST /gradingperiods");
  });

  it("asks after a lost answer which rows are there, and sends only the others again (F81)", async () => {
    const obliged = obliging();
    let lost = 0;
    const { writes, requests, failed, diagnostics } = await applied(firstPlan, (request, path) => {
      if (path === "/users" && request.method === "POST" && lost === 0) {
        lost += 1;
        return new Error("ECONNRESET");
      }
      const isLookUp = path.startsWith("/users?school_uids=teacher,guardian,student&");
      return isLookUp ? { body: { user: [account("guardian", 7)] } } : obliged(request, path);
    });

    const sent = bodiesTo(requests, "/users").map((row) => UidRow.parse(row).school_uid);
    expect(sent).toEqual(["teacher", "guardian", "student", "teacher", "student"]);
    expect(writes.filter((write) => write === "POST /users")).toHaveLength(2);
    expect(failed).toEqual([]);
    expect(diagnostics.map(({ code, args }) => [code, args["rows"], args["found"]])).toEqual([
      ["answer-lost", 3, 1],
    ]);
  });

  it("sends rows again that could not be taken for now, and no others (F80)", async () => {
    const obliged = obliging();
    let calls = 0;
    const { requests, failed, diagnostics } = await applied(firstPlan, (request, path) => {
      if (path !== "/users" || request.method === "GET") return obliged(request, path);
      calls += 1;
      const busy = [{ response_code: 201, id: 1 }, { response_code: 503 }, { response_code: 400 }];
      return { status: 207, body: { user: calls === 1 ? busy : [{ response_code: 201, id: 2 }] } };
    });

    const sent = bodiesTo(requests, "/users").map((row) => UidRow.parse(row).school_uid);
    expect(sent).toEqual(["teacher", "guardian", "student", "guardian"]);
    expect(failed).toEqual(["users/student"]);
    expect(codesOf(diagnostics)).toEqual(["row-rejected"]);
  });

  it("gives a row up that stays busy, with what was said of it (F80)", async () => {
    const obliged = obliging();
    const { failed, writes } = await applied(firstPlan, (request, path) =>
      path === "/courses" && request.method === "POST"
        ? { status: 207, body: { course: [{ response_code: 503, error: "later" }] } }
        : obliged(request, path),
    );

    expect(writes.filter((write) => write === "POST /courses")).toHaveLength(2);
    expect(failed).toEqual(["courses/c1", "sections/k1"]);
  });

  it("throws before it writes to a server that is not ours", async () => {
    const { client, requests } = lmsOf(() => ({ body: {} }), {});

    await expect(applyPlan(firstPlan, { client, retry })).rejects.toMatchObject({
      code: "not-a-mock",
    });
    expect(requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("shows its progress", async () => {
    const { client } = lmsOf(obliging());
    const done: number[] = [];

    await applyPlan(firstPlan, { client, retry, onProgress: (step) => done.push(step.done) });

    expect(done).toEqual([1, 2, 5, 6, 7, 8, 10]);
  });

  it("takes ids back as they are that mean something to a program", async () => {
    const world = worldPlus({ orgs: [school("__proto__"), school("a/b %")] });

    const { failed } = await applied(
      planned({ ...world, users: [user("u1", { orgs: [{ sourcedId: "__proto__" }] })] }).value,
    );

    expect(failed).toEqual([]);
  });
});
