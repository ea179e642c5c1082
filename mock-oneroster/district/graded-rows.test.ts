import { describe, expect, it } from "vitest";
import type { World } from "../store/world.ts";
import { digestWorld } from "../testing/digest-world.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { generateDistrict } from "./generate-district.ts";
import type { DistrictOptions } from "./options.ts";

function district(options: Partial<DistrictOptions> = {}): World {
  const size = { students: 120, schools: 2, asOf: "2026-11-02" } as const;
  return generateDistrict({ seed: 5, gradebook: "some", ...size, ...options });
}

describe("the grade book of a district", () => {
  const world = district();

  it("is empty unless it is asked for, and changes nothing else", () => {
    const without = district({ gradebook: "none" });
    const emptied = district();
    for (const name of [
      "lineItems",
      "results",
      "assessmentLineItems",
      "assessmentResults",
    ] as const) {
      expect(without[name].size).toBe(0);
      expect(emptied[name].size).toBeGreaterThan(0);
      const ids: string[] = [];
      for (const { id } of emptied[name].values()) ids.push(id);
      for (const id of ids) emptied[name].delete(id);
    }

    expect(digestWorld(emptied)).toBe(digestWorld(without));
  });

  it("has nothing of homerooms", () => {
    const titles = Array.from(world.lineItems.values(), ({ section }) =>
      world.courses.get(world.sections.get(section)?.course ?? ""),
    ).map((course) => course?.title ?? "");

    expect(rowsOf(world.courses).some(({ title }) => /homeroom/i.test(title))).toBe(true);
    expect(titles.filter((title) => /homeroom/i.test(title))).toEqual([]);
  });

  it("is the same by the same seed, and another by another", () => {
    expect(digestWorld(district())).toBe(digestWorld(world));
    expect(digestWorld(district({ seed: 6 }))).not.toBe(digestWorld(world));
  });

  it("has results of students who sit in the section, for what was due", () => {
    const results = rowsOf(world.results);
    expect(new Set(results.map(({ scoreStatus }) => scoreStatus))).toEqual(
      new Set(["fully graded", "exempt", "not submitted"]),
    );
    for (const { lineItem, student, section = "", score = 0 } of results) {
      const item = world.lineItems.get(lineItem);
      expect(item?.section).toBe(section);
      expect(item !== undefined && item.dueDate < "2026-11-03").toBe(true);
      const seats = world.rosters.where("section", section).map(({ person }) => person);
      expect(seats).toContain(student);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
    }
    expect(district({ asOf: "2026-07-15" }).results.size).toBe(0);
  });

  it("has items that lie in a grading period of their section's structure", () => {
    for (const { gradingPeriod = "", section, dueDate } of world.lineItems.values()) {
      const period = world.terms.get(gradingPeriod);
      const trial = world.trials.get(world.sections.get(section)?.trial ?? "");
      expect(period).toMatchObject({ type: "gradingPeriod", structure: trial?.structure });
      expect(dueDate.slice(0, 10) <= (period?.endDate ?? "")).toBe(true);
    }
  });
});
