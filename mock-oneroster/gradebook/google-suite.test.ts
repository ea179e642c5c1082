import { describe, expect, it } from "vitest";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { generateDistrict } from "../district/generate-district.ts";
import { profileNamed } from "../profiles/profiles.ts";
import type { WireRecord } from "../project/refs.ts";
import { bare } from "../testing/grade-bodies.ts";
import { startGradedMock, type GradedMock } from "../testing/graded-mock.ts";
import { writeRulesCampus, writeRulesDefault, writeRulesLenient } from "./write-rules.ts";

const standard = profileNamed("standard");
const itemId = "5f0c54a4-8dcb-4c6a-9b5e-1a2f0d6c7e11";
const resultId = "c1b5e4f2-6a77-4e0d-8c59-3f0e2b8d9a22";
const item = `/lineItems/${itemId}`;
const result = `/results/${resultId}`;

/** The steps of Google's suite, each fed by those before it (facts §7.2). */
function stepsOf({ send, all }: GradedMock, version: OneRosterVersion) {
  const write = async (method: string, path: string, body?: WireRecord): Promise<number> =>
    (await send({ version, method, path, body })).status;
  const found = async (path: string, id: string): Promise<WireRecord | undefined> =>
    (await all(version, path)).find((row) => row["sourcedId"] === id);
  return {
    all: (path: string) => all(version, path),
    putItem: (rest: WireRecord) => write("PUT", item, { lineItem: { ...itemFields, ...rest } }),
    putResult: (rest: WireRecord) => write("PUT", result, { result: { ...resultFields, ...rest } }),
    remove: (path: string) => write("DELETE", path),
    item: () => found("/classes/alg-1/lineItems", itemId),
    result: () => found(`/classes/alg-1/lineItems/${itemId}/results`, resultId),
  };
}

const itemFields = {
  sourcedId: itemId,
  title: "Conformance assignment",
  description: "Made by a suite",
  assignDate: "2026-09-01T10:00:00.123Z",
  dueDate: "2026-09-03T10:00:00.123Z",
  class: bare("alg-1"),
  resultValueMin: 0,
  resultValueMax: 100,
};
const resultFields = {
  sourcedId: resultId,
  lineItem: bare(itemId),
  scoreStatus: "fully graded",
  score: 80,
  comment: "",
  scoreDate: "2026-09-02T09:30:00.000Z",
};

const rules = [
  ["default", writeRulesDefault],
  ["lenient", writeRulesLenient],
  ["Campus", writeRulesCampus],
] as const;

describe.each(rules)("Google's suite under the %s rules", (_name, writes) => {
  it.each(["1.1", "1.2"] as const)("passes in %s, step by step", async (version) => {
    const mock = await startGradedMock({ profile: { ...standard, writes } });
    const suite = stepsOf(mock, version);
    const [student] = await suite.all("/classes/alg-1/students");
    const period = version === "1.1" ? { gradingPeriod: bare("q1") } : { school: bare("north") };
    const ada = { student: bare(String(student?.["sourcedId"])) };

    const [category] = await suite.all(
      version === "1.1" ? "/categories" : "/classes/alg-1/categories",
    );
    const fields = { ...period, category: bare(String(category?.["sourcedId"])) };
    const periods = await suite.all("/terms/s1/gradingPeriods");
    expect(periods.length).toBeGreaterThan(0);
    expect(new Set(periods.map(({ type }) => type))).toEqual(new Set(["gradingPeriod"]));

    expect(await suite.putItem(fields)).toBe(201);
    expect(await suite.item()).toMatchObject({ category: fields.category });
    const title = "A title of about a hundred characters ".repeat(3).trim();
    expect(await suite.putItem({ ...fields, title })).toBe(200);
    expect(await suite.item()).toMatchObject({ title });

    expect(await suite.putResult(ada)).toBe(201);
    expect(await suite.result()).toMatchObject({ score: 80, scoreDate: "2026-09-02", comment: "" });
    expect(await suite.putResult({ ...ada, score: 300 })).toBe(200);
    expect(await suite.result()).toMatchObject({ score: 300 });
    expect(await suite.putResult({ ...ada, scoreStatus: "exempt" })).toBe(200);
    expect(await suite.result()).toMatchObject({ scoreStatus: "exempt" });

    expect(await suite.remove(result)).toBe(204);
    expect(await suite.result()).toBeUndefined();
    expect(await suite.remove(item)).toBe(204);
    expect(await suite.item()).toBeUndefined();
  });

  it("takes a line item of 1.1 without a category, as the old suite sends it (F91)", async () => {
    const mock = await startGradedMock({ profile: { ...standard, writes } });
    const suite = stepsOf(mock, "1.1");

    expect(await suite.putItem({ gradingPeriod: bare("q1") })).toBe(201);
    expect(await suite.item()).toMatchObject({ category: { sourcedId: "uncategorized" } });
  });
});

const campus = profileNamed("infinite-campus");
const readings = [
  ["by type", standard],
  ["both, as Campus has them", { ...campus, paths: standard.paths, auth: standard.auth }],
] as const;

describe.each(readings)("Google's chain over a whole district, sessions %s", (_name, profile) => {
  it.each(["1.1", "1.2"] as const)("holds for every class in %s", async (version) => {
    const world = generateDistrict({ seed: 1, preset: "small", asOf: "2026-09-01" });
    const mock = await startGradedMock({ profile, world });
    const classes = await mock.all(version, "/classes");
    const steps = new Map<string, WireRecord>();
    for (const each of classes) {
      for (const term of refsOf(each, "terms")) steps.set(term, each);
    }

    expect(classes.length).toBeGreaterThan(250);
    expect(classes.filter((each) => refsOf(each, "terms").length === 0)).toEqual([]);
    for (const [term, each] of steps) {
      expect(await mock.one(version, `/terms/${term}`)).toMatchObject({ type: "term" });
      const periods = await mock.all(version, `/terms/${term}/gradingPeriods`);
      expect(new Set(periods.map(({ type }) => type))).toEqual(new Set(["gradingPeriod"]));
      const body = { lineItem: itemIn({ version, term, section: each, period: periods[0] ?? {} }) };
      const written = await mock.send({ version, method: "PUT", path: `/lineItems/${term}`, body });
      expect(await written.text()).not.toContain("failure");
      expect([term, written.status]).toEqual([term, 201]);
    }
  });
});

interface Place {
  readonly version: OneRosterVersion;
  readonly term: string;
  readonly section: WireRecord;
  readonly period: WireRecord;
}

/** An item that is due in a grading period of the class. */
function itemIn({ version, term, section, period }: Place): WireRecord {
  const [school = ""] = refsOf(section, "school");
  const noon = (field: string): string => `${String(period[field])}T12:00:00.000Z`;
  return {
    sourcedId: term,
    title: `In ${term}`,
    assignDate: noon("startDate"),
    dueDate: noon("endDate"),
    resultValueMin: 0,
    resultValueMax: 100,
    class: bare(String(section["sourcedId"])),
    category: bare("1"),
    ...(version === "1.1"
      ? { gradingPeriod: bare(String(period["sourcedId"])) }
      : { school: bare(school) }),
  };
}

/** The sourcedIds of a field of references. */
function refsOf(record: WireRecord, field: string): readonly string[] {
  const value = record[field];
  return [Array.isArray(value) ? value : [value]]
    .flat()
    .flatMap((one: WireRecord | undefined) =>
      one === undefined ? [] : [String(one["sourcedId"])],
    );
}
