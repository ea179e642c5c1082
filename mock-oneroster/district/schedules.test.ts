import { describe, expect, it } from "vitest";
import type { Section, Term } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { generateDistrict } from "./generate-district.ts";
import type { DistrictOptions } from "./options.ts";

const asOf = "2026-11-02";

function district(options: Partial<DistrictOptions> = {}): World {
  return generateDistrict({ seed: 5, students: 1_500, schools: 7, asOf, ...options });
}

const world = district();
const sections = rowsOf(world.sections);

describe("the schedules of a district", () => {
  it("seat students in about 25 to a section, nine to eleven sections for each", () => {
    const sizes = sections.map(({ id }) => world.rosters.where("section", id).length);
    const seats = world.rosters.size / world.demographics.size;

    expect(sizes.reduce((a, b) => a + b) / sizes.length).toBeGreaterThan(15);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(27);
    expect(seats).toBeGreaterThan(9);
    expect(seats).toBeLessThan(11);
  });

  it("give almost twice as many rosters when semesters are apart", () => {
    const apart = district({ semesters: "apart" });

    expect(apart.rosters.size / world.rosters.size).toBeGreaterThan(1.6);
    expect(rowsOf(apart.sections).some(({ placements }) => placements.length > 1)).toBe(false);
  });

  it("teach in year-long, semester and quarter terms, in one of seven periods", () => {
    const titles = new Set(
      sections.flatMap((section) => termsOf(world, section)).map(({ title }) => title),
    );
    const periods = new Set(
      sections.flatMap(({ placements }) => placements.map(({ period }) => period)),
    );

    expect([...titles].toSorted()).toEqual([
      "Q1",
      "Q2",
      "Q3",
      "Q4",
      "Semester 1",
      "Semester 2",
      "Year",
    ]);
    expect(periods).toEqual(new Set(["1", "2", "3", "4", "5", "6", "7"]));
  });

  it("give every section one primary teacher of its school, some a second, few an aide", () => {
    const staff = rowsOf(world.staff);
    const share = (type: string): number =>
      staff.filter(({ staffType }) => staffType === type).length / sections.length;

    for (const { id, school } of sections) {
      const [primary, ...others] = world.staff
        .where("section", id)
        .filter(({ staffType }) => staffType === "P");
      expect(others).toEqual([]);
      expect(world.assignments.where("person", primary?.person ?? "")[0]).toMatchObject({
        org: school,
        role: "teacher",
      });
    }
    expect(share("T")).toBeGreaterThan(0.03);
    expect(share("S")).toBeGreaterThan(0.005);
    expect(share("S")).toBeLessThan(0.05);
  });

  it("let teachers of one school teach at another, where they are assigned too", () => {
    const both = district({ dirt: { twoSchools: 0.2 } });
    const visits = rowsOf(both.staff).filter(
      ({ person, school }) => both.assignments.where("person", person)[0]?.org !== school,
    );

    expect(visits.length).toBeGreaterThan(0);
    for (const { person, school } of visits) {
      expect(both.assignments.where("person", person).map(({ org }) => org)).toContain(school);
    }
  });

  it("seat a student of two schools at both", () => {
    const both = district({ dirt: { twoSchools: 0.1 } });
    const second = rowsOf(both.schoolEnrollments).filter(({ serviceType }) => serviceType === "S");

    expect(second.length).toBeGreaterThan(0);
    for (const { person, school } of second) {
      const schools = both.rosters.where("person", person).map((roster) => roster.school);
      expect(schools.filter((one) => one === school)).toHaveLength(1);
      expect(new Set(schools).size).toBe(2);
    }
  });

  it("seat nobody who never came, and nobody in what was over before", () => {
    const late = district({ dirt: { noShows: 0.1, lateEntries: 0.3 } });
    const enrolled = rowsOf(late.schoolEnrollments);
    const noShows = enrolled.filter(({ noShow }) => noShow);
    const entries = new Map(enrolled.map(({ person, startDate = "" }) => [person, startDate]));
    const rosters = rowsOf(late.rosters);

    expect(noShows.length).toBeGreaterThan(0);
    expect(noShows.every(({ person }) => late.rosters.where("person", person).length === 0)).toBe(
      true,
    );
    expect(rosters.some(({ beginDate }) => beginDate !== undefined)).toBe(true);
    for (const { person, section, beginDate } of rosters) {
      const terms = termsOf(late, late.sections.get(section));
      const entry = entries.get(person) ?? "";
      expect(terms.some(({ endDate }) => endDate >= entry)).toBe(true);
      expect(beginDate ?? entry).toBe(entry);
    }
  });

  it("have homerooms in elementary schools, unless told otherwise", () => {
    const homerooms = sections.filter(({ classType }) => classType === "homeroom");
    const grades = new Set(homerooms.flatMap((section) => section.grades));
    const without = rowsOf(district({ homerooms: "without" }).sections);

    expect([...grades].toSorted()).toEqual(["01", "02", "03", "04", "05", "KG"]);
    expect(without.some(({ classType }) => classType === "homeroom")).toBe(false);
  });

  it("offer one course code in many schools (F49), and grading tasks in secondary ones", () => {
    const courses = rowsOf(world.courses);
    const tasks = new Set(rowsOf(world.gradingTasks).map(({ course }) => course));

    expect(courses.filter(({ code }) => code === "ENG09").length).toBeGreaterThan(1);
    expect(
      courses.filter(({ grades }) => grades.includes("07")).every(({ id }) => tasks.has(id)),
    ).toBe(true);
    expect(courses.some(({ grades, id }) => grades.includes("03") && tasks.has(id))).toBe(false);
  });

  it("spread the students over the grades as districts do", () => {
    const counts = new Map<string, number>();
    for (const { grade = "" } of world.schoolEnrollments.values())
      counts.set(grade, (counts.get(grade) ?? 0) + 1);

    expect(counts.size).toBe(13);
    for (const count of counts.values()) {
      expect(count / world.demographics.size).toBeGreaterThan(0.055);
      expect(count / world.demographics.size).toBeLessThan(0.1);
    }
  });
});

