import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { countWorld } from "../store/count-world.ts";
import type { World } from "../store/world.ts";
import { generateDistrict } from "./generate-district.ts";
import type { DistrictOptions } from "./options.ts";
import { planSchools } from "./plan-schools.ts";
import { planStudent } from "./students.ts";

const asOf = "2026-09-01";

function toText(world: World): string {
  const { revision: _revision, ...tables } = world;
  return JSON.stringify(Object.entries(tables).map(([name, table]) => [name, [...table]]));
}

function small(options: Partial<DistrictOptions> = {}): World {
  return generateDistrict({ seed: 5, preset: "small", asOf, ...options });
}

describe("generateDistrict", () => {
  it("makes the same bytes of the same seed, and others of another", () => {
    expect(toText(small())).toBe(toText(small()));
    expect(toText(small({ seed: 6 }))).not.toBe(toText(small()));
  });

  it("keeps its bytes from version to version", () => {
    const world = generateDistrict({ seed: 1, preset: "tiny", asOf });

    expect(
      [...world.people.values()].slice(0, 3).map(({ id, guid, username }) => [id, guid, username]),
    ).toMatchInlineSnapshot(`
        [
          [
            "1000001",
            "4f1e6739-b7f8-458d-92f4-1c3eb38e07dc",
            "bpagac1",
          ],
          [
            "1000002",
            "f594f1a8-0c32-4677-bb2c-f82d3ce47db3",
            "sreichel2",
          ],
          [
            "1000003",
            "de3fe56a-7d2a-45cc-ac03-24fb7a4600d6",
            "awatsica3",
          ],
        ]
      `);
  });

  it("draws each student the same, in whatever order", () => {
    const random = createRandom(9);
    const schools = planSchools(random, { students: 200, schools: 6 });
    const forward = Array.from({ length: 200 }, (_, index) => planStudent(random, schools, index));

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 199 }), (index) => {
        expect(planStudent(createRandom(9), schools, index)).toEqual(forward[index]);
      }),
    );
  });

  it("has the sizes of its presets", () => {
    expect(countWorld(generateDistrict({ seed: 1, preset: "tiny", asOf }))).toMatchObject({
      students: 12,
      schools: 1,
    });
    expect(countWorld(small())).toMatchObject({ students: 500, schools: 2 });
    expect(countWorld(generateDistrict({ seed: 1, preset: "medium", asOf }))).toMatchObject({
      students: 5_000,
      schools: 6,
    });
  });

  it("gives students six to seven sections of at most 25, at their own school", () => {
    const world = small();
    const rosters = [...world.seats.values()].filter((seat) => seat.role === "student");
    const perSection = new Map<string, number>();
    for (const { section } of rosters) perSection.set(section, (perSection.get(section) ?? 0) + 1);

    expect(rosters.length / 500).toBeGreaterThanOrEqual(6);
    expect(rosters.length / 500).toBeLessThanOrEqual(7.5);
    expect(Math.max(...perSection.values())).toBeLessThanOrEqual(25);
    for (const seat of rosters) {
      expect(world.people.get(seat.person)?.roles[0]?.org).toBe(seat.school);
    }
  });

  it("gives every section one primary teacher of its school", () => {
    const world = small();
    const staff = [...world.seats.values()].filter((seat) => seat.role === "teacher");

    for (const { id } of world.sections.values()) {
      expect(staff.filter((seat) => seat.section === id && seat.primary === "true")).toHaveLength(
        1,
      );
    }
    expect(staff.some((seat) => seat.primary === "false")).toBe(true);
  });

  it("lets siblings share guardians, and links both ways", () => {
    const world = small();
    const guardians = [...world.people.values()].filter((person) =>
      person.roles.some((role) => role.role === "guardian"),
    );

    expect(guardians.some((guardian) => guardian.contacts.length > 1)).toBe(true);
    for (const guardian of guardians) {
      for (const child of guardian.contacts) {
        expect(world.people.get(child)?.contacts).toContain(guardian.id);
      }
    }
  });

  it("has teachers who are parents, names in other scripts, and terms under one title in every school", () => {
    const world = small();
    const people = [...world.people.values()];
    const titles = [...world.sessions.values()].map((session) => session.title);

    expect(people.some(({ roles }) => roles.length === 2 && roles[0]?.role === "teacher")).toBe(
      true,
    );
    expect(people.some(({ familyName }) => /[^\p{ASCII}]/u.test(familyName))).toBe(true);
    expect(titles.filter((title) => title === "Semester 1")).toHaveLength(2);
  });

  it("keeps usernames unique and without white space, and addresses in the example domain", () => {
    const people = [...small().people.values()];
    const usernames = people.map((person) => person.username);

    expect(new Set(usernames).size).toBe(people.length);
    expect(usernames.every((name) => /^[a-z0-9.]+$/.test(name ?? ""))).toBe(true);
    expect(people.every(({ email }) => email?.endsWith(".example"))).toBe(true);
  });

  it("mixes in the dirt that it was asked for and nothing else", () => {
    const dirt = { usernamesWithSpaces: 0.1, missingEmails: 0.2 };
    const people = [...small({ dirt }).people.values()];
    const share = (count: number): number => count / people.length;

    expect(share(people.filter(({ username }) => username?.includes(" ")).length)).toBeCloseTo(
      0.1,
      1,
    );
    expect(share(people.filter(({ email }) => email === undefined).length)).toBeCloseTo(0.2, 1);
  });

  it("refuses sizes and days that cannot be", () => {
    expect(() => small({ students: 0 })).toThrow("students from 1");
    expect(() => small({ schools: 1.5 })).toThrow("schools from 1");
    expect(() => small({ asOf: "soon" })).toThrow("YYYY-MM-DD");
  });
});
