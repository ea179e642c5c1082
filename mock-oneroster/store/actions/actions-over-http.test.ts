import { describe, expect, it } from "vitest";
import { act } from "../../testing/act.ts";
import { startTestMock } from "../../testing/ask.ts";
import { smallWorld } from "../../testing/small-world.ts";

const versions = ["1.1", "1.2"] as const;

function idsOf(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return records.map((record) => String(record["sourcedId"]));
}

/** What a record refers to in a field, as text. */
function refs(records: readonly Readonly<Record<string, unknown>>[], field: string): string[] {
  return records.map((record) => JSON.stringify(record[field])).toSorted();
}

describe("whoever asks over HTTP", () => {
  it("finds other classes and enrollments after a trial switch, for the same courses and users (F01)", async () => {
    const world = smallWorld();
    const { all } = await startTestMock(world);
    for (const version of versions) {
      const before = [await all(version, "/classes"), await all(version, "/enrollments")] as const;

      act(world, { action: "activate-trial", name: version });

      const after = [await all(version, "/classes"), await all(version, "/enrollments")] as const;
      const known = new Set([...idsOf(before[0]), ...idsOf(before[1])]);
      expect([...idsOf(after[0]), ...idsOf(after[1])].some((id) => known.has(id))).toBe(false);
      expect(refs(after[0], "course")).toEqual(refs(before[0], "course"));
      expect(refs(after[0], "terms")).toEqual(refs(before[0], "terms"));
      expect(refs(after[1], "user")).toEqual(refs(before[1], "user"));
      expect(after[0][0]?.["dateLastModified"]).toBe("2026-10-05T12:00:00.000Z");
    }
  });

  it("finds a new student in both versions", async () => {
    const world = smallWorld();
    const { all } = await startTestMock(world);
    const newcomer = { school: "first", givenName: "Ida", familyName: "Berg", grade: "07" };

    act(world, { action: "add-student", ...newcomer });

    for (const version of versions) {
      const students = await all(version, "/students");
      const ida = students.find((user) => user["givenName"] === "Ida");
      expect(students).toHaveLength(13);
      expect(ida).toMatchObject({ familyName: "Berg", grades: ["07"] });
    }
  });

  it("finds another 1.1 record of a teacher who became an administrator, and the same 1.2 one (F22)", async () => {
    const world = smallWorld();
    const { all } = await startTestMock(world);
    const before = idsOf(await all("1.2", "/users"));

    act(world, { action: "change-role", user: "t2002", role: "administrator" });

    const ids = idsOf(await all("1.1", "/users"));
    expect([ids.includes("t2002"), ids.includes("a2002")]).toEqual([false, true]);
    expect(idsOf(await all("1.2", "/users"))).toEqual(before);
  });

  it("finds who changed by dateLastModified, both sides of a link that ended (F46)", async () => {
    const world = smallWorld();
    const { all } = await startTestMock(world);
    act(world, { action: "unlink-guardian", student: "1001", user: "g3002" });

    const users = await all("1.1", "/users");

    const since = users.filter((user) => user["dateLastModified"] === "2026-10-05T12:00:00.000Z");
    // The contact has no student left whose guardian he could be.
    expect(idsOf(since)).toEqual(["s1001"]);
    expect(idsOf(users)).not.toContain("g3002");
  });

  it("finds last year's classes without enrollments once the year is rolled over (F03, F11)", async () => {
    const world = smallWorld();
    const { all } = await startTestMock(world);
    const before = await all("1.1", "/classes");

    act(world, { action: "roll-year-over" });
    expect(await all("1.1", "/classes")).toEqual(before);
    act(world, { action: "activate-year" });

    const after = await all("1.1", "/classes");
    expect(refs(after, "classCode")).toEqual(refs(before, "classCode"));
    expect(await all("1.1", "/enrollments")).toEqual([]);
    const sessions = await all("1.1", "/academicSessions");
    expect(new Set(sessions.map((session) => session["schoolYear"]))).toEqual(new Set(["2028"]));
  });

  it("finds one school less, and nothing of it, when the connection is narrowed (F67)", async () => {
    const world = smallWorld();
    const { all } = await startTestMock(world);

    act(world, { action: "narrow-connection", schools: ["hill"] });

    for (const version of versions) {
      expect(idsOf(await all(version, "/schools"))).toEqual(["hill"]);
      expect(refs(await all(version, "/classes"), "school").join()).not.toContain("lake");
      expect(await all(version, "/students")).toHaveLength(6);
    }
  });
});
