import { describe, expect, it } from "vitest";
import type { Change } from "../../contracts/run/plan.ts";
import type { HeldObject } from "../mapping/lms-state.ts";
import { appliedTo, emptyLms, heldSection, lmsWith, members } from "../testing/lms-model.ts";
import { course, enrollment, klass, ref, school, term, user } from "../testing/records.ts";
import {
  codesOf,
  guardianOf,
  mapped,
  placesOf,
  planned,
  rolesWith,
  settingsWith,
  smallestWorld,
  stepsOf,
  worldPlus,
  worldWith,
} from "../testing/world.ts";

const unguarded = settingsWith({ guards: { policy: "off" } });
const synced = appliedTo(emptyLms, planned(smallestWorld).value);
const changeAt = (changes: readonly Change[], address: string): Change | undefined =>
  changes.find((change) => change.address === address);

describe("planChanges", () => {
  it("plans a first sync in the order in which things need each other (R128)", () => {
    const { value } = planned(worldPlus({ users: [guardianOf("student")] }));

    expect(value.applyable).toBe(true);
    expect(stepsOf(value)).toEqual([
      "create buildings/s1",
      "create grading-periods/Term%20t1",
      "create users/teacher",
      "create users/guardian",
      "create users/student",
      "create associations/guardian/student",
      "create courses/c1",
      "create sections/k1",
      "create enrollments/k1/student",
      "create enrollments/k1/teacher",
    ]);
  });

  it("plans nothing when the sync is repeated", () => {
    const { value } = planned(smallestWorld, { lms: synced });

    expect(value.changes).toEqual([]);
    expect(value.untouched).toEqual({
      building: 1,
      "grading-period": 1,
      user: 2,
      association: 0,
      course: 1,
      section: 1,
      enrollment: 2,
    });
  });

  it("names the person and the section of an enrollment for people to read", () => {
    const { changes } = planned(smallestWorld).value;

    expect(changeAt(changes, "enrollments/k1/teacher")?.label).toBe(
      "Given teacher in Class k1, as course admin",
    );
    expect(changeAt(changes, "enrollments/k1/student")?.label).toBe(
      "Given student in Class k1, as student",
    );
  });

  it("gives a username to a new person whom its present owner leaves it to, owner first", () => {
    const world = worldWith({
      users: [user("old", { username: "renamed" }), user("new", { username: "ada" })],
    });
    const users = new Map<string, HeldObject>([["old", { id: "9", fields: { username: "ada" } }]]);

    const { value, diagnostics } = planned(world, { lms: lmsWith({ users }) });
    const steps = stepsOf(value);

    expect(codesOf(diagnostics)).not.toContain("username-taken");
    expect(steps.indexOf("update users/old")).toBeGreaterThanOrEqual(0);
    expect(steps.indexOf("update users/old")).toBeLessThan(steps.indexOf("create users/new"));
  });

  it("unenrolls nobody whose enrollment stands while the user record is missing or marked (F62, F66)", () => {
    const [teacher, student] = smallestWorld.users;
    const missing = worldWith({ users: [teacher] });
    const marked = worldWith({ users: [teacher, { ...Object(student), status: "tobedeleted" }] });

    for (const world of [missing, marked]) {
      expect(stepsOf(planned(world, { lms: synced }).value)).toEqual([]);
      expect(codesOf(mapped(world).diagnostics)).toContain("dangling-reference");
    }
  });

  it("says that a section whose course changed stays where it is (R126)", () => {
    const world = worldPlus({
      courses: [course("c2")],
      classes: [klass("k1", { course: ref("c2") })],
    });
    const only = { ...world, classes: world.classes.slice(-1) };

    const { value, diagnostics } = planned(only, { lms: synced });

    expect(placesOf(diagnostics, "section-course-changed")).toEqual(["sis/classes/k1"]);
    expect(stepsOf(value)).toEqual(["create courses/c2"]);
  });

  it("plans no grading period of a term that ends before it starts", () => {
    const terms = [term("t1", { startDate: "2027-06-01", endDate: "2026-08-10" })];
    const world = worldWith({ academicSessions: terms });

    expect(codesOf(mapped(world).diagnostics)).toContain("term-unusable");
    expect(
      stepsOf(planned(world).value).filter((step) => step.includes("grading-periods")),
    ).toEqual([]);
  });

  it("says nothing about sections when only the Users tab is synced", () => {
    const { diagnostics } = planned(smallestWorld, { lms: synced, tabs: ["users"] });
    const first = planned(smallestWorld, { tabs: ["schools", "terms", "users"] });

    expect(codesOf(diagnostics)).not.toContain("course-not-synced");
    expect(codesOf(first.diagnostics)).not.toContain("course-not-synced");
  });

  it("never makes a second building of a school that has one (R93)", () => {
    const buildings = [{ id: "2", code: "s1", title: "Renamed" }];

    const { value } = planned(smallestWorld, { lms: lmsWith({ buildings }) });

    expect(stepsOf(value)).not.toContain("create buildings/s1");
  });

  it("finds a building of the settings by code or by id, and names one that is not there (R91)", () => {
    const lms = lmsWith({ buildings: [{ id: "2", code: "", title: "North" }] });
    const map = { s1: { building: "2" }, d1: { building: "gone" } };

    const { value, diagnostics } = planned(smallestWorld, {
      lms,
      settings: settingsWith({ schools: { default: "create", map } }),
    });

    expect(changeAt(value.changes, "users/student")?.after).toMatchObject({ building: "id:2" });
    expect(placesOf(diagnostics, "target-unknown")).toEqual(["settings/schools/d1"]);
  });

  it("merges the people of two schools into one building (R92)", () => {
    const lms = lmsWith({ buildings: [{ id: "2", code: "north", title: "North" }] });
    const map = { s1: { building: "north" }, s2: { building: "north" } };
    const world = worldPlus({ orgs: [school("s2")], users: [user("u2", { orgs: [ref("s2")] })] });

    const { value } = planned(world, { lms, settings: settingsWith({ schools: { map } }) });

    const homes = ["users/student", "users/u2"].map(
      (address) => changeAt(value.changes, address)?.after?.["building"],
    );
    expect(homes).toEqual(["north", "north"]);
  });

  it("makes one building of two schools with one building code", () => {
    const settings = settingsWith({
      schools: { default: "create" },
      readings: { buildingCodeSource: "identifier" },
    });
    const orgs = [school("s1", { identifier: "1" }), school("s2", { identifier: "1" })];

    const { value } = planned(worldWith({ orgs }), { settings });

    expect(stepsOf(value).filter((step) => step.includes("buildings"))).toEqual([
      "create buildings/1",
    ]);
  });

  it("plans no one and nothing of a school whose building is unknown", () => {
    const settings = settingsWith({ schools: { map: { s1: { building: "gone" } } } });

    expect(planned(smallestWorld, { settings }).value.changes.map(({ kind }) => kind)).toEqual([
      "grading-period",
    ]);
  });

  it("writes only the fields that differ, for the SIS is master of those it has (R23, R114)", () => {
    const world = worldWith({
      users: [user("teacher", { role: "teacher" }), user("student", { givenName: "Zoë" })],
      courses: [course("c1", { title: "New" })],
      classes: [klass("k1", { location: "204" })],
    });

    const { value } = planned(world, { lms: synced });

    expect(value.changes.map(({ address, before, after }) => [address, before, after])).toEqual([
      ["users/student", { name_first: "Given" }, { name_first: "Zoë" }],
      ["courses/c1", { title: "Course c1" }, { title: "New" }],
      ["sections/k1", { location: null }, { location: "204" }],
    ]);
    expect(value.changes.every(({ lmsId }) => lmsId !== null)).toBe(true);
  });

  it("leaves accounts, courses and sections alone that the SIS no longer lists (R115, R127)", () => {
    const lms = lmsWith({
      ...synced,
      users: new Map([...synced.users, ["gone", { id: "9", fields: {} }]]),
      courses: new Map([...synced.courses, ["c0", { id: "9", code: "c0", fields: {} }]]),
      sections: new Map([...synced.sections, ["k0", heldSection("k0")]]),
      enrollments: new Map([...synced.enrollments, ["k0", members("gone", "student")]]),
      associations: new Set(["gone\nstudent"]),
    });

    expect(planned(smallestWorld, { lms }).value.changes).toEqual([]);
  });

  it("freezes the sections of a term that becomes unmapped (R102)", () => {
    const settings = settingsWith({ terms: { default: "skip" } });
    const world = { ...smallestWorld, enrollments: [] };

    expect(planned(world, { lms: synced, settings }).value.changes).toEqual([]);
  });

  it("leaves the members of a role that becomes Do Not Sync in their sections (R123)", () => {
    const settings = rolesWith({ student: "do-not-sync" });

    expect(planned(smallestWorld, { lms: synced, settings }).value.changes).toEqual([]);
  });

  it("leaves a member in the section whose username got a space (R8)", () => {
    const users = [user("teacher", { role: "teacher" }), user("student", { username: "a b" })];

    expect(planned(worldWith({ users }), { lms: synced }).value.changes).toEqual([]);
  });

  it("names an LMS role that does not exist, once", () => {
    const settings = rolesWith({ student: "Pupil" });

    const { value, diagnostics } = planned(worldPlus({ users: [user("u2")] }), { settings });

    expect(changeAt(value.changes, "users/student")).toBeUndefined();
    expect(placesOf(diagnostics, "target-unknown")).toEqual(["settings/roles"]);
  });

  it("does not create an account whose username belongs to another account", () => {
    const taken = { id: "9", fields: { username: "STUDENT" } };
    const lms = lmsWith({
      users: new Map<string, HeldObject>([
        ["manual", taken],
        ["bare", { id: "8", fields: {} }],
      ]),
    });

    const { value, diagnostics } = planned(smallestWorld, { lms });

    expect(changeAt(value.changes, "users/student")).toBeUndefined();
    expect(changeAt(value.changes, "enrollments/k1/student")).toBeUndefined();
    expect(placesOf(diagnostics, "username-taken")).toEqual(["sis/users/student"]);
  });

  it("creates an account without a username", () => {
    const { value } = planned(worldWith({ users: [user("u1", { username: null })] }));

    expect(changeAt(value.changes, "users/u1")?.action).toBe("create");
  });

  it("plans only what the tabs pressed write, and links and enrolls only whom it knows", () => {
    const world = worldPlus({ users: [guardianOf("student")] });
    const lms = lmsWith({ ...synced, users: new Map() });

    const { value } = planned(world, { lms, tabs: ["sections"] });

    expect(value.changes).toEqual([]);
    expect(value.applyable).toBe(true);
  });

  it("leaves a new section out whose course was not synced, and says so (R128)", () => {
    const lms = lmsWith({ ...synced, courses: new Map(), sections: new Map() });

    const { value, diagnostics } = planned(smallestWorld, { lms, tabs: ["sections"] });

    expect(value.changes).toEqual([]);
    expect(placesOf(diagnostics, "course-not-synced")).toEqual(["sis/classes/k1"]);
  });

  it("may not be applied at all when the year is empty (F11)", () => {
    const settings = settingsWith({ activeYear: "2020" });

    const { value } = planned(smallestWorld, { lms: synced, settings });

    expect(value.applyable).toBe(false);
    expect(value.changes).toEqual([]);
  });

  it("takes any text for an id, whatever it means to a program", () => {
    const ids = [
      "__proto__",
      "constructor",
      "a/b",
      "50%",
      "🦊",
      "x".repeat(10_000),
      "K1",
      "\ud800",
    ];
    const world = worldPlus({
      classes: ids.map((id) => klass(id, { classCode: id })),
      users: ids.map((id, index) => user(id, { username: `u${index}`, email: `u${index}@x.y` })),
      enrollments: ids.map((id, index) => enrollment(id, id, { sourcedId: `e${index}` })),
    });

    const first = planned(world, { settings: unguarded }).value;
    const second = planned(world, { settings: unguarded, lms: appliedTo(emptyLms, first) }).value;

    expect(first.changes.filter(({ kind }) => kind === "section")).toHaveLength(9);
    expect(stepsOf(second).filter((step) => !step.includes("%EF%BF%BD"))).toEqual([]);
    expect(Object.keys(second.knownIds.users)).toContain("__proto__");
  });
});