describe("structures and trials (facts A.7)", () => {
  it("repeat the titles of terms in every school, and in a second structure with other days", () => {
    const two = district({ secondStructure: 1 });
    const structures = rowsOf(two.structures);
    const second = structures.find(({ name }) => name === "High");
    const firsts = (structure: string): readonly Term[] =>
      two.terms.where("structure", structure).filter(({ title }) => title === "Semester 1");
    const sibling = structures.find(
      (one) => one.calendar === second?.calendar && one.name === "Main",
    );

    expect(structures.every(({ id }) => firsts(id).length === 1)).toBe(true);
    expect(firsts(second?.id ?? "")[0]?.endDate).not.toBe(firsts(sibling?.id ?? "")[0]?.endDate);
    for (const section of two.sections.values()) {
      const own = new Set(termsOf(two, section).map(({ structure }) => structure));
      expect([...own]).toEqual([two.trials.get(section.trial ?? "")?.structure]);
    }
  });

  it("keep one trial active, and a stale one beside it where told, with copies under other ids", () => {
    const stale = district({ staleTrial: 1 });
    const active = rowsOf(stale.trials).filter((trial) => trial.active);
    const inactive = rowsOf(stale.trials).filter((trial) => !trial.active);
    const keysOf = (trials: readonly { readonly id: string }[]): readonly string[] =>
      trials
        .flatMap(({ id }) => stale.sections.where("trial", id))
        .map(({ course, number, placements }) => JSON.stringify([course, number, placements]))
        .toSorted();

    expect(active.map(({ structure }) => structure)).toEqual(
      rowsOf(stale.structures).map(({ id }) => id),
    );
    expect(keysOf(inactive)).toEqual(keysOf(active));
    expect(rowsOf(world.trials).every((trial) => trial.active)).toBe(true);
  });
});

function termsOf({ terms }: World, section: Section | undefined): readonly Term[] {
  return (section?.placements ?? []).flatMap(({ term }) => terms.get(term ?? "") ?? []);
}
