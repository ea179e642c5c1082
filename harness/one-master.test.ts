import { describe, expect, it } from "vitest";
import { Tab } from "../contracts/run/plan.ts";
import { syncOnce, type SyncResult } from "../engine/index.ts";
import { applyLmsAction } from "../mock-lms/index.ts";
import { generateDistrict } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

const start = "2026-09-15T12:00:00Z";
const settings = layeredSettings([], "test");

async function openTiny(): Promise<RehearsalWorld> {
  const sisWorld = generateDistrict({ preset: "tiny", seed: 5, asOf: start.slice(0, 10) });
  return openWorld({ sisWorld, settings, seed: 5, clock: clockAt(start), transport: "in-process" });
}

const sync = (world: RehearsalWorld): Promise<SyncResult> =>
  syncOnce(world.ports, { settings, tabs: Tab.options });

/** What was asked of the SIS: methods, and the last part of each path. */
const asked = (world: RehearsalWorld): readonly string[] => [
  ...new Set(
    world.sis.journal.recent.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`),
  ),
];

describe("a sync with both mocks", () => {
  it("takes buildings, terms, people, courses, sections and enrollments to the LMS (R1, R18, R20, R21)", async () => {
    await using world = await openTiny();

    await sync(world);

    const counts = world.lms.counts();
    const kinds = [
      "buildings",
      "gradingPeriods",
      "users",
      "courses",
      "sections",
      "activeEnrollments",
    ] as const;
    for (const kind of kinds) expect([kind, counts[kind] > 0]).toEqual([kind, true]);
  });

  it("asks the SIS for a token and six collections of OneRoster, and for nothing else (R3, R18, R20, R21)", async () => {
    await using world = await openTiny();

    await sync(world);

    expect(asked(world)).toEqual([
      "POST token",
      "GET orgs",
      "GET academicSessions",
      "GET courses",
      "GET classes",
      "GET users",
      "GET enrollments",
    ]);
  });

  it("brings back what people changed in the LMS, and writes nothing to the SIS (R24, F31)", async () => {
    await using world = await openTiny();
    const first = await sync(world);
    const teacher = first.plan.changes.find(({ after }) => after?.["role"] === "Teacher");
    const schoolUid = decodeURIComponent(teacher?.address.split("/")[1] ?? "");
    applyLmsAction(world.lms, { kind: "edit-user", schoolUid, nameFirst: "Edited" });
    applyLmsAction(world.lms, { kind: "set-role", schoolUid, role: "School Admin" });
    world.sis.journal.clear();

    const { plan, diagnostics } = await sync(world);

    expect(plan.changes).toMatchObject([
      {
        address: teacher?.address,
        before: { name_first: "Edited", role: "School Admin" },
        after: { name_first: teacher?.after?.["name_first"], role: "Teacher" },
      },
    ]);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "role-drift", at: teacher?.address }),
    );
    expect((await sync(world)).plan.changes).toEqual([]);
    expect(asked(world).filter((call) => !call.startsWith("GET"))).toEqual(["POST token"]);
  });
});