describe("grading periods in the LMS", () => {
  const settings = settingsWith({ readings: { sameTermTitle: "qualify" } });
  const twoQ1 = worldPlus({
    orgs: [school("s2")],
    academicSessions: [term("t1", { title: "Q1" }), term("t2", { title: "Q1" })],
    classes: [
      klass("k1", { terms: [ref("t1")] }),
      klass("k2", { school: ref("s2"), terms: [ref("t2")] }),
    ],
  });
  const world = { ...twoQ1, academicSessions: twoQ1.academicSessions.slice(1) };
  const periodsOf = (changes: readonly Change[]): readonly string[] =>
    changes.filter(({ kind }) => kind === "grading-period").map(({ label }) => label);

  it("share a title no more than Schoology allows: the second is qualified (F13, R101)", () => {
    const { value, diagnostics } = planned(world, { settings });

    expect(periodsOf(value.changes)).toEqual(["Q1", "Q1 (School s2, 2026-2027)"]);
    expect(placesOf(diagnostics, "term-title-qualified")).toEqual(["sis/academicSessions/t2"]);
    expect(planned(world, { settings, lms: appliedTo(emptyLms, value) }).value.changes).toEqual([]);
  });

  it("take a title that stands for the same dates, and make way for one of other dates (F13)", () => {
    const held = { id: "5", title: "Term t1", startDate: "2026-08-10", endDate: "2027-06-01" };
    const equal = planned(smallestWorld, { lms: lmsWith({ gradingPeriods: [held] }) });
    const other = planned(smallestWorld, {
      lms: lmsWith({ gradingPeriods: [{ ...held, startDate: "2025-08-10" }] }),
    });

    expect(periodsOf(equal.value.changes)).toEqual([]);
    expect(periodsOf(other.value.changes)).toEqual(["Term t1 (School s1, 2026-2027)"]);
  });

  it("cannot be had when every title is taken, and then the section is left out", () => {
    const titles = ["Term t1", "Term t1 (School s1, 2026-2027)", "Term t1 (t1)"];
    const gradingPeriods = titles.map((title, index) => ({
      id: String(index),
      title,
      startDate: "2020-01-01",
      endDate: "2020-02-01",
    }));

    const { value, diagnostics } = planned(smallestWorld, { lms: lmsWith({ gradingPeriods }) });

    expect(stepsOf(value)).not.toContain("create sections/k1");
    expect(placesOf(diagnostics, "target-unknown")).toEqual(["settings/terms/t1"]);
  });

  it("of the settings must exist (R98)", () => {
    const mapping = settingsWith({ terms: { map: { t1: { gradingPeriod: "Fall" } } } });
    const fall = { id: "5", title: "Fall", startDate: "2026-08-01", endDate: "2026-12-20" };
    const lms = lmsWith({ gradingPeriods: [fall] });

    const found = planned(smallestWorld, { settings: mapping, lms });
    const missing = planned(smallestWorld, { settings: mapping });

    expect(changeAt(found.value.changes, "sections/k1")?.after).toMatchObject({
      grading_periods: ["Fall"],
    });
    expect(codesOf(missing.diagnostics)).toContain("target-unknown");
  });

  it("may stand for several terms, and then for sections of each (R100)", () => {
    const map = { t1: { gradingPeriod: "Year" }, t2: { gradingPeriod: "Year" } };
    const year = { id: "5", title: "Year", startDate: "2026-08-01", endDate: "2027-06-30" };
    const two = worldPlus({
      academicSessions: [term("t2")],
      classes: [klass("k2", { terms: [ref("t2")] })],
    });

    const { value } = planned(two, {
      settings: settingsWith({ terms: { map } }),
      lms: lmsWith({ gradingPeriods: [year] }),
    });

    const titles = ["sections/k1", "sections/k2"].map(
      (address) => changeAt(value.changes, address)?.after?.["grading_periods"],
    );
    expect(titles).toEqual([["Year"], ["Year"]]);
    expect(periodsOf(value.changes)).toEqual([]);
  });

  it("stand once in a section, even when two of its terms become the same one", () => {
    const map = { t1: "create", t2: { gradingPeriod: "Term t1" } } as const;
    const spans = worldWith({
      academicSessions: [term("t1"), term("t2")],
      classes: [klass("k1", { terms: [ref("t1"), ref("t2")] })],
    });

    const { value } = planned(spans, { settings: settingsWith({ terms: { map } }), lms: synced });

    expect(value.changes).toEqual([]);
  });

  it("leave a section as it is when one of them is unknown, rather than take it out of that one", () => {
    const map = { t1: "create", t2: { gradingPeriod: "Gone" } } as const;
    const spans = worldWith({
      academicSessions: [term("t1"), term("t2")],
      classes: [klass("k1", { terms: [ref("t1"), ref("t2")], title: "Renamed" })],
    });

    const { value } = planned(spans, { settings: settingsWith({ terms: { map } }), lms: synced });

    expect(changeAt(value.changes, "sections/k1")).toBeUndefined();
  });
});

