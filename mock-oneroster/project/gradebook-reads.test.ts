import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { operationsOf } from "../../contracts/oneroster/operations.ts";
import { strictV1p1 } from "../../contracts/oneroster/v1p1.ts";
import { strictV1p2 } from "../../contracts/oneroster/v1p2.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { parseFilter } from "../query/filter-grammar.ts";
import { createMatcher } from "../query/match-filter.ts";
import { profileNamed } from "../profiles/profiles.ts";
import { startGradedMock } from "../testing/graded-mock.ts";
import type { WireRecord } from "./refs.ts";

const versions = OneRosterVersion.options;
const schemas: Readonly<Record<OneRosterVersion, Readonly<Record<string, z.ZodType>>>> = {
  "1.1": strictV1p1,
  "1.2": strictV1p2,
};
/** The ids in nested paths. All of them lead to something. */
const ids: Readonly<Record<string, string>> = {
  "{classSourcedId}": "alg-1",
  "{lineItemSourcedId}": "hw-1",
  "{schoolSourcedId}": "north",
  "{courseSourcedId}": "art",
};

function idsOf(rows: readonly WireRecord[]): readonly unknown[] {
  return rows.map((row) => row["sourcedId"]);
}

describe.each(versions)("every read of the grade book and of resources in %s", (version) => {
  const reads = operationsOf(version).filter(
    ({ service, kind }) => service !== "rostering" && kind === "collection",
  );

  it.each(reads)("answers $path with something, as the standard says", async (operation) => {
    const { all, one } = await startGradedMock();
    const student = String(idsOf(await all(version, "/students"))[0]);
    const path = operation.path
      .replace("/classes/{classSourcedId}/resources", "/classes/art-1/resources")
      .replace(/\{(?:student|user)SourcedId\}/, student)
      .replaceAll(/\{\w+\}/g, (name) => ids[name] ?? name);

    const rows = await all(version, path);

    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(schemas[version][operation.className]?.safeParse(row).error?.message).toBeUndefined();
      if (operation.parents.length > 0) continue;
      expect(await one(version, `${path}/${String(row["sourcedId"])}`)).toEqual(row);
    }
  });
});

describe("the nested reads", () => {
  it.each([
    ["/classes/art-1/categories", ["homework", "studio", "uncategorized"]],
    ["/classes/alg-1/categories", ["homework", "uncategorized"]],
    ["/classes/art-1/lineItems", ["art-essay"]],
    ["/classes/alg-2/lineItems", ["gt.task-1.alg-2.s2", "gt.task-2.alg-2.s2"]],
    ["/classes/alg-1/results", ["res-1", "res-2", "res-5"]],
    ["/classes/alg-1/lineItems/hw-1/results", ["res-1", "res-5"]],
    ["/classes/alg-1/lineItems/gt.task-1.alg-1.q1/results", ["res-2"]],
    ["/classes/alg-1/lineItems/art-essay/results", []],
    ["/classes/alg-1/scoreScales", ["sg.letters.alg-1"]],
    ["/classes/art-1/scoreScales", ["art-scale"]],
    ["/schools/north/scoreScales", ["art-scale", "sg.letters.alg-1", "sg.letters.alg-2"]],
    ["/schools/south/scoreScales", []],
    ["/classes/art-1/resources", ["book-2"]],
    ["/courses/art/resources", ["book-1"]],
  ])("find in 1.2 under %s %j", async (path, expected) => {
    const { all } = await startGradedMock();

    expect(idsOf(await all("1.2", path))).toEqual(expected);
  });

  it("find the results of one student, by the id of each version", async () => {
    const { all } = await startGradedMock();
    const [user] = await all("1.2", "/users?filter=givenName='Ada'");

    const [old, fresh] = [
      await all("1.1", "/classes/alg-1/students/s101/results"),
      await all("1.2", `/classes/alg-1/students/${String(user?.["sourcedId"])}/results`),
    ];

    expect([idsOf(old), idsOf(fresh)]).toEqual([
      ["res-1", "res-2"],
      ["res-1", "res-2"],
    ]);
  });

  it("count a result that says another class than its line item to the class that it says", async () => {
    const { all, mock } = await startGradedMock();
    const result = mock.world.results.get("res-1");
    if (result !== undefined) mock.world.results.put({ ...result, section: "art-1" });

    expect(idsOf(await all("1.1", "/classes/alg-1/results"))).toEqual(["res-2", "res-5"]);
    expect(idsOf(await all("1.1", "/classes/art-1/results"))).toEqual(["res-1", "res-3"]);
  });

  it.each([
    "/classes/alg-9/lineItems",
    "/classes/alg-1/lineItems/none/results",
    "/classes/alg-1/students/t201/results",
    "/lineItems/old-hw",
    "/lineItems/gt.task-1.alg-9.q1",
    "/lineItems/gt.task-1.alg-1.s2",
    "/lineItems/gt.task-1.alg-1.q1.more",
    "/results/res-4",
  ])("answer 404 in 1.1 for %s, of which the API shows nothing", async (path) => {
    const { send } = await startGradedMock();

    expect((await send({ version: "1.1", method: "GET", path })).status).toBe(404);
  });
});

