import { describe, expect, it } from "vitest";
import { heldSection, lmsWith, members } from "../../testing/lms-model.ts";
import { course, enrollment, klass, user } from "../../testing/records.ts";
import { findingOf, heldBy, syncedFrom } from "../../testing/resync.ts";
import {
  codesOf,
  placesOf,
  planned,
  settingsWith,
  smallestWorld,
  stepsOf,
  worldPlus,
  worldWith,
  type World,
} from "../../testing/world.ts";

const started = syncedFrom(smallestWorld);
const withMembers = (...names: readonly string[]) =>
  lmsWith({ ...started.lms, enrollments: new Map([["k1", members(...names)]]) });

describe("members whom people added by hand", () => {
  const lms = withMembers("teacher*", "student", "guest", "coach*");

  it("are named before the sync removes them, when it is known that no sync enrolled them (F55, R129)", () => {
    const outcome = planned(smallestWorld, { lms, memory: started.memory });

    expect(placesOf(outcome.diagnostics, "manual-member-removal")).toEqual([
      "enrollments/k1/guest",
    ]);
    expect(outcome.value.changes).toMatchObject([
      { address: "enrollments/k1/guest", action: "remove", held: null },
    ]);
  });

  it("are removed as ever when nothing is known of earlier syncs, and without a word (R129)", () => {
    const outcome = planned(smallestWorld, { lms });

    expect(stepsOf(outcome.value)).toEqual(["remove enrollments/k1/guest"]);
    expect(codesOf(outcome.diagnostics)).not.toContain("manual-member-removal");
  });

  it("stay where the settings hold them (F55)", () => {
    const settings = settingsWith({ guards: { policies: { F55: "hold" } } });

    const { value } = planned(smallestWorld, { lms, memory: started.memory, settings });

    expect(heldBy(value, "manual-member-removal")).toEqual(["enrollments/k1/guest"]);
  });

  it("are told from a student whom a sync had enrolled (F55)", () => {
    const world = worldWith({ enrollments: smallestWorld.enrollments.slice(0, 1) });

    const outcome = planned(world, { lms: started.lms, memory: started.memory });

    expect(stepsOf(outcome.value)).toEqual(["remove enrollments/k1/student"]);
    expect(codesOf(outcome.diagnostics)).not.toContain("manual-member-removal");
    expect(codesOf(outcome.diagnostics)).not.toContain("admin-removed");
  });
});

describe("course admins whom the SIS no longer lists", () => {
  const world = worldWith({ enrollments: smallestWorld.enrollments.slice(1) });

  it("go when a sync had enrolled them, and stay when people had (F54, R130)", () => {
    const outcome = planned(world, {
      lms: withMembers("teacher*", "student", "coach*"),
      memory: started.memory,
    });

    expect(stepsOf(outcome.value)).toEqual(["remove enrollments/k1/teacher"]);
    expect(outcome.value.changes[0]).toMatchObject({ before: { admin: true } });
    expect(placesOf(outcome.diagnostics, "admin-removed")).toEqual(["enrollments/k1/teacher"]);
    expect(placesOf(outcome.diagnostics, "admin-kept")).toEqual(["enrollments/k1/coach"]);
  });

  it("stay when a sync had enrolled them as students and people made them admins (R130)", () => {
    const lms = withMembers("teacher*", "student*");
    const without = worldWith({ enrollments: smallestWorld.enrollments.slice(0, 1) });

    expect(planned(without, { lms, memory: started.memory }).value.changes).toEqual([]);
  });
});

describe("students who change sections", () => {
  it("are named with the section they leave and the one they join (F58)", () => {
    const two = worldPlus({ classes: [klass("k2")] });
    const moved = {
      ...two,
      enrollments: [...smallestWorld.enrollments.slice(0, 1), enrollment("k2", "student")],
    };

    const outcome = planned(moved, { lms: syncedFrom(two).lms });

    expect(findingOf(outcome, "student-transfer")).toMatchObject({
      at: "enrollments/k2/student",
      args: { left: "Class k1", joined: "Class k2" },
    });
  });

  it("leave with the reason that their enrollment has ended, when the SIS says so (R129)", () => {
    const ended = enrollment("k1", "student", { endDate: "2026-09-01" });
    const world = worldWith({ enrollments: [...smallestWorld.enrollments.slice(0, 1), ended] });

    expect(planned(world, { lms: started.lms }).value.changes).toMatchObject([
      { address: "enrollments/k1/student", action: "remove", reason: "ended-in-source" },
    ]);
  });
});

describe("removals from a section in which somebody unknown is enrolled", () => {
  const world = worldPlus({ enrollments: [enrollment("k1", "unsent")] });

  it("are left out while Unique IDs are not sourcedIds, for it is not known who should stay (F62)", () => {
    const settings = settingsWith({ readings: { uidSource: "username" } });
    const { lms } = syncedFrom(smallestWorld, { settings });
    const present = lmsWith({
      ...lms,
      enrollments: new Map([["k1", members("teacher*", "student", "ada")]]),
    });

    const outcome = planned(world, { settings, lms: present });

    expect(outcome.value.changes).toEqual([]);
    expect(findingOf(outcome, "removals-unclear")).toMatchObject({
      at: "sections/k1",
      args: { count: 1 },
    });
  });

  it("are made where the sourcedId tells (F62)", () => {
    const lms = withMembers("teacher*", "student", "unsent", "ada");

    expect(stepsOf(planned(world, { lms }).value)).toEqual(["remove enrollments/k1/ada"]);
  });
});