describe("members of sections", () => {
  const lmsHolding = (...names: readonly string[]): typeof emptyLms =>
    lmsWith({ ...synced, enrollments: new Map([["k1", members(...names)]]) });

  it("are students as the SIS has them: added and removed (R129)", () => {
    const { value } = planned(smallestWorld, { lms: lmsHolding("teacher*", "left") });

    expect(stepsOf(value)).toEqual(["create enrollments/k1/student", "remove enrollments/k1/left"]);
  });

  it("are added before any is removed, so that a transfer loses nothing (F58)", () => {
    const world = worldPlus({
      classes: [klass("k2")],
      enrollments: [enrollment("k2", "u2")],
      users: [user("u2")],
    });
    const lms = appliedTo(emptyLms, planned(world).value);
    const moved = {
      ...world,
      enrollments: [
        ...smallestWorld.enrollments.slice(0, 1),
        enrollment("k1", "u2"),
        enrollment("k2", "student"),
      ],
    };

    expect(stepsOf(planned(moved, { lms }).value)).toEqual([
      "create enrollments/k1/u2",
      "create enrollments/k2/student",
      "remove enrollments/k1/student",
      "remove enrollments/k2/u2",
    ]);
  });

  it("leave when their enrollment is marked tobedeleted (F66)", () => {
    const enrollments = [enrollment("k1", "student", { status: "tobedeleted" })];

    const { value } = planned(worldWith({ enrollments }), { lms: synced });

    expect(stepsOf(value)).toEqual(["remove enrollments/k1/student"]);
  });

  it("who are course admins are never removed, though the SIS does not list them (R130)", () => {
    const { value, diagnostics } = planned(smallestWorld, {
      lms: lmsHolding("teacher*", "student", "coach*"),
    });

    expect(value.changes).toEqual([]);
    expect(placesOf(diagnostics, "admin-kept")).toEqual(["enrollments/k1/coach"]);
  });

  it("keep being course admins when somebody made them so by hand (R130)", () => {
    const { value } = planned(smallestWorld, { lms: lmsHolding("teacher*", "student*") });

    expect(value.changes).toEqual([]);
  });

  it("become course admins when the SIS says that they teach (R129)", () => {
    const [change] = planned(smallestWorld, { lms: lmsHolding("teacher", "student") }).value
      .changes;

    expect(change).toMatchObject({
      address: "enrollments/k1/teacher",
      action: "update",
      reason: "role-in-section-differs",
      before: { admin: false },
      after: { admin: true },
    });
  });

  it("are not removed by an incomplete roster, where absence proves nothing (F77)", () => {
    const { value, diagnostics } = planned(smallestWorld, {
      lms: lmsHolding("left"),
      incomplete: ["enrollments"],
    });

    expect(value.complete).toBe(false);
    expect(stepsOf(value)).toEqual([
      "create enrollments/k1/student",
      "create enrollments/k1/teacher",
    ]);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "removals-withheld", args: { count: 1 } }),
    );
  });

  it("of an incomplete roster need no word when none would be removed", () => {
    const { diagnostics } = planned(smallestWorld, { lms: synced, incomplete: ["orgs"] });

    expect(codesOf(diagnostics)).toEqual([]);
  });
});
