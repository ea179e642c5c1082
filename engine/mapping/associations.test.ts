import { describe, expect, it } from "vitest";
import { ref, user, userWithRoles } from "../testing/records.ts";
import {
  codesOf,
  guardianOf,
  mapped,
  placesOf,
  rolesWith,
  settingsWith,
  worldPlus,
} from "../testing/world.ts";

const link = { parentUid: "guardian", studentUid: "student", school: "s1" };
const lonely = user("guardian", { role: "guardian", orgs: [ref("d1")] });
const named = user("child", { agents: [ref("guardian")] });

describe("mapAssociations", () => {
  it("links guardian and student when the guardian names the student (R112)", () => {
    expect(mapped(worldPlus({ users: [guardianOf("student")] })).value.associations).toEqual([
      link,
    ]);
  });

  it("links them when only the student names the guardian (R112)", () => {
    expect(mapped(worldPlus({ users: [lonely, named] })).value.associations).toEqual([
      { ...link, studentUid: "child" },
    ]);
  });

  it("links them once when each names the other", () => {
    const users = [guardianOf("child"), named];

    expect(mapped(worldPlus({ users })).value.associations).toHaveLength(1);
  });

  it("does not link two people of whom none is a guardian of a student", () => {
    const users = [user("u1", { agents: [ref("student"), ref("teacher")] })];

    expect(mapped(worldPlus({ users })).value.associations).toEqual([]);
  });

  it("finds fault with a link to somebody who was not sent (F44)", () => {
    const { value, diagnostics } = mapped(worldPlus({ users: [guardianOf("gone")] }));

    expect(value.associations).toEqual([]);
    expect(placesOf(diagnostics, "association-dangling")).toEqual(["sis/users/guardian"]);
  });

  it("finds fault with a link to somebody whom a data problem keeps out (F43, F44)", () => {
    const users = [guardianOf("spacey"), user("spacey", { username: "a b" })];

    const { value, diagnostics } = mapped(worldPlus({ users }));

    expect(value.associations).toEqual([]);
    expect(placesOf(diagnostics, "association-dangling")).toEqual(["sis/users/guardian"]);
  });

  it("says nothing of links to people whose role is set to Do Not Sync (R123)", () => {
    const world = worldPlus({ users: [guardianOf("student")] });

    const { value, diagnostics } = mapped(world, {
      settings: rolesWith({ student: "do-not-sync" }),
    });

    expect(value.associations).toEqual([]);
    expect(codesOf(diagnostics)).not.toContain("association-dangling");
  });

  it("finds fault with a guardian without a student (F43)", () => {
    const { diagnostics } = mapped(worldPlus({ users: [lonely] }));

    expect(placesOf(diagnostics, "guardian-without-student")).toEqual(["sis/users/guardian"]);
  });

  it("links relatives only when the reading includes them, also those who sync in another role (F45)", () => {
    const relative = userWithRoles(
      "aunt",
      [
        ["teacher", "s1"],
        ["relative", "s1"],
      ],
      { agents: [ref("student")] },
    );
    const world = worldPlus({ users: [relative] });
    const settings = settingsWith({ readings: { relatives: "include" } });

    expect(mapped(world, { version: "1.2" }).value.associations).toEqual([]);
    expect(mapped(world, { version: "1.2", settings }).value.associations).toHaveLength(1);
  });

  it("never links a person with himself", () => {
    const roles = [
      ["student", "s1"],
      ["guardian", "s1"],
    ] as const;
    const users = [userWithRoles("u1", roles, { agents: [ref("u1")] })];

    expect(mapped(worldPlus({ users }), { version: "1.2" }).value.associations).toEqual([]);
  });

  it("can name more lonely guardians than a call can take arguments", () => {
    const users = Array.from({ length: 130_000 }, (_, index) =>
      user(`g${index}`, { role: "guardian", orgs: [ref("d1")], email: null }),
    );

    const { diagnostics } = mapped(worldPlus({ users }));

    expect(placesOf(diagnostics, "guardian-without-student")).toHaveLength(130_000);
  });
});
