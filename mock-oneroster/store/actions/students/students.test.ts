import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { orgRow } from "../../../testing/rows.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { gradesOf, rolesOf } from "../../people.ts";
import type { World } from "../../world.ts";

function rolesAt(world: World, id: string): readonly unknown[] {
  const person = world.people.get(id);
  if (person === undefined) return [];
  return rolesOf(world, person).map(({ role, org, serviceType }) => [role, org, serviceType]);
}

function sectionsOf(world: World, student: string): readonly string[] {
  return world.rosters
    .where("person", student)
    .map(({ section }) => section)
    .toSorted();
}

describe("a student", () => {
  it("joins late or early, on the day that is written (F57, F60)", () => {
    const world = smallWorld();
    const join = { action: "enrol-student", student: "1001" };

    act(world, { ...join, section: "60002", beginDate: "2026-09-14" });
    act(world, { ...join, section: "60011", beginDate: "2026-11-02", endDate: "2026-12-18" });

    const dates = world.rosters.where("person", "1001").map((row) => [row.beginDate, row.endDate]);
    expect(dates).toContainEqual(["2026-09-14", undefined]);
    expect(dates).toContainEqual(["2026-11-02", "2026-12-18"]);
  });

  it("cannot leave a section before he joins it", () => {
    const dates = { beginDate: "2026-11-02", endDate: "2026-11-01" };
    const action = { action: "enrol-student", student: "1001", section: "60002", ...dates };

    expect(() => act(smallWorld(), action)).toThrow("2026-11-01 is before the first day");
  });

  it("can come back to a section that he left, which makes two enrollments (F61)", () => {
    const world = smallWorld();

    act(world, { action: "leave-section", student: "1001", section: "60001", how: "end" });
    act(world, { action: "enrol-student", student: "1001", section: "60001" }, 7);

    expect(sectionsOf(world, "1001")).toEqual(["60001", "60001", "60003"]);
  });

  it("leaves one of his own sections, by place or by id", () => {
    const world = smallWorld();

    const counts = act(world, { action: "leave-section", student: "1001", section: "second" });

    expect(counts).toEqual({ enrollmentsDropped: 1 });
    expect(sectionsOf(world, "1001")).toEqual(["60001"]);
    expect(() =>
      act(world, { action: "leave-section", student: "1001", section: "60111" }),
    ).toThrow('no section of "1001" "60111" (1 to choose from, 60001)');
  });

  it("is not in a section for a day that never came: a future place vanishes when it ends", () => {
    const world = smallWorld();
    const later = { section: "60002", beginDate: "2026-11-02" };
    act(world, { action: "enrol-student", student: "1001", ...later });

    act(world, { action: "leave-section", student: "1001", section: "60002", how: "end" });

    expect(sectionsOf(world, "1001")).toEqual(["60001", "60003"]);
  });

  it("belongs to a second school with service type S, behind the primary one (F27)", () => {
    const world = smallWorld();
    const action = { action: "enrol-at-school", student: "1004", school: "hill", sections: 1 };

    const counts = act(world, action);

    expect(counts).toEqual({ users: 1, enrollmentsAdded: 1 });
    expect(rolesAt(world, "1004")).toEqual([
      ["student", "lake", "P"],
      ["student", "hill", "S"],
    ]);
    expect(world.people.get("1004")?.modified).toBe(actedAt);
    expect(() => act(world, action)).toThrow('"1004" is already at "hill"');
  });

  it("comes back to the district after he left (F38)", () => {
    const world = smallWorld();

    act(world, { action: "withdraw-student", student: "1001" });
    const again = { school: "lake", serviceType: "P", sections: 6 };
    const counts = act(world, { action: "enrol-at-school", student: "1001", ...again }, 30);

    expect(counts["enrollmentsAdded"]).toBe(2);
    expect(gradesOf(world, world.people.get("1001") ?? fail())).toEqual(["07"]);
  });

  it("keeps his place at a second school, with its sections, when he leaves the first", () => {
    const world = smallWorld();
    world.orgs.put(orgRow({ id: "third", type: "school", name: "Third" }));
    act(world, { action: "enrol-at-school", student: "1004", school: "hill", sections: 1 });

    const counts = act(world, { action: "transfer-student", student: "1004", toSchool: "third" });

    expect(counts).toEqual({ users: 1, enrollmentsDropped: 2, enrollmentsAdded: 0 });
    expect(sectionsOf(world, "1004")).toHaveLength(1);
    expect(rolesAt(world, "1004")).toEqual([
      ["student", "third", "P"],
      ["student", "hill", "S"],
    ]);
  });

  it("leaves a trace at the old school when the transfer ends rows, and goes by the new one (F58)", () => {
    const world = smallWorld();
    const action = { action: "transfer-student", student: "1004", toSchool: "hill", how: "end" };

    const counts = act(world, action);

    const ended = world.rosters.where("person", "1004").filter((row) => row.school === "lake");
    expect(counts).toEqual({ users: 1, enrollmentsEnded: 2, enrollmentsAdded: 2 });
    expect(ended.map(({ endDate }) => endDate)).toEqual(["2026-10-04", "2026-10-04"]);
    expect(rolesAt(world, "1004")).toEqual([
      ["student", "hill", "P"],
      ["student", "lake", "P"],
    ]);
    expect(() => act(world, action)).toThrow("already at");
  });

  it("joins no course whose terms are over", () => {
    const world = smallWorld();
    const newcomer = { givenName: "Ida", familyName: "Berg", grade: "07" };

    const counts = act(world, { action: "add-student", school: "lake", ...newcomer }, 120);

    expect(counts).toEqual({ users: 1, enrollmentsAdded: 1 });
  });

  it("may bring an id, unless someone has it", () => {
    const world = smallWorld();
    const newcomer = { givenName: "Ida", familyName: "Berg", sourcedId: "ida-1" };

    act(world, { action: "add-student", school: "lake", ...newcomer });

    expect(world.people.get("ida-1")?.idForm).toBe("written");
    for (const sourcedId of ["ida-1", "s1001"]) {
      const other = { action: "add-student", school: "lake", ...newcomer, sourcedId };
      expect(() => act(world, other)).toThrow(`the sourcedId "${sourcedId}" is in use`);
    }
  });
});

describe("a no-show", () => {
  it("is not sent, has no enrollments, and can come after all (F39)", () => {
    const world = smallWorld();

    const counts = act(world, { action: "set-no-show", student: "1001" });

    expect(counts).toEqual({ users: 1, enrollmentsDropped: 2 });
    expect(rolesAt(world, "1001")).toEqual([]);
    expect(sectionsOf(world, "1001")).toEqual([]);
    act(world, { action: "set-no-show", student: "first", noShow: false });
    expect(rolesAt(world, "1001")).toEqual([["student", "lake", "P"]]);
  });

  it("may leave his enrollments behind (F62)", () => {
    const world = smallWorld();

    act(world, { action: "set-no-show", student: "1001", rosters: "keep" });

    expect(sectionsOf(world, "1001")).toEqual(["60001", "60003"]);
  });

  it("is counted among no-shows only", () => {
    const action = { action: "set-no-show", student: "first", noShow: false };

    expect(() => act(smallWorld(), action)).toThrow('there is no no-show "first" (0 to choose');
  });
});

function fail(): never {
  throw new Error("There is nobody with this id.");
}
