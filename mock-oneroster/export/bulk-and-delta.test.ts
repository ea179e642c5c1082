import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportRecords, exportWorld } from "../testing/export-records.ts";
import { linkedRecords } from "../testing/linked-records.ts";
import { smallWorld } from "../testing/small-world.ts";
import type { World } from "../store/world.ts";

const [before, after] = ["2026-08-31T23:59:59.999Z", "2026-09-01T00:00:00.000Z"];

/** A district in which a school was renamed, a student withdrawn and an enrollment deleted on 1 September. */
function changedWorld(): World {
  const world = smallWorld();
  const [lake, student, seat] = [
    world.orgs.get("lake"),
    world.people.get("1001"),
    world.rosters.get("s600020"),
  ];
  if (lake === undefined || student === undefined || seat === undefined) throw new RangeError();
  world.orgs.put({ ...lake, name: "Lake Academy", modified: after });
  world.people.put({ ...student, status: "tobedeleted", modified: after });
  world.rosters.put({ ...seat, status: "tobedeleted", modified: after });
  return world;
}

describe("a bulk bundle", () => {
  it("leaves out what is deleted, and what cannot be without it", async () => {
    const { rows, report, problems } = await exportWorld(changedWorld(), { version: "1.1" });

    expect(problems).toEqual([]);
    const ids = rows.get("users")?.map(({ sourcedId }) => sourcedId);
    expect(ids).toHaveLength(25);
    expect(ids).not.toContain("s1001");
    const users = rows.get("enrollments")?.map((row) => row["userSourcedId"]);
    expect(users).toHaveLength(45);
    expect(users).not.toContain("s1001");
    expect(report.losses.map(({ code, file }) => `${code} ${file}`)).toContain(
      "row-unlinked enrollments",
    );
  });

  it("has no moment to begin from", async () => {
    const wrong = exportWorld(smallWorld(), { version: "1.1", mode: "bulk", since: before });

    await expect(wrong).rejects.toThrow(RangeError);
  });
});

describe("a delta bundle", () => {
  it.each([before, after])("holds what changed from a moment on (%s)", async (since) => {
    for (const version of ["1.1", "1.2"] as const) {
      const { rows, manifest } = await exportWorld(changedWorld(), {
        version,
        mode: "delta",
        since,
      });

      const present = Object.entries(manifest.files).filter(([, mode]) => mode === "delta");
      const names = ["enrollments", "orgs", "users"];
      expect(present.map(([file]) => file)).toEqual(
        version === "1.1" ? names : ["enrollments", "orgs", "roles", "users"],
      );
      expect(rows.get("orgs")).toMatchObject([
        { sourcedId: "lake", status: "active", dateLastModified: after, name: "Lake Academy" },
      ]);
      expect(rows.get("users")).toMatchObject([{ status: "tobedeleted", dateLastModified: after }]);
      expect(rows.get("enrollments")).toMatchObject([{ status: "tobedeleted" }]);
    }
  });

  it("may hold what the changes refer to as well, so that no reference leads out of it", async () => {
    for (const version of ["1.1", "1.2"] as const) {
      const how = { version, mode: "delta", since: after } as const;
      const { rows, problems } = await exportWorld(changedWorld(), {
        ...how,
        references: "inside",
      });

      expect(problems).toEqual([]);
      const ids = rows.get("classes")?.map(({ sourcedId }) => sourcedId);
      expect(ids).toEqual(["60002"]);
      expect(rows.get("enrollments")).toHaveLength(1);
      expect((await exportWorld(changedWorld(), how)).problems).not.toEqual([]);
    }
  });

  it("may hold what the changes refer to whatever the records hold", async () => {
    const since = "2026-12-01T00:00:00.000Z";
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("1.1", "1.2"), fc.nat(), async (version, seed) => {
        const [records] = fc.sample(linkedRecords(version), { numRuns: 1, seed });

        const { problems } = await exportRecords(version, records ?? {}, {
          mode: "delta",
          since,
          references: "inside",
        });

        expect(problems).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("holds everything without a moment, each row with its status and moment", async () => {
    const { rows, problems, report } = await exportWorld(changedWorld(), {
      version: "1.2",
      mode: "delta",
    });

    expect(problems).toEqual([]);
    expect(rows.get("users")).toHaveLength(25);
    expect(rows.get("enrollments")).toHaveLength(48);
    expect(report.losses.filter(({ column }) => !column.startsWith("metadata."))).toEqual([]);
  });

  it("is refused for a moment that is none", async () => {
    const wrong = exportWorld(smallWorld(), { version: "1.1", mode: "delta", since: "soon" });

    await expect(wrong).rejects.toThrow(RangeError);
  });
});
