import { describe, expect, it } from "vitest";
import { lmsWith } from "../../testing/lms-model.ts";
import { district, ref, school, user, userWithRoles } from "../../testing/records.ts";
import { findingOf, heldBy, resynced, syncedFrom } from "../../testing/resync.ts";
import {
  codesOf,
  guardianOf,
  mapped,
  placesOf,
  planned,
  rolesWith,
  settingsWith,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../../testing/world.ts";

const { lms } = syncedFrom(smallestWorld);
const changed = (uid: string, fields: Readonly<Record<string, string>>) => {
  const present = lms.users.get(uid);
  return lmsWith({
    ...lms,
    users: new Map([
      ...lms.users,
      [uid, { id: "9", synced: true, ...present, fields: { ...present?.fields, ...fields } }],
    ]),
  });
};

describe("guards of accounts", () => {
  it("show a role that somebody gave by hand before the sync overwrites it (F31, R114)", () => {
    const outcome = planned(smallestWorld, { lms: changed("teacher", { role: "School Admin" }) });

    expect(findingOf(outcome, "role-drift")).toMatchObject({
      at: "users/teacher",
      school: "s1",
      args: { before: "School Admin", after: "Teacher" },
    });
    expect(outcome.value.changes.map(({ address, held }) => [address, held])).toEqual([
      ["users/teacher", null],
    ]);
  });

  it("hold such a role only where the settings say so (F31)", () => {
    const settings = settingsWith({ guards: { policies: { F31: "hold" } } });

    const { value } = planned(smallestWorld, {
      settings,
      lms: changed("teacher", { role: "School Admin" }),
    });

    expect(heldBy(value, "role-drift")).toEqual(["users/teacher"]);
  });

  it("say which preferred first names change (F33)", () => {
    const users = [
      user("teacher", { role: "teacher" }),
      user("student", { preferredFirstName: "Bo" }),
    ];

    const outcome = planned(worldWith({ users }), { version: "1.2", lms });

    expect(findingOf(outcome, "preferred-name-changed")).toMatchObject({
      at: "users/student",
      args: { before: "", after: "Bo" },
    });
    const same = planned(worldWith({ users }), { version: "1.1", lms });
    expect(same.value.changes).toEqual([]);
  });

  it("list synced accounts of people whom the SIS no longer sends, and leave them (F37, R115, R116)", () => {
    const users = [user("teacher", { role: "teacher" })];
    const manual = new Map([...lms.users, ["hand", { id: "8", synced: false, fields: {} }]]);

    const outcome = planned(worldWith({ users }), { lms: lmsWith({ ...lms, users: manual }) });

    expect(placesOf(outcome.diagnostics, "user-gone")).toEqual(["users/student"]);
    expect(outcome.value.changes.filter(({ kind }) => kind === "user")).toEqual([]);
    const cut = planned(worldWith({ users }), { lms, incomplete: ["users"] });
    expect(codesOf(cut.diagnostics)).not.toContain("user-gone");
  });

  it("know those who are sent and do not sync from those who are gone (F37, R123)", () => {
    const settings = rolesWith({ student: "do-not-sync" });

    const outcome = planned(smallestWorld, { lms, settings });

    expect(codesOf(outcome.diagnostics)).not.toContain("user-gone");
    expect(findingOf(outcome, "role-stopped-syncing")).toMatchObject({
      school: "s1",
      args: { count: 1 },
    });
  });

  it("are silent about a role that never synced (F30)", () => {
    const settings = rolesWith({ student: "do-not-sync" });

    expect(codesOf(planned(smallestWorld, { settings }).diagnostics)).not.toContain(
      "role-stopped-syncing",
    );
  });

  it("hold an account that exists and is inactive, and what needs it (F38)", () => {
    const world = worldPlus({ users: [guardianOf("student")] });

    const { value, diagnostics } = planned(world, {
      lms: lmsWith({ inactiveUids: new Set(["student"]) }),
    });

    expect(placesOf(diagnostics, "inactive-match")).toEqual(["users/student"]);
    expect(heldBy(value, "inactive-match")).toEqual([
      "users/student",
      "associations/guardian/student",
      "enrollments/k1/student",
    ]);
  });
});

describe("people of several schools", () => {
  const orgs = [district("d1"), school("s1"), school("s2")];
  const both = worldWith({
    orgs,
    users: [user("teacher", { role: "teacher", orgs: [ref("s1"), ref("s2")] }), user("student")],
  });
  const started = worldWith({
    orgs,
    users: [user("teacher", { role: "teacher", orgs: [ref("s2")] }), user("student")],
  });

  it("stay in their building while it is one of theirs, whatever the order (F28, R108)", () => {
    const outcome = planned(both, { lms: syncedFrom(started).lms });

    expect(outcome.value.changes).toEqual([]);
    expect(findingOf(outcome, "building-kept")).toMatchObject({
      at: "users/teacher",
      args: { wanted: "s1", kept: "s2" },
    });
  });

  it("move when their building is none of theirs any more, or another school is primary (F28)", () => {
    const lmsNow = syncedFrom(started).lms;
    const left = planned(smallestWorld, { lms: lmsNow });
    const primary = worldWith({
      orgs,
      users: [
        userWithRoles("teacher", [
          ["teacher", "s2"],
          ["teacher", "s1", "primary"],
        ]),
        user("student"),
      ],
    });

    expect(left.value.changes[0]).toMatchObject({ after: { building: "s1" } });
    expect(planned(primary, { lms: lmsNow, version: "1.2" }).value.changes[0]).toMatchObject({
      after: { building: "s1" },
    });
  });

  it("keep the additional buildings that people gave them, for no sync names any (R109)", () => {
    const { changes } = planned(both).value;

    expect(JSON.stringify(changes)).not.toContain("additional");
    expect(mapped(both).diagnostics).toContainEqual(
      expect.objectContaining({ code: "several-schools", at: "sis/users/teacher" }),
    );
  });
});

describe("the guard for parents' buildings", () => {
  const orgs = [district("d1"), school("s1"), school("s2")];
  const parentAt = (org: string, child: string) =>
    worldWith({
      orgs,
      users: [
        user("teacher", { role: "teacher" }),
        userWithRoles("student", [["student", child, "primary"]]),
        userWithRoles("parent", [["guardian", org, "primary"]], { agents: [ref("student")] }),
      ],
    });

  it("says when a child has moved and the parent has not (F48)", () => {
    const outcome = planned(parentAt("s1", "s2"), {
      version: "1.2",
      lms: syncedFrom(parentAt("s1", "s1"), { version: "1.2" }).lms,
    });

    expect(findingOf(outcome, "parent-building-stale")).toMatchObject({
      at: "users/parent",
      args: { building: "s1", children: "s2" },
    });
  });

  it("is silent when both moved, and about parents of the organisation (F48)", () => {
    const moved = planned(parentAt("s2", "s2"), {
      version: "1.2",
      lms: syncedFrom(parentAt("s1", "s1"), { version: "1.2" }).lms,
    });
    const ofDistrict = planned(worldPlus({ users: [guardianOf("student")] }));

    expect(codesOf(moved.diagnostics)).not.toContain("parent-building-stale");
    expect(codesOf(ofDistrict.diagnostics)).not.toContain("parent-building-stale");
  });
});

describe("parent links that the SIS no longer has", () => {
  const children = ["a", "b", "c", "d", "e", "f"].map((id) => user(id));
  const ids = children.map((_, index) => "abcdef"[index] ?? "");
  const parents = (linked: readonly string[]) =>
    worldPlus({
      users: [
        ...children,
        ...ids.map((id) =>
          user(`p-${id}`, {
            role: "guardian",
            orgs: [ref("d1")],
            agents: linked.includes(id) ? [ref(id)] : [],
          }),
        ),
      ],
    });
  const readingsOf = (endedAssociations: "keep" | "remove-synced" | "remove-all") =>
    settingsWith({ readings: { endedAssociations } });
  const before = syncedFrom(parents(ids));
  const removed = (outcome: ReturnType<typeof planned>) =>
    outcome.value.changes.filter(({ action }) => action === "remove");

  it("are left alone by default, and named (F46, R112)", () => {
    const outcome = planned(parents(ids.slice(1)), { lms: before.lms });

    expect(removed(outcome)).toEqual([]);
    expect(placesOf(outcome.diagnostics, "association-not-in-source")).toEqual([
      "associations/p-a/a",
    ]);
  });

  it("end by the reading when a sync made them, and only when that is known (F46)", () => {
    const settings = readingsOf("remove-synced");
    const how = { settings, lms: before.lms };
    const known = planned(parents(ids.slice(1)), { ...how, memory: before.memory });
    const unknown = planned(parents(ids.slice(1)), how);
    const byHand = planned(parents(ids.slice(1)), {
      ...how,
      memory: { ...before.memory, associations: new Set() },
    });

    expect(removed(known)).toMatchObject([
      { address: "associations/p-a/a", reason: "relationship-ended", held: null },
    ]);
    expect([removed(unknown), removed(byHand)]).toEqual([[], []]);
    expect(findingOf(byHand, "association-not-in-source")?.args).toEqual({
      why: "no sync made it",
    });
  });

  it("wait when very many would end at once (F46)", () => {
    const outcome = planned(parents(["a"]), {
      settings: readingsOf("remove-all"),
      lms: before.lms,
    });

    expect(findingOf(outcome, "shrink-associations")?.args).toEqual({ removed: 5, present: 6 });
    expect(heldBy(outcome.value, "shrink-associations")).toHaveLength(5);
  });

  it("never end because no guardian came at all, or because the roster is incomplete (F47, F77)", () => {
    const settings = readingsOf("remove-all");
    const none = planned(worldPlus({ users: children }), { settings, lms: before.lms });
    const cut = planned(parents(["a"]), { settings, lms: before.lms, incomplete: ["users"] });

    const unlinked = planned(parents([]), { settings, lms: before.lms });
    expect([removed(none), removed(cut), removed(unlinked)]).toEqual([[], [], []]);
    expect(mapped(worldPlus({ users: children })).diagnostics).toContainEqual(
      expect.objectContaining({ code: "guardians-none", args: { students: 7 } }),
    );
    expect(codesOf(mapped(parents(ids)).diagnostics)).not.toContain("guardians-none");
  });

  it("stay when one of the two does not sync (R123)", () => {
    const settings = settingsWith({
      readings: { endedAssociations: "remove-all" },
      roles: { default: { guardian: "do-not-sync", student: "Student", staff: "Teacher" } },
    });
    expect(removed(planned(parents(["a"]), { settings, lms: before.lms }))).toEqual([]);
    const all = parents(ids);
    const refused = user("p-a", { role: "guardian", orgs: [ref("d1")], username: "p a" });
    const others = all.users.filter((each) => !JSON.stringify(each).includes('"p-a"'));
    const oneRefused = planned(
      { ...all, users: [...others, refused] },
      { settings: readingsOf("remove-all"), lms: before.lms },
    );
    expect(removed(oneRefused)).toEqual([]);
  });
});

describe("guards of schools", () => {
  it("name a building whose school the SIS no longer sends, and change nothing there (F67)", () => {
    const two = worldWith({ orgs: [district("d1"), school("s1"), school("s2")] });
    const outcome = resynced(smallestWorld, {
      ...two,
      orgs: [district("d1"), school("s2")],
      classes: [{ ...Object(smallestWorld.classes[0]), sourcedId: "k9", school: ref("s2") }],
    });

    expect(findingOf(outcome, "school-missing")).toMatchObject({
      at: "buildings/s1",
      args: { building: "School s1", sections: 1 },
    });
    expect(codesOf(resynced(smallestWorld, two).diagnostics)).not.toContain("school-missing");
  });

  it("do not take a school for missing that somebody has unmapped (F67, R94)", () => {
    const two = worldWith({ orgs: [district("d1"), school("s1"), school("s2")] });
    const settings = settingsWith({ schools: { default: "create", map: { s1: "skip" } } });

    const outcome = planned(two, { settings, lms: syncedFrom(two).lms });

    expect(codesOf(outcome.diagnostics)).not.toContain("school-missing");
  });

  it("find a renamed school by its code and make no second building (F68)", () => {
    const renamed = worldWith({ orgs: [district("d1"), school("s1", { name: "New name" })] });

    const outcome = resynced(smallestWorld, renamed);

    expect(findingOf(outcome, "school-renamed")).toMatchObject({
      school: "s1",
      args: { name: "New name", title: "School s1" },
    });
    expect(outcome.value.changes).toEqual([]);
    expect(codesOf(resynced(smallestWorld, smallestWorld).diagnostics)).not.toContain(
      "school-renamed",
    );
  });
});