it("serves the score groups of Campus in 1.1 as well (A.3)", async () => {
  const { all } = await startGradedMock({
    profile: { ...profileNamed("standard"), operations: "campus" },
  });

  expect(idsOf(await all("1.1", "/scoreGroups"))).toEqual([
    "art-scale",
    "sg.letters.alg-1",
    "sg.letters.alg-2",
  ]);
});

describe("a filter on an indexed field", () => {
  it.each([
    ["/lineItems", "status='active'"],
    ["/lineItems", "status='tobedeleted'"],
    ["/lineItems", "dateLastModified>='2026-08-01'"],
    ["/lineItems", "dateLastModified<'2026-08-01'"],
    ["/lineItems", "class.sourcedId='alg-1'"],
    ["/lineItems", "class.sourcedId='art-1' AND status='active'"],
    ["/results", "lineItem.sourcedId='hw-1'"],
    ["/results", "lineItem.sourcedId='gt.task-1.alg-1.q1'"],
    ["/results", "class.sourcedId='alg-1'"],
    ["/results", "class.sourcedId='art-1' OR lineItem.sourcedId='hw-1'"],
    ["/scoreScales", "class.sourcedId='alg-2'"],
    ["/categories", "sourcedId='uncategorized'"],
    ["/categories", "dateLastModified>'2026-07-31' AND status='active'"],
    ["/assessmentResults", "assessmentLineItem.sourcedId='test-1a'"],
    ["/assessmentLineItems", "parentAssessmentLineItem.sourcedId='test-1'"],
  ] as const)("of %s finds what looking at all finds: %s", async (path, text) => {
    const { all } = await startGradedMock();
    const className = operationsOf("1.2").find((operation) => operation.path === path)?.className;
    const filter = parseFilter(text);
    if (className === undefined || filter === undefined) throw new TypeError(text);
    const matches = createMatcher("1.2", className, filter);
    if (typeof matches !== "function") throw new TypeError(text);

    const found = await all("1.2", `${path}?filter=${encodeURIComponent(text)}`);

    expect(found).toEqual((await all("1.2", path)).filter(matches));
  });

  it("finds the results of a student by either version's id, and of no other record of the person", async () => {
    const { all } = await startGradedMock();
    const count = async (id: string): Promise<number> =>
      (await all("1.1", `/results?filter=student.sourcedId='${id}'`)).length;

    expect([await count("s101"), await count("t101"), await count("s103")]).toEqual([3, 0, 0]);
  });
});

