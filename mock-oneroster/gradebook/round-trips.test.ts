import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { strictV1p1 } from "../../contracts/oneroster/v1p1.ts";
import { SourcedIdPairs, strictV1p2 } from "../../contracts/oneroster/v1p2.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import { profileNamed } from "../profiles/profiles.ts";
import type { WireRecord } from "../project/refs.ts";
import { bare, lineItemBody, resultBody } from "../testing/grade-bodies.ts";
import { startGradedMock } from "../testing/graded-mock.ts";

const versions = OneRosterVersion.options;
const schemas: Readonly<Record<OneRosterVersion, Readonly<Record<string, z.ZodType>>>> = {
  "1.1": strictV1p1,
  "1.2": strictV1p2,
};
const ada = { "1.1": "s101", "1.2": "0cdc382f-fc01-482b-87df-843ea6c8d8c3" };

interface Case {
  readonly version: OneRosterVersion;
  readonly path: string;
  readonly body: WireRecord;
  readonly change: WireRecord;
}

const cases: readonly Case[] = [
  ...versions.flatMap((version) => [
    {
      version,
      path: "/categories",
      body: { category: { title: "Quiz", metadata: { vendor: { nested: [1] } } } },
      change: { title: "Quizzes" },
    },
    { version, path: "/lineItems", body: lineItemBody(), change: { title: "Essay 2" } },
    {
      version,
      path: "/results",
      body: resultBody(ada[version], { comment: "" }),
      change: { score: 7.5, scoreStatus: "partially graded" },
    },
  ]),
  {
    version: "1.2",
    path: "/scoreScales",
    body: {
      scoreScale: {
        title: "Stars",
        type: "ordinal",
        class: bare("art-1"),
        course: bare("art"),
        scoreScaleValue: [{ itemValueLHS: "1", itemValueRHS: "*" }],
      },
    },
    change: { scoreScaleValue: [{ itemValueLHS: "2", itemValueRHS: "**" }] },
  },
  {
    version: "1.2",
    path: "/assessmentLineItems",
    body: {
      assessmentLineItem: {
        title: "Part B",
        class: bare("alg-1"),
        parentAssessmentLineItem: bare("test-1"),
        scoreScale: bare("sg.letters.alg-1"),
        resultValueMax: 20,
        learningObjectiveSet: [{ source: "case", learningObjectiveIds: ["lo-2"] }],
      },
    },
    change: { title: "Part C" },
  },
  {
    version: "1.2",
    path: "/assessmentResults",
    body: {
      assessmentResult: {
        assessmentLineItem: bare("test-1a"),
        student: bare(ada["1.2"]),
        scoreStatus: "fully graded",
        score: 12,
        textScore: "A",
        scorePercentile: 50,
        scoreDate: "2026-09-02",
        missing: "false",
      },
    },
    change: { score: 13 },
  },
  {
    version: "1.2",
    path: "/results",
    body: resultBody(ada["1.2"], {
      class: bare("alg-1"),
      textScore: "B",
      scoreScale: bare("sg.letters.alg-1"),
      late: "true",
      inProgress: "false",
      learningObjectiveSet: [
        {
          source: "unknown",
          learningObjectiveResults: [{ learningObjectiveId: "lo-1", score: 3, textScore: "x" }],
        },
      ],
    }),
    change: { textScore: "A" },
  },
];

