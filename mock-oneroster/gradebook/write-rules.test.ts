import { describe, expect, it } from "vitest";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { overrideProfile } from "../profiles/override-profile.ts";
import { profileNamed } from "../profiles/profiles.ts";
import type { WireRecord } from "../project/refs.ts";
import { bare, lineItemBody, resultBody } from "../testing/grade-bodies.ts";
import { startGradedMock, type GradedMock } from "../testing/graded-mock.ts";
import { writeRulesDefault, writeRulesStrict, type WriteRules } from "./write-rules.ts";

const standard = profileNamed("standard");
const task = { lineItem: bare("gt.task-1.alg-1.q1") };

function startWith(rules: Partial<WriteRules>): Promise<GradedMock> {
  return startGradedMock({ profile: { ...standard, writes: { ...writeRulesDefault, ...rules } } });
}

interface Put {
  readonly version?: OneRosterVersion;
  readonly path: string;
  readonly body: unknown;
}

async function put(mock: GradedMock, { version = "1.1", path, body }: Put): Promise<string> {
  const answer = await mock.send({ version, method: "PUT", path, body });
  return `${answer.status} ${await answer.text()}`;
}

const item = (rest: WireRecord = {}): Put => ({ path: "/lineItems/x", body: lineItemBody(rest) });
const item12 = (rest: WireRecord = {}): Put => ({ ...item(rest), version: "1.2" });
const result = (rest: WireRecord = {}): Put => ({
  path: "/results/x",
  body: resultBody("s101", rest),
});
const on = (check: WriteRules["checks"][number]) => ({ checks: [check] });

