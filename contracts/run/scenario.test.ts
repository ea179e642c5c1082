import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compares, Scenario } from "./scenario.ts";
import { worstVerdict } from "./verdict.ts";

const frame = {
  formatVersion: 1,
  id: "x",
  title: "x",
  why: "x",
  seed: 1,
  start: "2026-08-03T12:00:00Z",
  oneRoster: "1.1",
  district: { preset: "tiny" },
};

describe("scenario format", () => {
  it("compares a number as text comparisons say", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (bound, actual) => {
        expect(compares(bound, actual)).toBe(actual === bound);
        expect(compares(`>${bound}`, actual)).toBe(actual > bound);
        expect(compares(`>=${bound}`, actual)).toBe(actual >= bound);
        expect(compares(`<${bound}`, actual)).toBe(actual < bound);
        expect(compares(`<=${bound}`, actual)).toBe(actual <= bound);
        expect(compares(`!=${bound}`, actual)).toBe(actual !== bound);
      }),
    );
  });

  it("refuses a step that is two steps, or none", () => {
    const scenario = (step: unknown): unknown => ({ ...frame, steps: [step] });

    expect(Scenario.safeParse(scenario({ sync: "all" })).success).toBe(true);
    expect(Scenario.safeParse(scenario({ sync: "all", expect: {} })).success).toBe(false);
    expect(Scenario.safeParse(scenario({})).success).toBe(false);
  });

  it("refuses a step for a variant that does not exist, which would silently never be played", () => {
    const steps = [{ sync: "all", only: "guraded" }];
    const parsed = Scenario.safeParse({ ...frame, variants: { guarded: {} }, steps });

    expect(parsed.error?.issues[0]?.path).toEqual(["steps", 0, "only"]);
  });

  it("refuses a finding that does not exist, which would always be there 0 times", () => {
    const steps = [{ expect: { findings: { "trail-switch": 0 } } }];

    expect(Scenario.safeParse({ ...frame, steps }).success).toBe(false);
  });

  it("takes dirt as one share or as a share of each problem, and refuses problems it does not know", () => {
    const withDirt = (dirt: unknown): unknown => ({
      ...frame,
      district: { preset: "vast", staleTrial: 0.5, dirt },
      steps: [{ sync: "all" }],
    });

    expect(Scenario.safeParse(withDirt(0.02)).success).toBe(true);
    expect(Scenario.safeParse(withDirt({ all: 0.02, missingEmails: 0.1 })).success).toBe(true);
    expect(Scenario.safeParse(withDirt(2)).success).toBe(false);
    expect(Scenario.safeParse(withDirt({ missingMails: 0.1 })).success).toBe(false);
  });

  it("ranks an error above a fail, and a pass above a skip", () => {
    expect(worstVerdict(["pass", "fail", "error"])).toBe("error");
    expect(worstVerdict(["skip", "pass"])).toBe("pass");
    expect(worstVerdict([])).toBe("pass");
  });
});
