import { describe, expect, it } from "vitest";
import { Tab } from "../contracts/run/plan.ts";
import { planSync, syncOnce } from "../engine/index.ts";
import { applyAction, generateDistrict, SisAction } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

const tabs = Tab.options;

function settingsOf(policy: "off" | "hold"): ReturnType<typeof layeredSettings> {
  return layeredSettings([{ guards: { policy } }], "test");
}

/** A district that was synced while trial A was active, and in which trial B is active now. */
async function openSwitched(): Promise<RehearsalWorld> {
  const sisWorld = generateDistrict({ seed: 2, students: 60, schools: 1, asOf: "2026-08-31" });
  const clock = clockAt("2026-08-31T12:00:00.000Z");
  const settings = settingsOf("off");
  const world = await openWorld({ sisWorld, settings, seed: 2, clock, transport: "in-process" });
  await syncOnce(world.ports, { settings, tabs });
  applyAction(world.sis.world, SisAction.parse({ action: "activate-trial", name: "B" }), clock);
  return world;
}

describe("a schedule that is not final", () => {
  it("leaves sections twice in the LMS when nothing guards it (R45)", async () => {
    await using world = await openSwitched();
    expect(world.lms.counts().duplicateSections).toBe(0);

    await syncOnce(world.ports, { settings: settingsOf("off"), tabs });

    expect(world.lms.counts().duplicateSections).toBeGreaterThan(0);
  });

  it("is held with a warning, and its people sync all the same (R44)", async () => {
    await using world = await openSwitched();

    const { plan, diagnostics } = await planSync(world.ports, {
      settings: settingsOf("hold"),
      tabs,
    });

    const sections = plan.changes.filter(({ kind }) => kind === "section");
    expect(sections.length).toBeGreaterThan(0);
    expect(sections.every(({ held }) => held !== null)).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toContain("trial-switch");
    expect(plan.tabs).toEqual(tabs);
  });
});