/** Each rule with a write that breaks it, the words of the refusal, and one that meets it. */
const rules: readonly (readonly [
  name: string,
  rules: Partial<WriteRules>,
  breaks: Put,
  words: string,
  meets: Put,
])[] = [
  [
    "nothing may lack",
    { mayLack: [] },
    item(),
    "lineItem.sourcedId is missing",
    withStamps(item()),
  ],
  [
    "a category is mandatory",
    { mayLack: ["sourcedId", "status", "dateLastModified", "gradingPeriod"] },
    item({ category: undefined }),
    "lineItem.category is missing",
    item(),
  ],
  [
    "a due date is mandatory (F93)",
    {},
    item({ dueDate: undefined }),
    "lineItem.dueDate is missing",
    item(),
  ],
  [
    "references are whole",
    { spellings: [] },
    item(),
    "lineItem.class.href is missing",
    item({
      class: { href: "http://x/classes/alg-1", sourcedId: "alg-1", type: "class" },
      category: { href: "http://x/categories/homework", sourcedId: "homework", type: "category" },
    }),
  ],
  [
    "references say the right type",
    { spellings: [] },
    item({ class: { href: "http://x/classes/alg-1", sourcedId: "alg-1", type: "course" } }),
    "lineItem.class.type",
    item({
      class: { href: "http://x/classes/alg-1", sourcedId: "alg-1", type: "class" },
      category: undefined,
    }),
  ],
  [
    "days are days",
    { spellings: ["bare-references"] },
    result({ scoreDate: "2026-09-08T10:00:00Z" }),
    "result.scoreDate",
    result(),
  ],
  [
    "moments are moments",
    {},
    item({ dueDate: "2026-09-08" }),
    "lineItem.dueDate",
    item({ dueDate: "2026-09-08T10:00:00+02:00" }),
  ],
  ["numbers are numbers", {}, result({ score: "8" }), "result.score", result({ score: 8.25 })],
  ["flags are text", {}, { ...result({ late: true }), version: "1.2" }, "result.late", result()],
  ["null is no value", {}, result({ comment: null }), "result.comment", result({ comment: "" })],
  [
    "unknown fields are refused",
    {},
    item({ shoeSize: 9 }),
    'lineItem has no field \\"shoeSize\\"',
    item({ metadata: { shoeSize: 9 } }),
  ],
  [
    "fields of 1.2 are unknown to 1.1",
    {},
    item({ school: bare("north") }),
    'no field \\"school\\"',
    item12({ school: bare("north") }),
  ],
  [
    "classes exist",
    on("known-references"),
    item({ class: bare("none") }),
    "lineItem.class",
    item({ class: bare("alg-2") }),
  ],
  [
    "classes are shown",
    on("known-references"),
    item({ class: bare("alg-9") }),
    "lineItem.class",
    item(),
  ],
  [
    "categories exist",
    on("known-references"),
    item({ category: bare("none") }),
    "lineItem.category",
    item({ category: bare("studio") }),
  ],
  [
    "grading periods exist",
    on("known-references"),
    item({ gradingPeriod: bare("none") }),
    "lineItem.gradingPeriod",
    item({ gradingPeriod: bare("q2") }),
  ],
  [
    "schools exist",
    on("known-references"),
    item12({ school: bare("d1") }),
    "lineItem.school",
    item12({ school: bare("north") }),
  ],
  [
    "the school is that of the class",
    on("known-references"),
    item12({ school: bare("south") }),
    "lineItem.school",
    item12(),
  ],
  [
    "score scales exist",
    on("known-references"),
    item12({ scoreScale: bare("none") }),
    "lineItem.scoreScale",
    item12({ scoreScale: bare("art-scale") }),
  ],
  [
    "score scales are whole",
    on("known-references"),
    item12({ scoreScale: bare("sg.letters.alg-1.more") }),
    "lineItem.scoreScale",
    item12({ scoreScale: bare("sg.letters.alg-1") }),
  ],
  [
    "line items exist",
    on("known-references"),
    result({ lineItem: bare("old-hw") }),
    "result.lineItem",
    result(task),
  ],
  [
    "students exist",
    on("known-references"),
    { path: "/results/x", body: resultBody("s999") },
    "result.student",
    { path: "/results/x", body: resultBody("s103") },
  ],
  [
    "students are students",
    on("known-references"),
    { path: "/results/x", body: resultBody("t201") },
    "result.student",
    result(),
  ],
  [
    "the class of a result is that of its line item",
    on("known-references"),
    { ...result12({ class: bare("art-1") }) },
    "result.class",
    { ...result12({ class: bare("alg-1") }) },
  ],
  [
    "a test item is not its own ancestor",
    on("known-references"),
    testItem("test-1", "test-1a"),
    "parentAssessmentLineItem",
    testItem("test-2", "test-1a"),
  ],
  [
    "the student sits in the class (F96)",
    on("rostered-student"),
    { path: "/results/x", body: resultBody("s103") },
    "result.student is not rostered",
    result(),
  ],
  [
    "scores lie in bounds",
    on("score-in-bounds"),
    result({ score: 10.5 }),
    "result.score",
    result({ score: 10 }),
  ],
  [
    "percents lie in bounds",
    on("score-in-bounds"),
    result({ ...task, score: -1 }),
    "result.score",
    result({ ...task, score: undefined, scoreStatus: "exempt" }),
  ],
  [
    "titles are short (F95)",
    { titleLengthMax: 30 },
    item({ title: "😀".repeat(31) }),
    "lineItem.title has more than 30",
    item({ title: "😀".repeat(30) }),
  ],
  [
    "texts are short",
    { textLengthMax: 30 },
    item({ description: "😀".repeat(31) }),
    "lineItem.description has more than 30",
    item({ description: "😀".repeat(30) }),
  ],
  [
    "ids are short",
    { textLengthMax: 30 },
    item({ class: bare("c".repeat(31)) }),
    "lineItem.class.sourcedId has more than 30",
    item(),
  ],
  [
    "an id in the path is short",
    { textLengthMax: 30 },
    { ...item(), path: `/lineItems/${"x".repeat(31)}` },
    "lineItem.sourcedId has more than 30",
    { ...item(), path: `/lineItems/${"x".repeat(30)}` },
  ],
  [
    "comments have a bound by default",
    {},
    result({ comment: "x".repeat(100_001) }),
    "result.comment has more than 100000",
    result({ comment: "x".repeat(100_000) }),
  ],
  [
    "words in metadata are short, and so are their names",
    { textLengthMax: 30 },
    item({ metadata: { a: ["x", { ["n".repeat(31)]: 1 }] } }),
    "The name of a member of lineItem.metadata.a[1] has more than 30",
    item({ metadata: { a: ["x".repeat(30)] } }),
  ],
  [
    "titles are unique in a class (F95)",
    on("unique-title"),
    item({ title: " hw-1" }),
    "lineItem.title",
    item({ title: "art-essay" }),
  ],
  [
    "a line item keeps its own title",
    on("unique-title"),
    item({ title: "hw-1" }),
    "lineItem.title",
    { path: "/lineItems/hw-1", body: lineItemBody({ title: "hw-1" }) },
  ],
  [
    "an item is due in a term (F93)",
    on("dates-in-term"),
    item({ dueDate: "2026-12-19T00:00:00Z" }),
    "lineItem.dueDate lies in no term",
    item({ assignDate: "2026-12-01T00:00:00Z", dueDate: "2026-12-18T23:00:00Z" }),
  ],
  [
    "an item is given out in the term in which it is due",
    on("dates-in-term"),
    item({ dueDate: "2026-10-17T00:00:00Z" }),
    "lineItem.assignDate",
    item({ dueDate: "2026-10-16T00:00:00Z" }),
  ],
  [
    "the grading period is of the class",
    on("own-session"),
    item({ gradingPeriod: bare("s2") }),
    "lineItem.gradingPeriod",
    item({ gradingPeriod: bare("q1") }),
  ],
  [
    "a grading period below the term is of the class",
    on("own-session"),
    item({ class: bare("art-1"), gradingPeriod: bare("s2") }),
    "lineItem.gradingPeriod",
    item({ class: bare("art-1"), gradingPeriod: bare("q2") }),
  ],
  [
    "scores are not older than the item",
    on("score-after-assignment"),
    result({ scoreDate: "2026-08-31" }),
    "result.scoreDate",
    result({ scoreDate: "2026-09-01" }),
  ],
  [
    "the grading window is open (F94)",
    on("open-window"),
    result({ lineItem: bare("gt.task-1.alg-1.q2") }),
    "result.lineItem",
    result({ lineItem: bare("gt.task-2.alg-1.q2") }),
  ],
  [
    "a letter is one of the score group (F101)",
    { scoreGroups: "applied" },
    result({ ...task, metadata: { ext_infiniteCampus_scoreGrade: "Z" } }),
    "result.textScore",
    result({ ...task, metadata: { ext_infiniteCampus_scoreGrade: "B" } }),
  ],
  [
    "what is submitted has a score (F100)",
    { submittedWithoutScore: "refused" },
    result({ score: undefined, scoreStatus: "submitted" }),
    "result.score",
    result({ score: 0, scoreStatus: "submitted" }),
  ],
];

