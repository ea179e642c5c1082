import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { rolesOf } from "../../people.ts";
import type { World } from "../../world.ts";
import { roleRecords } from "../../user-ids.ts";

function recordIds(world: World, id: string): readonly string[] {
  const person = world.people.get(id);
  return person === undefined ? [] : roleRecords(world, person).map((one) => one.sourcedId);
}

function rolesAt(world: World, id: string): readonly unknown[] {
  const person = world.people.get(id);
  if (person === undefined) return [];
  return rolesOf(world, person).map(({ role, org, endDate }) => [role, org, endDate]);
}

/** Who is on a section: person, staff type, primary, first and last day. */
function staffOf(world: World, section: string): readonly unknown[] {
  return world.staff
    .where("section", section)
    .map((row) => [row.person, row.staffType, row.primary, row.beginDate, row.endDate]);
}

describe("staff", () => {
  it("are hired with a role at a school, onto sections beside those who are there (F53)", () => {
    const world = smallWorld();
    const hired = { givenName: "Olga", familyName: "Diaz", sections: ["60001", "first"] };

    const counts = act(world, { action: "hire-staff", school: "lake", ...hired });

    const olga = [...world.people.values()].find(({ givenName }) => givenName === "Olga");
    expect(counts).toEqual({ users: 1, enrollmentsAdded: 1 });
    expect(rolesAt(world, olga?.id ?? "")).toEqual([["teacher", "lake", undefined]]);
    expect(staffOf(world, "60001")).toContainEqual([
      olga?.id,
      "P",
      "true",
      "2026-10-05",
      undefined,
    ]);
    expect(staffOf(world, "60001")).toContainEqual(["2001", "P", "true", undefined, undefined]);
  });

  it("join a section once, and as teacher only with an assignment as one (facts A.9)", () => {
    const world = smallWorld();
    const join = { action: "assign-staff", section: "60001" };

    act(world, { ...join, user: "2002", beginDate: "2026-11-02" });
    act(world, { ...join, user: "2004", staffType: "S" });

    expect(staffOf(world, "60001")).toContainEqual(["2002", "T", "false", "2026-11-02", undefined]);
    expect(staffOf(world, "60001")).toContainEqual([
      "2004",
      "S",
      undefined,
      "2026-10-05",
      undefined,
    ]);
    expect(() => act(world, { ...join, user: "2002" })).toThrow('"2002" is already on "60001"');
    expect(() => act(world, { ...join, user: "2005" })).toThrow('there is no teacher "2005"');
  });

  it("hand a section over: two primary teachers, one after the other (F53)", () => {
    const world = smallWorld();
    const handover = { section: "60001", by: "2003", beginDate: "2026-10-12" };

    const counts = act(world, { action: "replace-teacher", ...handover });

    // The one who takes over was a co-teacher until then.
    expect(counts).toEqual({ enrollmentsEnded: 2, enrollmentsAdded: 1 });
    expect(staffOf(world, "60001")).toHaveLength(4);
    expect(staffOf(world, "60001")).toContainEqual(["2001", "P", "true", undefined, "2026-10-11"]);
    expect(staffOf(world, "60001")).toContainEqual(["2003", "T", "false", undefined, "2026-10-11"]);
    expect(staffOf(world, "60001")).toContainEqual(["2003", "P", "true", "2026-10-12", undefined]);
    const again = { action: "replace-teacher", section: "60001", teacher: "2003", by: "2003" };
    expect(() => act(world, again)).toThrow("is the teacher who goes");
  });

  it("of a section are counted with the primary teacher first", () => {
    const world = smallWorld();

    act(world, { action: "end-staff", section: "60001", teacher: "second" });

    expect(world.staff.get("t60001T")?.endDate).toBe("2026-10-04");
    expect(() => act(world, { action: "end-staff", section: "60001", teacher: "t2002" })).toThrow(
      'there is no teacher of section 60001 "t2002" (2 to choose from',
    );
  });

  it("end with their sections, or leave the sections as they are (F54)", () => {
    const [all, some] = [smallWorld(), smallWorld()];

    const counts = act(all, { action: "end-assignment", user: "t2001" });
    act(some, { action: "end-assignment", user: "t2001", how: "drop", sections: "keep" });

    expect(counts).toEqual({ users: 1, assignments: 1, enrollmentsEnded: 2 });
    expect(rolesAt(all, "2001")).toContainEqual(["teacher", "lake", "2026-10-04"]);
    expect(all.people.get("2001")?.modified).toBe(actedAt);
    // He is a parent still.
    expect(rolesAt(some, "2001")).toEqual([["guardian", "lake", undefined]]);
    expect(staffOf(some, "60001")).toContainEqual(["2001", "P", "true", undefined, undefined]);
    expect(() => act(all, { action: "end-assignment", user: "t2001" })).toThrow(
      '"t2001" does not work in the district',
    );
  });

  it("change role: in 1.1 another record comes, and the teacher leaves his sections (F22)", () => {
    const world = smallWorld();

    const counts = act(world, { action: "change-role", user: "t2001", role: "administrator" });

    expect(counts).toEqual({ users: 1, enrollmentsEnded: 2 });
    expect(recordIds(world, "2001")).toEqual(["a2001", "g2001"]);
    expect(rolesAt(world, "2001")[0]).toEqual(["administrator", "lake", undefined]);
    const again = { action: "change-role", user: "2001", role: "administrator" };
    expect(() => act(world, again)).toThrow("is administrator in the district already");
  });

  it("may have a further role and go on teaching", () => {
    const world = smallWorld();

    act(world, { action: "change-role", user: "t2001", role: "administrator", how: "add" });

    expect(recordIds(world, "2001").toSorted()).toEqual(["a2001", "g2001", "t2001"]);
    expect(staffOf(world, "60001")).toContainEqual(["2001", "P", "true", undefined, undefined]);
  });

  it("have a role at the school that is named only", () => {
    const action = { action: "end-assignment", user: "t2001", school: "hill" };

    expect(() => act(smallWorld(), action)).toThrow('"t2001" does not work at "hill"');
  });
});
