import { describe, expect, it } from "vitest";
import { RunRecord } from "../../contracts/run/run-record.ts";
import { loadScenarios, playScenarios } from "../../harness/index.ts";
import { renderJson } from "../../reports/index.ts";

const scenarios = await loadScenarios(["scenarios"]);

describe("bundled scenarios", () => {
  it.each(scenarios)("$scenario.id meets every expectation", async (loaded) => {
    const record = await playScenarios([loaded], { transport: "in-process", version: "0.0.0" });
    const missed = record.results.flatMap(({ variant, steps }) =>
      steps.flatMap(({ title, error, expectations }) => [
        ...(error === null ? [] : [`${variant}: ${title}: ${error}`]),
        ...expectations
          .filter(({ verdict }) => verdict !== "pass")
          .map(
            ({ what, expected, actual }) =>
              `${variant}: ${title}: ${what} is ${actual}, not ${expected}`,
          ),
      ]),
    );

    expect(missed).toEqual([]);
    expect(record.verdict).toBe("pass");
  });

  it("lay their own settings, then the variant's, over everything mapped", async () => {
    const [loaded] = scenarios;
    const scenario = loaded && {
      ...loaded.scenario,
      district: { preset: "tiny" as const },
      settings: { roles: { default: { guardian: "do-not-sync" } } },
      variants: { nobody: { schools: { default: "skip" } }, some: {} },
      steps: [{ sync: "all" as const }],
    };
    const played = scenario && { ...loaded, scenario };
    const record = await playScenarios(played ? [played] : [], {
      transport: "in-process",
      version: "0.0.0",
    });
    const [nobody, some] = record.results;

    expect(nobody?.steps[0]?.findings.map(({ code }) => code)).toContain("setup-incomplete");
    expect(nobody?.steps[0]?.lms?.users).toBe(0);
    expect(some?.steps[0]?.lms?.users).toBeGreaterThan(12);
    expect(some?.steps[0]?.lms?.associations).toBe(0);
  });

  it("leave a record that its own schema accepts after a round trip", async () => {
    const record = await playScenarios(scenarios.slice(0, 1), {
      transport: "in-process",
      version: "0.0.0",
    });
    const text = [...renderJson(record)].join("");

    expect(RunRecord.parse(JSON.parse(text))).toEqual(record);
  });

  it("hold no port and no secret in their record", async () => {
    const record = await playScenarios(scenarios, { transport: "http", version: "0.0.0" });
    const text = [...renderJson(record)].join("");

    expect(text).not.toMatch(/127\.0\.0\.1|localhost|rehearsal-secret|rehearsal-lms-secret/);
  });
});