describe("the guard for what was deleted in Schoology", () => {
  it("holds a course that a sync had made and somebody deleted, with its sections (F63, R127)", () => {
    const lms = lmsWith({ ...started.lms, courses: new Map(), sections: new Map() });

    const outcome = planned(smallestWorld, { lms, memory: started.memory });

    expect(placesOf(outcome.diagnostics, "course-recreate")).toEqual(["courses/c1", "sections/k1"]);
    expect(heldBy(outcome.value, "course-recreate")).toEqual(["courses/c1", "sections/k1"]);
    expect(codesOf(planned(smallestWorld, { lms }).diagnostics)).not.toContain("course-recreate");
  });

  it("holds the sections of such a course with it, new ones too (F63)", () => {
    const lms = lmsWith({ ...started.lms, courses: new Map(), sections: new Map() });
    const memory = { ...started.memory, sections: new Set<string>() };

    const { value } = planned(smallestWorld, { lms, memory });

    expect(heldBy(value, "course-recreate")).toEqual(["courses/c1", "sections/k1"]);
  });

  it("lets new courses pass (F63)", () => {
    const world = worldPlus({ courses: [course("c2")] });

    const outcome = planned(world, { lms: started.lms, memory: started.memory });

    expect(codesOf(outcome.diagnostics)).not.toContain("course-recreate");
  });
});

describe("the guard for codes that something made by hand holds", () => {
  const byHand = (kind: "courses" | "sections") => {
    const unsynced = <Item>(items: ReadonlyMap<string, Item>) =>
      new Map([...items].map(([code, item]) => [code, { ...item, synced: false }]));
    return lmsWith({ ...started.lms, [kind]: unsynced<object>(started.lms[kind]) });
  };
  const changed = worldWith({
    courses: [course("c1", { title: "Other" })],
    classes: [klass("k1", { title: "Other" }), klass("k2")],
    enrollments: [...smallestWorld.enrollments, enrollment("k1", "new")],
    users: [...smallestWorld.users, user("new")],
  });

  it("holds what would take over a section, its members too (F64)", () => {
    const outcome = planned(changed, { lms: byHand("sections") });

    expect(findingOf(outcome, "code-taken-unsynced")).toMatchObject({
      at: "sections/k1",
      args: { kind: "section", code: "k1" },
    });
    expect(heldBy(outcome.value, "code-taken-unsynced")).toEqual([
      "sections/k1",
      "enrollments/k1/new",
    ]);
  });

  it("holds what would take over a course, and sections in it (F64)", () => {
    const outcome = planned(changed, { lms: byHand("courses") });

    expect(heldBy(outcome.value, "code-taken-unsynced")).toEqual(["courses/c1", "sections/k2"]);
  });

  it("is silent about what syncs made, and while nothing would change (F64)", () => {
    expect(codesOf(planned(changed, { lms: started.lms }).diagnostics)).not.toContain(
      "code-taken-unsynced",
    );
    expect(codesOf(planned(smallestWorld, { lms: byHand("sections") }).diagnostics)).not.toContain(
      "code-taken-unsynced",
    );
  });
});

describe("sections that are joined in Schoology", () => {
  const students = ["a", "b", "c"];
  const world: World = worldWith({
    classes: [klass("k1"), klass("k2")],
    users: [user("teacher", { role: "teacher" }), ...students.map((id) => user(id))],
    enrollments: [
      ...["k1", "k2"].map((id) => enrollment(id, "teacher", { role: "teacher" })),
      ...students.map((id) => enrollment("k2", id)),
    ],
  });
  const before = syncedFrom(world);
  /** The section k2 is cross-listed into k1: it is gone, and its students are in k1. */
  const crossListed = lmsWith({
    ...before.lms,
    sections: new Map([["k1", heldSection("k1")]]),
    enrollments: new Map([["k1", members("teacher*", ...students)]]),
  });

  it("are not made again, and their students not taken out (F69)", () => {
    const settings = settingsWith({ guards: { policies: { F63: "off" } } });
    const how = { settings, lms: crossListed, memory: before.memory };

    const outcome = planned(world, how);

    expect(findingOf(outcome, "cross-listing-orphan")).toMatchObject({
      at: "sections/k2",
      args: { section: "k2", target: "k1", students: 3 },
    });
    expect(heldBy(outcome.value, "cross-listing-orphan")).toHaveLength(1 + 4 + 3);
    expect(outcome.value.changes.filter(({ held }) => held === null)).toEqual([]);
  });

  it("cannot be told from a section that was split when nothing is known, so that is only said (F69)", () => {
    const settings = settingsWith({ guards: { policies: { F65: "off" } } });

    const outcome = planned(world, { settings, lms: crossListed });

    expect(codesOf(outcome.diagnostics)).toContain("cross-listing-orphan");
    expect(heldBy(outcome.value, "cross-listing-orphan")).toEqual([]);
  });

  it("are not seen in a new section whose students come from everywhere (F69)", () => {
    const lms = lmsWith({
      ...crossListed,
      enrollments: new Map([["k1", members("teacher*", "a", "b")]]),
    });

    expect(codesOf(planned(world, { lms, memory: before.memory }).diagnostics)).not.toContain(
      "cross-listing-orphan",
    );
  });

  it("are named when linked ones would share students (F70)", () => {
    const linked = lmsWith({
      ...before.lms,
      sections: new Map([
        ["k1", heldSection("k1", { id: "71" })],
        ["k2", heldSection("k2", { id: "72", parentId: "71" })],
        ["k3", heldSection("k3", { id: "73" })],
      ]),
    });
    const sharing = { ...world, enrollments: [...world.enrollments, enrollment("k1", "a")] };

    expect(findingOf(planned(sharing, { lms: linked }), "link-overlap")?.args).toEqual({
      students: 1,
      section: "Class k2",
      other: "Class k1",
    });
    expect(codesOf(planned(world, { lms: linked }).diagnostics)).not.toContain("link-overlap");
  });
});