describe("a grading task", () => {
  it("is a line item for each section and term, with its window open or shut (A.11)", async () => {
    const { all } = await startGradedMock();

    const tasks = (await all("1.2", "/lineItems")).filter(({ metadata }) => metadata !== undefined);

    expect(tasks.map(({ sourcedId, metadata }) => [sourcedId, metadata])).toEqual(
      [
        ["gt.task-1.alg-1.q1", false, true],
        ["gt.task-1.alg-1.q2", false, false],
        ["gt.task-1.alg-2.s2", false, false],
        ["gt.task-2.alg-1.q1", true, true],
        ["gt.task-2.alg-1.q2", true, true],
        ["gt.task-2.alg-2.s2", true, true],
      ].map(([id, isStandard, isOpen]) => [
        id,
        {
          ext_infiniteCampus_isStandard: isStandard,
          ext_infiniteCampus_isOneTime: false,
          ext_infiniteCampus_isGradingWindowOpen: isOpen,
        },
      ]),
    );
  });

  it("follows the trial that is active, and changes of the task", async () => {
    const { all, mock } = await startGradedMock();
    const { world } = mock;
    const before = (await all("1.1", "/lineItems")).length;
    for (const id of ["a-north", "b-north"]) {
      const trial = world.trials.get(id);
      if (trial !== undefined) world.trials.put({ ...trial, active: !trial.active });
    }

    expect(before).toBe(8);
    expect(idsOf(await all("1.1", "/lineItems"))).toEqual([
      "gt.task-1.alg-9.q1",
      "gt.task-2.alg-9.q1",
      "old-hw",
    ]);
    world.gradingTasks.delete("task-2");
    expect(idsOf(await all("1.1", "/lineItems"))).toEqual(["gt.task-1.alg-9.q1", "old-hw"]);
  });

  it("says nothing of Campus where the profile does not", async () => {
    const { all } = await startGradedMock({ profile: profileNamed("strict") });

    const rows = [...(await all("1.1", "/lineItems")), ...(await all("1.1", "/results"))];

    expect(rows.map(({ metadata }) => metadata).filter((one) => one !== undefined)).toEqual([]);
  });
});

describe("what a version requires and the world does not know", () => {
  it("is filled in for a line item: category, term, school and bounds", async () => {
    const { mock, one } = await startGradedMock();
    const bare = mock.world.lineItems.get("art-essay");
    if (bare !== undefined) {
      const bounds = { resultValueMin: undefined, resultValueMax: undefined };
      mock.world.lineItems.put({ ...bare, ...bounds, section: "alg-1", dueDate: "2026-11-02" });
    }

    const [old, fresh] = [
      await one("1.1", "/lineItems/art-essay"),
      await one("1.2", "/lineItems/art-essay"),
    ];

    expect(old).toMatchObject({
      category: { sourcedId: "uncategorized" },
      gradingPeriod: { sourcedId: "q2" },
      resultValueMin: 0,
      resultValueMax: 100,
      dueDate: "2026-11-02T00:00:00.000Z",
    });
    expect(fresh).toMatchObject({
      category: { sourcedId: "uncategorized" },
      academicSession: { sourcedId: "q2" },
      school: { sourcedId: "north" },
    });
    expect(fresh).not.toHaveProperty("resultValueMax");
  });

  it("is a score in 1.1: the least percent of a letter, or 0", async () => {
    const { one } = await startGradedMock();

    expect(await one("1.1", "/results/res-2")).toMatchObject({
      score: 90,
      metadata: { ext_infiniteCampus_scoreGrade: "A-" },
    });
    expect(await one("1.1", "/results/res-3")).toMatchObject({ score: 0, scoreStatus: "exempt" });
    expect(await one("1.1", "/results/res-5")).toMatchObject({ scoreStatus: "not submitted" });
    expect(await one("1.2", "/results/res-3")).not.toHaveProperty("score");
  });

  it("looks for the percent of a letter in the score group of the grading task too", async () => {
    const { mock, one } = await startGradedMock();
    const posted = mock.world.results.get("res-2");
    if (posted !== undefined) mock.world.results.put({ ...posted, scoreScale: undefined });

    expect(await one("1.1", "/results/res-2")).toMatchObject({ score: 90 });
  });

  it("makes a category only while something has none", async () => {
    const { all, mock } = await startGradedMock();
    for (const { id } of mock.world.gradingTasks.values()) mock.world.gradingTasks.delete(id);
    for (const item of mock.world.lineItems.values()) {
      mock.world.lineItems.put({ ...item, category: "homework" });
    }

    expect(idsOf(await all("1.2", "/categories"))).toEqual(["homework", "studio"]);
  });
});
