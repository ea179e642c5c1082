import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operationsOf, type Operation } from "../../contracts/oneroster/operations.ts";
import { StatusInfoV1p1, StatusInfoV1p2 } from "../../contracts/oneroster/status-info.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import { profileNamed } from "../profiles/profiles.ts";
import { worldTables } from "../testing/world-tables.ts";
import { bare, lineItemBody, resultBody } from "../testing/grade-bodies.ts";
import { startGradedMock, type GradedMock } from "../testing/graded-mock.ts";
import { writeRulesDefault, writeRulesLenient, type WriteRules } from "./write-rules.ts";

const versions = OneRosterVersion.options;
const standard = profileNamed("standard");

function startWith(rules: Partial<WriteRules>): Promise<GradedMock> {
  return startGradedMock({ profile: { ...standard, writes: { ...writeRulesDefault, ...rules } } });
}

const putItem = (body: unknown) =>
  ({ version: "1.2", method: "PUT", path: "/lineItems/x", body }) as const;

const { metadata: _metadata, ...goodItem } = Object(lineItemBody()["lineItem"]);
const deepBody = JSON.stringify({ lineItem: { ...goodItem, metadata: { deep: "?" } } }).replace(
  '"?"',
  `${"[".repeat(1e5)}${"]".repeat(1e5)}`,
);