function withStamps({ path, body }: Put): Put {
  const [record] = Object.values(Object(body));
  const stamps = { sourcedId: "x", status: "active", dateLastModified: "2026-09-01T00:00:00Z" };
  return { path, body: { lineItem: { ...Object(record), ...stamps, gradingPeriod: bare("q1") } } };
}

function result12(rest: WireRecord): Put {
  const ada = "0cdc382f-fc01-482b-87df-843ea6c8d8c3";
  return { version: "1.2", path: "/results/x", body: resultBody(ada, rest) };
}

function testItem(id: string, parent: string): Put {
  const assessmentLineItem = { title: "Part", parentAssessmentLineItem: bare(parent) };
  return { version: "1.2", path: `/assessmentLineItems/${id}`, body: { assessmentLineItem } };
}

describe.each(rules)("a server whose rule is that %s", (_name, change, breaks, words, meets) => {
  it("refuses what breaks it, names the field, and changes nothing", async () => {
    const mock = await startWith(change);
    const before = revisions(mock);

    const answer = await put(mock, breaks);

    expect(answer).toMatch(/^422 /);
    expect(answer).toContain(words);
    expect(answer).toMatch(/invalid ?data/);
    expect(revisions(mock)).toEqual(before);
  });

  it("takes what meets it", async () => {
    expect(await put(await startWith(change), meets)).toMatch(/^20[01] $/);
  });
});

function revisions({ mock: { world } }: GradedMock): readonly number[] {
  const { categories, lineItems, results, scoreGroups } = world;
  const { assessmentLineItems, assessmentResults } = world;
  const graded = [categories, lineItems, results, scoreGroups];
  return [...graded, assessmentLineItems, assessmentResults].map(({ revision }) => revision);
}

