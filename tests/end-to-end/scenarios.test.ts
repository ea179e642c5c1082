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