describe("a body", () => {
  it.each([
    ["no JSON", "{", 400],
    ["nothing", "", 400],
    ["a list", "[]", 422],
    ["null", "null", 422],
    ["another wrapper", { result: {} }, 422],
    ["a list in the wrapper", { lineItem: [] }, 422],
    ["another id", lineItemBody({ sourcedId: "y" }), 422],
    ["an empty id", lineItemBody({ sourcedId: "" }), 422],
    ["another status", lineItemBody({ status: "gone" }), 422],
    ["something beside the wrapper", { ...lineItemBody(), extra: 1 }, 422],
    ["a number that is none", `{"lineItem":{"title":"x","resultValueMax":1e999}}`, 422],
    ["metadata that is a list", lineItemBody({ metadata: [] }), 422],
    ["values too deep to write out again", deepBody, 422],
    ["more than may be read", `"${"x".repeat(5 << 20)}"`, 413],
  ])("of %s is refused in the words of the version", async (_name, body, status) => {
    const { send } = await startGradedMock();

    const answers = await Promise.all(
      versions.map((version) => send({ ...putItem(body), version })),
    );

    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    expect(StatusInfoV1p1.safeParse(await answers[0]?.json()).error).toBeUndefined();
    expect(StatusInfoV1p2.safeParse(await answers[1]?.json()).error).toBeUndefined();
  });

  it("is refused without words where the profile is terse (A.11)", async () => {
    const errors = { ...standard.errors, terse: true };
    const { send } = await startGradedMock({ profile: { ...standard, errors } });

    const answer = await send({ ...putItem({}), version: "1.1" });

    expect([answer.status, await answer.json()]).toEqual([
      422,
      { statusInfoSet: [{ imsx_codeMajor: "failure", imsx_severity: "error" }] },
    ]);
  });

  it("may have any Content-Type", async () => {
    const { mock, send } = await startGradedMock();
    const answers = [
      await send(putItem(lineItemBody())),
      await send({ ...putItem(lineItemBody()), type: "text/plain" }),
      await send({ ...putItem(lineItemBody()), type: "nonsense" }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
    expect(mock.world.lineItems.has("x")).toBe(true);
  });
});

describe("what only the SIS makes", () => {
  it.each([
    ["/lineItems/gt.task-1.alg-1.q1", lineItemBody()],
    ["/scoreScales/sg.letters.alg-1", {}],
    ["/scoreScales/letters", {}],
    ["/categories/uncategorized", { category: { title: "Mine" } }],
  ])("cannot be written nor deleted: %s", async (path, body) => {
    const { send } = await startGradedMock();
    const isSent = path !== "/scoreScales/letters";

    const [put, deleted] = [
      await send({ version: "1.2", method: "PUT", path, body }),
      await send({ version: "1.2", method: "DELETE", path }),
    ];

    expect([put.status, deleted.status]).toEqual([403, isSent ? 422 : 404]);
    expect(await deleted.text()).toContain(isSent ? "deletefailure" : "unknownobject");
  });

  it("leaves ids that merely look like one to clients", async () => {
    const { send, one } = await startGradedMock();
    const path = "/lineItems/gt.task-1.alg-1.s2";

    const answer = await send({ version: "1.2", method: "PUT", path, body: lineItemBody() });

    expect(answer.status).toBe(201);
    expect(await one("1.2", path)).toMatchObject({ title: "Essay" });
  });
});

describe("a DELETE", () => {
  const remove = (path: string) => ({ version: "1.2", method: "DELETE", path }) as const;

  it.each(["/lineItems/none", "/lineItems/old-hw", "/results/res-4", "/categories/none"])(
    "of %s, which the API does not show, is 404",
    async (path) => {
      const { send } = await startGradedMock();

      expect((await send(remove(path))).status).toBe(404);
    },
  );

  it("takes scores with their item, and parts of a test out of what is gone", async () => {
    const { send, all } = await startGradedMock();

    const statuses = [
      await send(remove("/lineItems/hw-1")),
      await send(remove("/assessmentLineItems/test-1")),
    ].map(({ status }) => status);

    expect(statuses).toEqual([204, 204]);
    expect((await all("1.2", "/results")).map((row) => row["sourcedId"])).toEqual([
      "res-2",
      "res-3",
    ]);
    const [part] = await all("1.2", "/assessmentLineItems");
    expect(part).toMatchObject({
      sourcedId: "test-1a",
      dateLastModified: "2026-09-01T12:00:00.000Z",
    });
    expect(part).not.toHaveProperty("parentAssessmentLineItem");
    expect((await send(remove("/assessmentLineItems/test-1a"))).status).toBe(204);
    expect(await all("1.2", "/assessmentResults")).toEqual([]);
  });

  it("makes the items of a category items of none", async () => {
    const { send, one } = await startGradedMock();

    expect((await send(remove("/categories/homework"))).status).toBe(204);
    expect(await one("1.1", "/lineItems/hw-1")).toMatchObject({
      category: { sourcedId: "uncategorized" },
      dateLastModified: "2026-09-01T12:00:00.000Z",
    });
  });

  it("of a score scale is refused while something goes by it", async () => {
    const { send } = await startGradedMock();

    const before = await send(remove("/scoreScales/art-scale"));
    await send(remove("/lineItems/art-essay"));
    const after = await send(remove("/scoreScales/art-scale"));

    expect([before.status, after.status]).toEqual([422, 204]);
  });

  it.each(["/lineItems/hw-1", "/categories/homework", "/assessmentLineItems/test-1"])(
    "of %s is refused while it is in use, by setting",
    async (path) => {
      const { send } = await startWith({ inUse: "refused" });

      const answer = await send(remove(path));

      expect([answer.status, await answer.text()]).toEqual([
        422,
        expect.stringContaining("deletefailure"),
      ]);
      expect((await send(remove("/results/res-1"))).status).toBe(204);
    },
  );

  it("is refused altogether by setting, in both versions (F102)", async () => {
    const { send } = await startWith({ deletes: "refused" });

    for (const version of versions) {
      const answer = await send({ ...remove("/results/res-1"), version });
      expect([answer.status, await answer.text()]).toEqual([
        422,
        expect.stringContaining(version === "1.1" ? "invalid data" : "deletefailure"),
      ]);
    }
  });
});

describe("a licence for one school (F99)", () => {
  const connection = {
    kind: "roster-and-gradebook",
    learningLicence: "school",
    licensedSchools: ["south"],
  } as const;
  const assessment = { assessmentLineItem: { title: "x", class: bare("alg-1") } };
  const assessmentLineItem = bare("test-1a");

  it.each([
    ["PUT", "/lineItems/x", lineItemBody()],
    ["PUT", "/results/x", resultBody("0cdc382f-fc01-482b-87df-843ea6c8d8c3")],
    ["PUT", "/assessmentLineItems/x", assessment],
    [
      "PUT",
      "/assessmentResults/x",
      {
        assessmentResult: {
          assessmentLineItem,
          student: bare("0cdc382f-fc01-482b-87df-843ea6c8d8c3"),
          scoreStatus: "exempt",
          scoreDate: "2026-09-01",
        },
      },
    ],
    [
      "POST",
      "/classes/alg-1/lineItems",
      { lineItems: [{ ...Object(lineItemBody()["lineItem"]), sourcedId: "a" }] },
    ],
    ["DELETE", "/lineItems/hw-1", undefined],
    ["DELETE", "/results/res-1", undefined],
    ["DELETE", "/categories/studio", undefined],
    ["DELETE", "/assessmentResults/score-1", undefined],
  ])("refuses %s %s of another school, and says why", async (method, path, body) => {
    const { send } = await startGradedMock({ connection });

    const answer = await send({ version: "1.2", method, path, body });

    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining("licence does not cover the school"),
    ]);
  });

  it("lets the grades of that school pass", async () => {
    const { send } = await startGradedMock({ connection });
    const body = lineItemBody({ class: bare("bio-1") });

    const answer = await send(putItem(body));

    expect(answer.status).toBe(201);
  });
});

