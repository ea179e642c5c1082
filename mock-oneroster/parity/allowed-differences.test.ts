import { describe, expect, it } from "vitest";
import { startTestMock } from "../testing/ask.ts";
import { createTempFolder } from "../testing/bundles.ts";
import { compareAll, exportBoth } from "../testing/four-forms.ts";
import { hostileWorld } from "../testing/hostile-world.ts";
import { richWorld } from "../testing/rich-world.ts";
import { allowedDifferences } from "./allowed-differences.ts";

describe("differences that have to be", () => {
  it("have each an id of its own, a reason and a source", () => {
    const ids = allowedDifferences.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(allowedDifferences.every(({ why, source }) => why !== "" && source !== "")).toBe(true);
  });

  it("are all to be found in a district as districts are, and nothing else", async () => {
    await using folder = await createTempFolder();
    const found = new Set<string>();

    for (const world of [richWorld(), hostileWorld()]) {
      const { get } = await startTestMock(world);
      for (const mode of ["bulk", "delta"] as const) {
        const report = await compareAll(get, await exportBoth(world, folder, mode));
        expect(report.differences).toEqual([]);
        for (const { rule } of report.allowed) found.add(rule.id);
      }
    }

    expect(allowedDifferences.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
  });
});