describe("without checks", () => {
  it.each([
    item({ class: bare("none"), category: bare("none"), gradingPeriod: bare("none") }),
    item12({ school: bare("south"), scoreScale: bare("none") }),
    { path: "/results/x", body: resultBody("nobody", { lineItem: bare("none") }) },
    result12({ class: bare("art-1") }),
    result({ score: 300 }),
  ])("what refers to nothing is stored as it is: %j", async (write) => {
    expect(await put(await startWith({ checks: [] }), write)).toBe("201 ");
  });
});

describe("a spelling that is taken", () => {
  it.each([
    ["numbers-as-text", result({ score: "7.5" }), { score: 7.5 }],
    [
      "moments-for-days",
      result({ scoreDate: "2026-09-02T23:00:00-05:00" }),
      { scoreDate: "2026-09-02" },
    ],
    ["booleans-for-flags", result12({ late: true }), { flags: { late: "true" } }],
    ["nulls", result({ comment: null }), { comment: undefined }],
  ] as const)("by %s is kept in that of the standard", async (spelling, write, kept) => {
    const mock = await startWith({ spellings: ["bare-references", spelling] });

    expect(await put(mock, write)).toBe("201 ");
    expect(mock.mock.world.results.get("x")).toMatchObject(kept);
  });

  it.each([
    ["2026-09-08", "2026-09-08T00:00:00.000Z"],
    ["2026-09-08T10:00:00", "2026-09-08T10:00:00Z"],
  ])("by loose-moments makes %s a moment in UTC", async (dueDate, kept) => {
    const mock = await startWith({ spellings: ["bare-references", "loose-moments"] });

    expect(await put(mock, item({ dueDate }))).toBe("201 ");
    expect(mock.mock.world.lineItems.get("x")).toMatchObject({ dueDate: kept });
  });

  it("lets unknown fields pass where they are ignored, inside and beside the record", async () => {
    const mock = await startWith({ unknownFields: "ignored" });
    const { lineItem } = lineItemBody({ shoeSize: 9 });

    expect(await put(mock, { path: "/lineItems/x", body: { lineItem, extra: 1 } })).toBe("201 ");
    expect(await mock.one("1.1", "/lineItems/x")).not.toHaveProperty("shoeSize");
  });
});

describe("score groups of Campus (A.11)", () => {
  const applied = { scoreGroups: "applied" } as const;
  const posted = async (rest: WireRecord): Promise<unknown> => {
    const mock = await startWith(applied);
    expect(await put(mock, result({ ...task, ...rest }))).toBe("201 ");
    const { score, textScore, scoreScale } = mock.mock.world.results.get("x") ?? {};
    return [score, textScore, scoreScale];
  };
  const letter = (grade: string) => ({ metadata: { ext_infiniteCampus_scoreGrade: grade } });

  it.each([
    [95, "A"],
    [93, "A"],
    [92.99, "A-"],
    [0, "F"],
    [120, "A"],
  ])("give the percent %d the letter %s, by the least percent", async (score, textScore) => {
    expect(await posted({ score })).toEqual([score, textScore, "letters"]);
  });

  it("leave the percent absent for a letter alone, and both alone when both are sent", async () => {
    expect(await posted({ score: undefined, ...letter("A-") })).toEqual([
      undefined,
      "A-",
      "letters",
    ]);
    expect(await posted({ score: 12, ...letter("A") })).toEqual([12, "A", "letters"]);
  });

  it("keep the letter as one field, which 1.1 reads in the metadata and 1.2 as textScore", async () => {
    const mock = await startWith(applied);
    await put(mock, result({ ...task, metadata: { ...letter("A-").metadata, mine: 1 } }));

    expect(mock.mock.world.results.get("x")?.metadata).toEqual({ mine: 1 });
    expect(await mock.one("1.1", "/results/x")).toMatchObject({
      metadata: { ext_infiniteCampus_scoreGrade: "A-", mine: 1 },
    });
    expect(await mock.one("1.2", "/results/x")).toMatchObject({ textScore: "A-" });
  });

  it("cannot tell a letter when two minimums are equal (F101), but take one that is sent", async () => {
    const mock = await startWith(applied);
    const group = mock.mock.world.scoreGroups.get("letters");
    const twice = [
      { itemValueLHS: "90", itemValueRHS: "A" },
      { itemValueLHS: "90-100", itemValueRHS: "A+" },
    ];
    if (group !== undefined) mock.mock.world.scoreGroups.put({ ...group, values: twice });

    expect(await put(mock, result({ ...task, score: 95 }))).toContain("not unique");
    expect(await put(mock, result({ ...task, score: 95, ...letter("A+") }))).toBe("201 ");
  });

  it("are nothing to the points of an assignment, and to a server that ignores them", async () => {
    const mock = await startWith(applied);
    await put(mock, result({ lineItem: bare("art-essay"), score: 60 }));
    const other = await startWith({});
    await put(other, result({ ...task, score: 95, ...letter("Z") }));

    expect(mock.mock.world.results.get("x")?.textScore).toBeUndefined();
    expect(other.mock.world.results.get("x")).toMatchObject({
      textScore: undefined,
      ...letter("Z"),
    });
  });
});

