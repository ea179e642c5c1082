import { describe, expect, it } from "vitest";
import { enrollment, ref, user } from "../testing/records.ts";
import {
  codesOf,
  mapped,
  placesOf,
  rolesWith,
  settingsWith,
  smallestWorld,
  today,
  worldPlus,
  worldWith,
  type Reading,
} from "../testing/world.ts";

type MemberList = readonly (readonly [string, boolean])[];

function membersOf(world: typeof smallestWorld, how: Reading = {}): MemberList {
  const members = mapped(world, how).value.enrollments.get("k1") ?? new Map();
  return [...members].map(([uid, { admin }]) => [uid, admin]);
}

const withDates = (own: object): typeof smallestWorld =>
  worldWith({ enrollments: [enrollment("k1", "student", { ...own })] });

describe("mapEnrollments", () => {
  it("makes members of students and course admins of teachers (R129, R130)", () => {
    expect(membersOf(smallestWorld)).toEqual([
      ["student", false],
      ["teacher", true],
    ]);
  });

  it("gives the same order of members whatever the order of the enrollments", () => {
    const world = { ...smallestWorld, enrollments: smallestWorld.enrollments.toReversed() };

    expect(membersOf(world)).toEqual(membersOf(smallestWorld));
  });

  it.each([["inclusive"], ["exclusive"]] as const)(
    "counts an enrollment as ended by the reading %s of its end date (F59)",
    (enrollmentEnd) => {
      const settings = settingsWith({ readings: { enrollmentEnd } });
      const isMember = (endDate: string): boolean =>
        membersOf(withDates({ endDate }), { settings }).length === 1;

      expect(isMember("2026-09-14")).toBe(false);
      expect(isMember(today)).toBe(enrollmentEnd === "inclusive");
      expect(isMember("2026-09-16")).toBe(true);
    },
  );

  it("says which enrollments have ended, whatever their status (F59)", () => {
    const world = withDates({ endDate: "2026-09-01", status: "active" });

    expect(placesOf(mapped(world).diagnostics, "enrollment-ended")).toEqual([
      "sis/enrollments/k1-student",
    ]);
  });

  it("enrolls at once who begins later, or on the day by that reading (F60)", () => {
    const settings = settingsWith({ readings: { futureEnrollments: "on-date" } });
    const later = withDates({ beginDate: "2026-09-16" });

    expect(membersOf(later)).toHaveLength(1);
    expect(membersOf(later, { settings })).toHaveLength(0);
    expect(membersOf(withDates({ beginDate: today }), { settings })).toHaveLength(1);
    expect(codesOf(mapped(later, { settings }).diagnostics)).toContain("enrollment-future");
  });

  it.each([[["teacher", "student"]], [["student", "teacher"]]])(
    "makes one member of several enrollments, as admin if any is: %j (F61)",
    (roles) => {
      const enrollments = roles.map((role) =>
        enrollment("k1", "teacher", { sourcedId: role, role }),
      );

      expect(membersOf(worldWith({ enrollments }))).toEqual([["teacher", true]]);
    },
  );

  it("unites an ended and a running enrollment of one person (F61)", () => {
    const enrollments = [
      enrollment("k1", "student", { sourcedId: "e1", endDate: "2026-09-01" }),
      enrollment("k1", "student", { sourcedId: "e2", beginDate: "2026-09-10" }),
    ];

    expect(membersOf(worldWith({ enrollments }))).toEqual([["student", false]]);
  });

  it("finds fault with an enrollment of somebody who was not sent, and goes on (F62)", () => {
    const { value, diagnostics } = mapped(worldPlus({ enrollments: [enrollment("k1", "gone")] }));

    expect(value.enrollments.get("k1")?.size).toBe(2);
    expect(placesOf(diagnostics, "dangling-reference")).toEqual(["sis/enrollments/k1-gone"]);
  });

  it("skips the enrollments of a user whose username contains a space, and says so (R8)", () => {
    const world = worldPlus({
      users: [user("spacey", { username: "a b" })],
      enrollments: [enrollment("k1", "spacey")],
    });

    const { value, diagnostics } = mapped(world);

    expect(value.enrollments.get("k1")?.has("spacey")).toBe(false);
    expect(placesOf(diagnostics, "enrollment-user-not-provisioned")).toEqual([
      "sis/enrollments/k1-spacey",
    ]);
  });

  it("remarks on a teacher who does not sync, but not on students of an unmapped role (R123)", () => {
    const settings = rolesWith({ student: "do-not-sync", staff: "do-not-sync" });

    const { value, diagnostics } = mapped(smallestWorld, { settings });

    expect(value.enrollments.get("k1")?.size).toBe(0);
    expect(placesOf(diagnostics, "enrollment-user-not-provisioned")).toEqual([
      "sis/enrollments/k1-teacher",
    ]);
  });

  it.each(["administrator", "proctor", "ext:observer", ""])(
    "enrolls nobody in the role %j",
    (role) => {
      const { value, diagnostics } = mapped(
        worldWith({ enrollments: [enrollment("k1", "student", { role })] }),
      );

      expect(value.enrollments.get("k1")?.size).toBe(0);
      expect(codesOf(diagnostics)).toContain("enrollment-role-ignored");
    },
  );

  it("remarks on sections without a teacher and without students", () => {
    const { diagnostics } = mapped(worldWith({ enrollments: [] }));

    expect(placesOf(diagnostics, "section-without-teacher")).toEqual(["sis/classes/k1"]);
    expect(placesOf(diagnostics, "section-empty")).toEqual(["sis/classes/k1"]);
  });

  it("passes over enrollments of classes that are no sections", () => {
    const settings = settingsWith({ terms: { default: "skip" } });

    expect(mapped(smallestWorld, { settings }).value.enrollments.size).toBe(0);
  });

  it("keeps apart who differ only in the case of their ids", () => {
    const world = worldWith({
      users: [user("ada", { username: "a1" }), user("ADA", { username: "a2" })],
      enrollments: [enrollment("k1", "ada"), enrollment("k1", "ADA", { user: ref("ADA") })],
    });

    expect(membersOf(world)).toEqual([
      ["ADA", false],
      ["ada", false],
    ]);
  });
});
