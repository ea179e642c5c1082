import { describe, expect, it } from "vitest";
import { rowsPerGroup, rowsPerGroupMax, rowsPerPageMax } from "./row-budget.ts";

describe("row budget", () => {
  it("gives every group its full 300 where the page has room", () =>
    expect(rowsPerGroup([5, 100_000, 20])).toBe(rowsPerGroupMax));

  it("shortens all groups alike when there are too many", () => {
    const sizes = Array.from({ length: 280 }, () => 1_000);

    expect(rowsPerGroup(sizes) * sizes.length).toBeLessThanOrEqual(rowsPerPageMax);
    expect((rowsPerGroup(sizes) + 1) * sizes.length).toBeGreaterThan(rowsPerPageMax);
  });

  it("shows at least one change of each group", () =>
    expect(rowsPerGroup(Array.from({ length: 50_000 }, () => 9))).toBe(1));
});
