import { spawnSync } from "node:child_process";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestWorld, tablesOf } from "../testing/digest-world.ts";
import { contactPerson } from "./contacts.ts";
import { childCount, familyOf, hasContact } from "./families.ts";
import { generateDistrict } from "./generate-district.ts";
import { planLayout } from "./layout.ts";
import type { DistrictOptions } from "./options.ts";
import { contactNumber, contactSlots, staffNumber, studentNumber } from "./person-numbers.ts";
import { staffPerson } from "./staff.ts";
import { demographicsOf, schoolEnrollmentsOf } from "./student-records.ts";
import { studentPerson } from "./students.ts";

const asOf = "2026-09-01";
const bench = path.join(import.meta.dirname, "generate-district.bench.ts");

describe("a district by seed", () => {
  it("keeps its bytes from version to version", () => {
    const world = generateDistrict({ seed: 1, preset: "tiny", asOf });

    expect(digestWorld(world)).toMatchInlineSnapshot(
      `"03df9ade5fcbc95fd60fd288eb50876b2702074be5f2db7cad8b49674e8f90f5"`,
    );
    expect([...world.people.values()].slice(0, 3).map(({ id, username }) => [id, username]))
      .toMatchInlineSnapshot(`
      [
        [
          "1000001",
          "lbuckridge1",
        ],
        [
          "1000002",
          "bbuckridge2",
        ],
        [
          "1000003",
          "mbuckridge3",
        ],
      ]
    `);
  });

  it("has the same bytes whatever was generated before, and others by another seed", () => {
    const digest = (options: Partial<DistrictOptions>): string =>
      digestWorld(generateDistrict({ seed: 5, students: 120, asOf, ...options }));

    const first = digest({});
    const other = digest({ seed: 6, dirt: 0.5, semesters: "apart" });

    expect(other).not.toBe(first);
    expect(digest({})).toBe(first);
  });

  it("has the same bytes in another process and in every time zone", () => {
    const inZone = (TZ: string): string =>
      spawnSync(process.execPath, ["--import", "tsx", bench, "--digest", "tiny"], {
        env: { ...process.env, TZ },
        encoding: "utf8",
      }).stdout.trim();

    const here = digestWorld(generateDistrict({ seed: 1, preset: "tiny", asOf: "2026-10-01" }));

    expect(inZone("Pacific/Kiritimati")).toBe(here);
    expect(inZone("America/Los_Angeles")).toBe(here);
  });

  it("draws each person the same, alone or with all others, in a smaller district or a larger", () => {
    const options = { seed: 9, schools: 6, asOf, dirt: 0.2 } as const;
    const world = generateDistrict({ ...options, students: 200 });
    const smaller = generateDistrict({ ...options, students: 150 });
    const staff = [...world.assignments.values()].map(({ person }) => person);

    fc.assert(
      fc.property(
        fc.nat(149),
        fc.nat(staff.length - 1),
        fc.constantFrom(...contactSlots),
        (index, rank, slot) => {
          const layout = planLayout({ ...options, students: 200 });
          const family = familyOf(layout.draws, index);
          const student = String(studentNumber(index));
          const contact = contactPerson(layout, family, slot);
          const employee = staff[rank] ?? "";

          expect(world.people.get(student)).toEqual(studentPerson(layout, index));
          expect(world.demographics.get(student)).toEqual(demographicsOf(layout, index));
          expect(world.schoolEnrollments.where("person", student)).toEqual(
            schoolEnrollmentsOf(layout, index),
          );
          expect(smaller.people.get(student)).toEqual(world.people.get(student));
          expect(world.people.get(employee)).toEqual(staffPerson(layout, Number(employee)));
          const isThere = world.people.has(contact.id);
          expect(isThere ? world.people.get(contact.id) : contact).toEqual(contact);
          expect(isThere && !hasContact(layout, family, slot)).toBe(false);
        },
      ),
    );
  });
});

describe("person numbers", () => {
  it("have seven digits, and no two people one, in the largest districts", () => {
    const layout = planLayout({ seed: 1, students: 999_999, schools: 899, asOf });
    const last = 999_998;

    expect(studentNumber(last)).toBeLessThan(staffNumber(899, "office", 0));
    expect(staffNumber(899, "office", 999)).toBeLessThan(staffNumber(899, 0, 0));
    expect(staffNumber(899, 0, 999)).toBeLessThan(staffNumber(899, 1, 0));
    expect(staffNumber(899, 898, 999)).toBeLessThan(contactNumber(0, 0));
    expect(contactNumber(last, 3)).toBeLessThan(9_000_000);
    expect(childCount(layout, familyOf(layout.draws, last))).toBeGreaterThan(0);
  });
});

describe("the order of rows", () => {
  it("is that of their ids in every table, whatever was asked for", () => {
    fc.assert(
      fc.property(anyOptions(), (options) => {
        for (const [name, table] of tablesOf(generateDistrict(options))) {
          const ids = Array.from(table.values(), ({ id }) => id);
          expect([name, ids]).toEqual([name, [...new Set(ids)].toSorted()]);
        }
      }),
      { numRuns: 12 },
    );
  });
});

function anyOptions(): fc.Arbitrary<DistrictOptions> {
  return fc.record({
    seed: fc.nat(),
    students: fc.integer({ min: 1, max: 300 }),
    schools: fc.integer({ min: 1, max: 8 }),
    asOf: fc.constantFrom("2026-07-01", "2026-11-15", "2028-02-29"),
    dirt: fc.constantFrom(0, 0.1, 1),
    semesters: fc.constantFrom("together", "apart"),
    homerooms: fc.constantFrom("with", "without"),
    staleTrial: fc.constantFrom(0, 0.5),
    secondStructure: fc.constantFrom(0, 1),
  });
}
