import { describe, expect, it } from "vitest";
import { Plan, Tab } from "../contracts/run/plan.ts";
import type { Settings } from "../contracts/run/settings.ts";
import { planSync, syncOnce } from "../engine/index.ts";
import { generateDistrict } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

const tabs = Tab.options;

function settingsWith(layer: unknown = {}): Settings {
  return layeredSettings([{ oneRoster: { version: "1.2" } }, layer], "test");
}

async function openDistrict(settings = settingsWith()): Promise<RehearsalWorld> {
  const sisWorld = generateDistrict({ seed: 2, students: 24, schools: 1, asOf: "2026-08-31" });
  const clock = clockAt("2026-08-31T12:00:00.000Z");
  return openWorld({ sisWorld, settings, seed: 2, clock, transport: "in-process" });
}

describe("the set-up of a rehearsal", () => {
  it("makes buildings and grading periods when Schools and Terms are saved, and nothing else (R95, R103)", async () => {
    await using world = await openDistrict();

    await syncOnce(world.ports, { settings: settingsWith(), tabs: ["schools", "terms"] });

    const { buildings, gradingPeriods, ...rest } = world.lms.counts();
    expect([buildings, gradingPeriods].every((count) => count > 0)).toBe(true);
    expect(rest).toMatchObject({ users: 0, courses: 0, sections: 0 });
  });

  it("asks no server for anything while credentials are missing (R5)", async () => {
    const settings = settingsWith({ oneRoster: { consumerSecret: { env: "NO_SUCH_SECRET_1" } } });
    await using world = await openDistrict(settings);
    const asked: string[] = [];
    const send: typeof world.ports.send = (request) => {
      asked.push(request.url);
      return world.ports.send(request);
    };

    const result = await syncOnce({ ...world.ports, send }, { settings, tabs });

    expect(asked).toEqual([]);
    expect(result.diagnostics.map(({ code }) => code)).toContain("credentials-missing");
    expect(Plan.parse(result.plan)).toMatchObject({ applyable: false, changes: [] });
  });

  it("lets the schedule provision people and courses, and make no building, and anyone sync by hand besides (R58, R59)", async () => {
    await using world = await openDistrict();
    const settings = settingsWith({ schedule: { mode: "scheduled" } });
    const scheduled = { settings, tabs, by: "schedule" } as const;

    const early = await planSync(world.ports, scheduled);
    await syncOnce(world.ports, { settings, tabs: ["schools", "terms"] });
    await syncOnce(world.ports, scheduled);

    expect(early.plan).toMatchObject({ applyable: false, changes: [] });
    expect(world.lms.counts().users).toBeGreaterThan(24);
    expect((await planSync(world.ports, { settings, tabs })).plan.changes).toEqual([]);
  });

  it("shows in no plan and no finding what the secrets are (R53)", async () => {
    const secret = "hush-hush-1";
    const settings = settingsWith({
      oneRoster: { consumerSecret: secret, consumerId: "" },
      schoology: { consumerSecret: secret },
    });
    await using world = await openDistrict(settings);

    const result = await syncOnce(world.ports, { settings, tabs });

    expect(JSON.stringify([result.plan, result.diagnostics])).not.toContain(secret);
  });
});