describe("a score that is submitted and not there (F100)", () => {
  it.each([
    ["kept", undefined],
    ["zero", 0],
  ] as const)("is %s by setting", async (submittedWithoutScore, score) => {
    const mock = await startWith({ submittedWithoutScore });

    expect(await put(mock, result({ score: undefined, scoreStatus: "submitted" }))).toBe("201 ");
    expect(mock.mock.world.results.get("x")?.score).toBe(score);
  });
});

describe("a closed term (F93)", () => {
  it("is one in which the grading of every task of the course is closed", async () => {
    const mock = await startWith(on("dates-in-term"));
    const inQ2 = { assignDate: "2026-11-01T00:00:00Z", dueDate: "2026-11-02T00:00:00Z" };

    expect(await put(mock, item(inQ2))).toBe("201 ");
    mock.mock.world.gradingTasks.delete("task-2");
    expect(await put(mock, item(inQ2))).toContain("whose grading is closed");
    expect(await put(mock, item())).toBe("200 ");
  });
});

describe("a student who dropped the class (F96)", () => {
  it.each([
    ["2026-08-31", "422"],
    ["2026-09-01", "201"],
  ])("with the last day %s is answered %s on 1 September", async (endDate, status) => {
    const mock = await startWith(on("rostered-student"));
    const seat = mock.mock.world.rosters.get("r-101-alg-1");
    if (seat !== undefined) mock.mock.world.rosters.put({ ...seat, endDate });

    expect(await put(mock, result())).toMatch(new RegExp(`^${status}`));
  });
});

describe("the status of a PUT that replaces", () => {
  it("is 200, and 201 in 1.2 where only what the official files declare may be", async () => {
    const [plain, strict] = [
      await startWith({}),
      await startWith({ replacedStatus: writeRulesStrict.replacedStatus }),
    ];
    const twice = async (mock: GradedMock, write: Put): Promise<string> =>
      `${await put(mock, write)}${await put(mock, write)}`;

    expect([await twice(plain, item()), await twice(plain, item12())]).toEqual([
      "201 200 ",
      "200 200 ",
    ]);
    expect([await twice(strict, item()), await twice(strict, item12())]).toEqual([
      "201 200 ",
      "201 201 ",
    ]);
  });
});

describe("the dates of an item", () => {
  it.each(["dueDate", "assignDate"])("may lack %s where a setting says so (F93)", async (name) => {
    const told = [{ name: `writes.mayLack.${name}`, value: "on" }];
    const mock = await startGradedMock({ profile: overrideProfile(standard, told) });

    expect(await put(mock, item({ [name]: undefined }))).toMatch(/^201/);
    const said = name === "dueDate" ? "2026-09-01" : "2026-09-08";
    expect(await mock.one("1.1", "/lineItems/x")).toMatchObject({
      [name]: `${said}T00:00:00.000Z`,
    });
    expect(await put(await startWith({}), item({ [name]: undefined }))).toContain(
      `lineItem.${name} is missing`,
    );
  });
});