function inner(body: WireRecord): WireRecord {
  const [value] = Object.values(body);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

describe.each(cases)("a record of $path in $version", ({ version, path, body, change }) => {
  const url = `${path}/a%2Fb%20c`;
  const put = (record: WireRecord) => ({ version, method: "PUT", path: url, body: record });

  it("is created by PUT, read, replaced, read, deleted, and gone", async () => {
    const { send, one, all, clock } = await startGradedMock();
    const className = Object.keys(body)[0] ?? "";
    const schema = schemas[version][className];

    const created = await send(put(body));
    const first = await one(version, url);
    clock.advanceTo(clock.now() + 1_000);
    const replaced = await send(put({ [className]: { ...inner(body), ...change } }));
    const second = await one(version, url);
    const listed = (await all(version, path)).filter((row) => row["sourcedId"] === "a/b c");
    const deleted = await send({ version, method: "DELETE", path: url });
    const again = await send({ version, method: "DELETE", path: url });

    expect([created.status, replaced.status, deleted.status, again.status]).toEqual([
      201, 200, 204, 404,
    ]);
    expect(await created.text()).toBe("");
    expect(schema?.safeParse(first).error?.message).toBeUndefined();
    expect(first).toMatchObject({ ...inner(body), status: "active" });
    expect(first["dateLastModified"]).toBe("2026-09-01T12:00:00.000Z");
    expect(second).toMatchObject({ ...inner(body), ...change });
    expect(second["dateLastModified"]).toBe("2026-09-01T12:00:01.000Z");
    expect(listed).toEqual([second]);
    expect((await all(version, path)).map((row) => row["sourcedId"])).not.toContain("a/b c");
    expect((await send({ version, method: "GET", path: url })).status).toBe(404);
  });

  it("comes back as it was sent when the strict profile is given what it reads", async () => {
    const lenient = await startGradedMock();
    await lenient.send(put(body));
    const read = await lenient.one(version, url);
    const strict = await startGradedMock({ profile: profileNamed("strict") });
    const wrapper = Object.keys(body)[0] ?? "";

    const created = await strict.send(put({ [wrapper]: read }));

    expect([created.status, await created.text()]).toEqual([201, ""]);
    expect(await strict.one(version, url)).toEqual(read);
    expect((await strict.send(put({ [wrapper]: read }))).status).toBe(
      version === "1.1" ? 200 : 201,
    );
    expect((await strict.send(put(body))).status).toBe(422);
  });
});

describe("what is written in one version", () => {
  it("shows at once in the other, and counts as an LMS's", async () => {
    const { send, one, mock } = await startGradedMock();

    await send({ version: "1.2", method: "PUT", path: "/lineItems/x", body: lineItemBody() });
    await send({
      version: "1.1",
      method: "PUT",
      path: "/results/y",
      body: resultBody("s101", { lineItem: bare("x") }),
    });

    expect(await one("1.1", "/lineItems/x")).toMatchObject({ title: "Essay" });
    expect(await one("1.2", "/results/y")).toMatchObject({
      student: { sourcedId: ada["1.2"] },
      class: { sourcedId: "alg-1" },
    });
    expect(mock.world.lineItems.get("x")?.origin).toBe("lms");
    expect(mock.world.results.get("y")).toMatchObject({ origin: "lms", section: "alg-1" });
  });

  it("may overwrite what the SIS holds, which then is the LMS's (F107)", async () => {
    const { send, mock } = await startGradedMock();

    const body = lineItemBody({ title: "Mine" });
    const answer = await send({ version: "1.2", method: "PUT", path: "/lineItems/hw-1", body });

    expect(answer.status).toBe(200);
    expect(mock.world.lineItems.get("hw-1")).toMatchObject({ origin: "lms", title: "Mine" });
  });

  it("takes the category of none for none, and the scale of a class for the score group", async () => {
    const { send, mock } = await startGradedMock();

    const body = lineItemBody({
      category: bare("uncategorized"),
      scoreScale: bare("sg.letters.alg-1"),
    });
    await send({ version: "1.2", method: "PUT", path: "/lineItems/x", body });

    expect(mock.world.lineItems.get("x")).toMatchObject({ scoreScale: "letters" });
    expect(mock.world.lineItems.get("x")?.category).toBeUndefined();
  });
});

describe("a POST of 1.2", () => {
  const item = (sourcedId: string, rest: WireRecord = {}): WireRecord => ({
    ...inner(lineItemBody(rest)),
    sourcedId,
  });
  const result = (sourcedId: string, rest: WireRecord = {}): WireRecord => ({
    ...inner(resultBody(ada["1.2"], rest)),
    sourcedId,
  });
  const { class: _class, ...classless } = item("tmp-2");
  const { lineItem: _lineItem, ...itemless } = result("tmp-2");

  it.each([
    ["/classes/alg-1/lineItems", { lineItems: [item("tmp-1"), classless] }],
    ["/schools/north/lineItems", { lineItems: [item("tmp-1"), item("tmp-2")] }],
    ["/lineItems/hw-1/results", { results: [result("tmp-1"), itemless] }],
    [
      "/classes/alg-1/academicSessions/q1/results",
      { results: [result("tmp-1"), result("tmp-2", { lineItem: bare("gt.task-1.alg-1.q1") })] },
    ],
  ])("to %s gives ids, the same in every run", async (path, body) => {
    const { send, one } = await startGradedMock();
    const twin = await startGradedMock();
    const call = { version: "1.2", method: "POST", path, body } as const;

    const answer = await send(call);
    const pairs = SourcedIdPairs.parse(await answer.json()).sourcedIdPairs ?? [];
    const more = SourcedIdPairs.parse(await (await send(call)).json()).sourcedIdPairs ?? [];

    expect(answer.status).toBe(201);
    expect(pairs.map(({ suppliedSourcedId }) => suppliedSourcedId)).toEqual(["tmp-1", "tmp-2"]);
    const allocated = [...pairs, ...more].map((pair) => pair.allocatedSourcedId);
    expect(new Set(allocated).size).toBe(4);
    const collection = Object.keys(body)[0] === "results" ? "/results" : "/lineItems";
    for (const id of allocated) {
      const record = await one("1.2", `${collection}/${id}`);
      expect(schemas["1.2"][collection.slice(1, -1)]?.safeParse(record).error).toBeUndefined();
    }
    expect(await (await twin.send(call)).json()).toEqual({ sourcedIdPairs: pairs });
  });

  it("takes all records or none, and says which is wrong", async () => {
    const { send, mock } = await startGradedMock();
    const before = mock.world.lineItems.revision;
    const body = { lineItems: [item("a"), item("b", { dueDate: "soon" })] };

    const answer = await send({
      version: "1.2",
      method: "POST",
      path: "/classes/alg-1/lineItems",
      body,
    });

    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining("lineItems[1].dueDate"),
    ]);
    expect(mock.world.lineItems.revision).toBe(before);
  });

  it.each([
    ["/classes/alg-1/lineItems", { lineItems: [item("a", { class: bare("alg-2") })] }, "class"],
    ["/classes/alg-1/lineItems", { lineItems: [item("a"), item("a")] }, "twice"],
    ["/classes/alg-1/lineItems", { lineItems: [inner(lineItemBody())] }, "sourcedId is missing"],
    ["/classes/alg-1/lineItems", { lineItems: {} }, "list"],
    ["/classes/alg-1/lineItems", { lineItem: {} }, "lineItems"],
    ["/schools/south/lineItems", { lineItems: [item("a")] }, "school"],
    ["/lineItems/art-essay/results", { results: [result("a")] }, "lineItem"],
  ])("to %s is refused for a body that does not fit: %j", async (path, body, word) => {
    const { send } = await startGradedMock();

    const answer = await send({ version: "1.2", method: "POST", path, body });

    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(word)]);
  });

  it.each([
    "/classes/none/lineItems",
    "/schools/d1/lineItems",
    "/lineItems/none/results",
    "/classes/alg-1/academicSessions/none/results",
  ])("to %s is 404", async (path) => {
    const { send } = await startGradedMock();
    const wrapper = wrapperOf("1.2", path.endsWith("results") ? "result" : "lineItem").collection;

    const answer = await send({ version: "1.2", method: "POST", path, body: { [wrapper]: [] } });

    expect(answer.status).toBe(404);
  });

  it("gives no id again, not even that of a record that was deleted", async () => {
    const { send, clock } = await startGradedMock();
    const body = { lineItems: [item("a")] };
    const post = async (): Promise<string> => {
      const path = "/classes/alg-1/lineItems";
      const answer = await send({ version: "1.2", method: "POST", path, body });
      return (
        SourcedIdPairs.parse(await answer.json()).sourcedIdPairs?.[0]?.allocatedSourcedId ?? ""
      );
    };

    const first = await post();
    await send({ version: "1.2", method: "DELETE", path: `/lineItems/${first}` });
    clock.advanceTo(clock.now() + 1);

    expect(await post()).not.toBe(first);
  });

  it("holds its records to the rules among each other", async () => {
    const writes = { ...profileNamed("standard").writes, checks: ["unique-title"] } as const;
    const { send } = await startGradedMock({ profile: { ...profileNamed("standard"), writes } });
    const body = { lineItems: [item("a"), item("b")] };

    const path = "/classes/alg-1/lineItems";
    const answer = await send({ version: "1.2", method: "POST", path, body });

    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining("lineItems[1].title"),
    ]);
  });

  it("of nothing gives no pairs, and 1.1 has no POST", async () => {
    const { send } = await startGradedMock();
    const call = { method: "POST", path: "/classes/alg-1/lineItems", body: { lineItems: [] } };

    const answer = await send({ version: "1.2", ...call });

    expect([answer.status, await answer.json()]).toEqual([201, { sourcedIdPairs: [] }]);
    expect((await send({ version: "1.1", ...call })).status).toBe(405);
  });
});
