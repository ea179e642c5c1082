import { describe, expect, it } from "vitest";
import type { World, WorldTables } from "../store/world.ts";
import { tablesOf } from "../testing/digest-world.ts";
import { DistrictError } from "./district-error.ts";
import { generateDistrict } from "./generate-district.ts";
import { districtPresets, type DistrictOptions } from "./options.ts";

const asOf = "2026-11-02";

function district(options: Partial<DistrictOptions> = {}): World {
  return generateDistrict({ seed: 5, students: 900, schools: 7, asOf, ...options });
}

describe("generateDistrict", () => {
  it("has the sizes of its presets", () => {
    const sizes = (preset: "tiny" | "small"): unknown => {
      const world = generateDistrict({ seed: 1, preset, asOf });
      return { students: world.demographics.size, schools: world.calendars.size };
    };

    expect(sizes("tiny")).toEqual({ students: 12, schools: 1 });
    expect(sizes("small")).toEqual({ students: 500, schools: 2 });
    expect(Object.keys(districtPresets)).toEqual([
      "tiny",
      "small",
      "medium",
      "large",
      "huge",
      "vast",
    ]);
  });

  it("shows the active school year", () => {
    expect(district().view.activeYear).toBe("2027");
    expect(district({ asOf: "2026-06-30" }).view.activeYear).toBe("2026");
  });

  it.each([
    { dirt: 0 },
    { semesters: "apart", staleTrial: 1, secondStructure: 1, dirt: 0 },
    { students: 30, schools: 9, dirt: 0 },
  ] as const)("points at nothing that is not there, with %j", (options) => {
    expect(danglingRefs(district(options))).toEqual([]);
  });

  it("refuses sizes and days that cannot be", () => {
    expect(() => district({ students: 0 })).toThrow("students from 1");
    expect(() => district({ schools: 1.5 })).toThrow("schools from 1");
    expect(() => district({ students: 30_000, schools: 2 })).toThrow("needs more schools than 2");
    expect(() => district({ asOf: "soon" })).toThrow("YYYY-MM-DD");
    expect(() => district({ asOf: "2027-02-29" })).toThrow("YYYY-MM-DD");
    expect(() => district({ asOf: "0050-01-01" })).toThrow(DistrictError);
    expect(() => district({ asOf: "9999-12-31" })).toThrow("to 9899-12-31");
  });

  it.each(["1900-01-01", "9899-12-31"])("leads nowhere wrong on the odd day %s", (day) => {
    const world = generateDistrict({ seed: 5, preset: "tiny", asOf: day });

    expect(danglingRefs(world)).toEqual([]);
    for (const { birthDate } of world.demographics.values()) expect(birthDate).toMatch(/^\d{4}-/);
    for (const { endDate } of world.terms.values()) expect(endDate).toMatch(/^\d{4}-/);
  });
});

/** Where the fields of rows point, by name of the field. */
const targets: Readonly<Record<string, readonly (keyof WorldTables)[]>> = {
  parent: ["orgs", "terms", "schoolYears"],
  org: ["orgs"],
  school: ["orgs"],
  calendar: ["calendars"],
  structure: ["structures"],
  trial: ["trials"],
  term: ["terms"],
  course: ["courses"],
  section: ["sections"],
  person: ["people"],
  contact: ["people"],
  scoreGroup: ["scoreGroups"],
};

/** Every reference of every table that leads nowhere. */
function danglingRefs(world: World): readonly string[] {
  const missing: string[] = [];
  for (const [name, table] of tablesOf(world)) {
    for (const row of table.values()) {
      JSON.stringify(row, (field, value: unknown) => {
        const known = targets[field];
        const leads =
          known === undefined ||
          typeof value !== "string" ||
          known.some((to) => world[to].has(value));
        if (!leads) missing.push(`${name}/${row.id}: ${field} ${value}`);
        return value;
      });
    }
  }
  return missing;
}
