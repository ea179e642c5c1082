import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { digestWorld } from "../../../testing/dump-world.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { countWorld } from "../../count-world.ts";
import { gradesOf, rolesOf } from "../../people.ts";
import { lookAt } from "../../sight.ts";
import type { World } from "../../world.ts";
import { dayNextYear, gradeNextYear, titleNextYear } from "./next-year.ts";

const roll = { action: "roll-year-over" };
const activate = { action: "activate-year" };

function shown(world: World): Record<string, unknown> {
  const { people: _all, academicSessions: _years, ...counts } = countWorld(world);
  return counts;
}

describe("roll-year-over", () => {
  it("makes next year's calendars, terms, courses and section lists, and shows none of them", () => {
    const world = smallWorld();
    const before = shown(world);

    const counts = act(world, roll);

    expect(counts).toEqual({
      calendars: 2,
      academicSessions: 11,
      courses: 8,
      sectionsCopied: 12,
      promoted: 9,
      graduated: 3,
    });
    expect(shown(world)).toEqual(before);
    expect([...world.people.values()].some(({ modified }) => modified === actedAt)).toBe(false);
  });

  it("can be done once for a year, and not without one", () => {
    const world = smallWorld();
    act(world, roll);

    const writes = digestWorld(world);
    expect(() => act(world, roll)).toThrow("there are calendars of 2028 already");
    expect(digestWorld(world)).toBe(writes);
    world.setView({ activeYear: "" });
    expect(() => act(world, roll)).toThrow('no calendar is of the active year ""');
  });

  it("gives new ids and keeps what things are: titles, codes, parents, a year later", () => {
    const world = smallWorld();
    act(world, roll);

    const session = [...world.schoolYears.values()].at(-1);
    const terms = [...world.terms.values()].filter(({ schoolYear }) => schoolYear === "2028");
    const q1 = terms.find(({ title }) => title === "Q1");
    const parent = world.terms.get(q1?.parent ?? "");
    const math = [...world.courses.values()].find(({ schoolYear }) => schoolYear === session?.id);
    expect(session).toMatchObject({
      title: "2027-2028",
      startDate: "2027-08-17",
      modified: actedAt,
    });
    expect([q1?.startDate, q1?.endDate]).toEqual(["2027-08-17", "2027-10-16"]);
    expect([parent?.title, parent?.schoolYear, parent?.parent]).toEqual([
      "Semester 1",
      "2028",
      session?.id,
    ]);
    expect(math).toMatchObject({ title: "Math", code: "MA07", modified: actedAt });
    expect(world.gradingTasks.where("course", math?.id ?? "")).toHaveLength(1);
  });
});

describe("activate-year", () => {
  it("shows the section list of last year with nobody in it (F03)", () => {
    const world = smallWorld();
    const classes = countWorld(world)["classes"];
    act(world, roll);

    const counts = act(world, activate);

    const sight = lookAt(world);
    const sections = [...world.sections.values()].filter((section) => sight.section(section));
    expect(counts).toEqual({ years: 1 });
    expect(shown(world)).toMatchObject({ classes, enrollments: 0, courses: 8, students: 9 });
    expect(sections.map(({ classCode }) => classCode)).toContain("MA07-1");
    expect(
      [...world.trials.values()].filter(({ id }) => sections.some((one) => one.trial === id)),
    ).toMatchObject([{ name: "Rolled In" }, { name: "Rolled In" }]);
  });

  it("shows students a grade higher, at another school where theirs ends", () => {
    const world = smallWorld();
    act(world, roll);
    act(world, activate);

    const places = ["1001", "1004", "1011", "1014"].map((id) => {
      const person = world.people.get(id);
      if (person === undefined) return [];
      return [rolesOf(world, person).map(({ role, org }) => [role, org]), gradesOf(world, person)];
    });
    expect(places).toEqual([
      [[["student", "lake"]], ["08"]],
      [[["student", "hill"]], ["09"]],
      [[["student", "hill"]], ["09"]],
      [[], []],
    ]);
  });

  it("leaves out who was gone before the year ended", () => {
    const world = smallWorld();
    act(world, { action: "withdraw-student", student: "1001" });

    expect(act(world, roll, 200)).toMatchObject({ promoted: 8, graduated: 3 });
  });

  it("goes back and forth without changing a record, and only to years that there are (F11)", () => {
    const world = smallWorld();
    act(world, roll);
    const before = digestWorld(world);

    act(world, activate);
    act(world, { action: "activate-year", year: "2027" });

    expect(digestWorld(world)).toBe(before);
    expect(() => act(world, { action: "activate-year", year: "2026" })).toThrow(
      'no calendar is of a year "2026" (there are: 2027, 2028)',
    );
  });

  it("lets actions work on the new year only", () => {
    const world = smallWorld();
    act(world, roll);
    act(world, activate);

    act(world, { action: "move-term-date", term: "Q1", endDate: "2027-10-20" });
    act(world, { action: "enrol-student", student: "first", section: "first" });

    expect(world.terms.get("7003")?.endDate).toBe("2026-10-16");
    expect(world.rosters.where("section", "60001")).toHaveLength(2);
    expect(() => act(world, { action: "drop-section", section: "60001" })).toThrow(
      'there is no section "60001" (12 to choose from',
    );
  });

  it("has nowhere to go before the year is rolled over", () => {
    expect(() => act(smallWorld(), activate)).toThrow("Roll the year over first");
  });
});

describe("a year later", () => {
  it.each([
    ["KG", "01"],
    ["01", "02"],
    ["09", "10"],
    ["12", undefined],
    ["Other", "Other"],
  ])("grade %s becomes %s", (grade, next) => {
    expect(gradeNextYear(grade)).toBe(next);
  });

  it("the 29th of February is the 28th", () => {
    expect(dayNextYear("2028-02-29")).toBe("2029-02-28");
    expect(dayNextYear("2027-02-28")).toBe("2028-02-28");
  });

  it("titles name the next years, long and short, and nothing else changes in them", () => {
    expect(titleNextYear("2026-2027", "2027")).toBe("2027-2028");
    expect(titleNextYear("26-27 Main 1", "2027")).toBe("27-28 Main 1");
  });
});