const writes: readonly (readonly [OneRosterVersion, Operation])[] = versions.flatMap((version) =>
  operationsOf(version)
    .filter(({ method }) => method !== "GET")
    .map((operation) => [version, operation] as const),
);
const parents: Readonly<Record<string, string>> = {
  classSourcedId: "alg-1",
  lineItemSourcedId: "hw-1",
  schoolSourcedId: "north",
  academicSessionSourcedId: "q1",
};
const ids = fc.constantFrom(
  "hw-1",
  "res-1",
  "test-1a",
  "art-scale",
  "homework",
  "gt.task-1.alg-1.q1",
  "new",
);
/** A record that any class would take where fields of others are passed over. */
const good = {
  title: "Essay",
  type: "percent",
  scoreStatus: "fully graded",
  score: 8,
  scoreDate: "2026-09-01",
  assignDate: "2026-09-01T00:00:00Z",
  dueDate: "2026-09-01T00:00:00Z",
  scoreScaleValue: [{ itemValueLHS: "1", itemValueRHS: "A" }],
  class: bare("alg-1"),
  lineItem: bare("hw-1"),
  student: bare("s101"),
  assessmentLineItem: bare("test-1a"),
};
const references = fc
  .constantFrom("alg-1", "homework", "hw-1", "s101", "test-1a", "art-scale", "north", "none")
  .map(bare);
const spoilers = {
  sourcedId: ids,
  status: fc.constantFrom("active", "tobedeleted", "x"),
  title: fc.string(),
  scoreStatus: fc.constantFrom("exempt", "submitted", "ext:x", "x"),
  score: fc.oneof(fc.double(), fc.string()),
  textScore: fc.string(),
  scoreDate: fc.constantFrom("2026-02-30", "2026-09-01T00:00:00Z"),
  dueDate: fc.constantFrom("2026-09-01", "x"),
  metadata: fc.object(),
  learningObjectiveSet: fc.jsonValue(),
  scoreScaleValue: fc.jsonValue(),
  category: references,
  lineItem: references,
  parentAssessmentLineItem: references,
  scoreScale: references,
};
const nearlyGood = fc
  .tuple(fc.record(spoilers), fc.subarray(Object.keys(spoilers), { maxLength: 2 }))
  .map(([all, names]) => ({
    ...good,
    ...Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))),
  }));

function wrap(version: OneRosterVersion, { className, kind }: Operation, value: unknown): unknown {
  const { collection, single } = wrapperOf(version, className);
  const student = version === "1.1" ? "s101" : "0cdc382f-fc01-482b-87df-843ea6c8d8c3";
  const record =
    isObject(value) && "student" in value ? { ...value, student: bare(student) } : value;
  if (kind !== "post") return { [single]: record };
  return { [collection]: [isObject(record) ? { sourcedId: "tmp", ...record } : record] };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

describe("any write with any body", () => {
  it("is never answered with 5xx, is never half done, and leaves what can be read", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...writes),
        ids,
        fc.oneof(fc.jsonValue(), fc.string(), { arbitrary: nearlyGood, weight: 4 }),
        fc.constantFrom("wrapped", "wrapped", "bare"),
        fc.constantFrom(
          { ...writeRulesLenient, mayLack: [...writeRulesLenient.mayLack, "class", "title"] },
          { ...writeRulesLenient, checks: [] },
          writeRulesDefault,
        ),
        async ([version, operation], id, value, form, rules) => {
          const { send, mock } = await startWith(rules);
          const path = operation.path.replaceAll(
            /\{(\w+)\}/g,
            (_, name: string) => parents[name] ?? id,
          );
          const body = form === "bare" ? value : wrap(version, operation, value);
          const before = worldTables(mock.world);

          const { status } = await send({ version, method: operation.method, path, body });

          expect(status).toBeLessThan(500);
          expect(status >= 400 ? worldTables(mock.world) : before).toEqual(before);
          for (const read of ["/lineItems", "/results", "/categories"]) {
            expect((await send({ version, method: "GET", path: read })).status).toBe(200);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
