import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { lookAt } from "../../sight.ts";

describe("terms", () => {
  it("of one title move in every school, or in one (F09, F13)", () => {
    const world = smallWorld();

    const all = act(world, { action: "move-term-date", term: "Q1", endDate: "2026-10-23" });
    const one = act(world, {
      action: "move-term-date",
      term: "Q1",
      school: "hill",
      endDate: "2026-10-30",
    });

    expect([all, one]).toEqual([{ academicSessions: 2 }, { academicSessions: 1 }]);
    expect(world.terms.get("7003")?.endDate).toBe("2026-10-23");
    expect(world.terms.get("7013")?.endDate).toBe("2026-10-30");
    expect(world.terms.get("7003")?.modified).toBe(actedAt);
  });

  it("do not end before they begin, in any of the schools", () => {
    const world = smallWorld();
    act(world, { action: "move-term-date", term: "7013", startDate: "2026-09-01" });
    const action = { action: "move-term-date", term: "Q1", endDate: "2026-08-20" };

    expect(() => act(world, action)).toThrow('"Q1" would begin on 2026-09-01, after its end');
    expect(world.terms.get("7003")?.endDate).toBe("2026-10-16");
  });

  it("get another title by sourcedId, and are named when one is mistyped", () => {
    const world = smallWorld();

    act(world, { action: "rename-term", term: "7003", title: "Quarter 1" });

    expect(world.terms.get("7003")?.title).toBe("Quarter 1");
    expect(() => act(world, { action: "rename-term", term: "Q9", title: "" })).toThrow(
      'there is no term "Q9" (10 to choose from, Year, Semester 1, Quarter 1, Q1, Q2, Semester 2)',
    );
  });

  it("can be added to a school's schedule, in its school year", () => {
    const world = smallWorld();
    const summer = { title: "Summer", startDate: "2027-06-07", endDate: "2027-07-02" };

    act(world, { action: "add-term", school: "lake", ...summer });

    const term = [...world.terms.values()].at(-1);
    expect(term).toMatchObject({
      structure: "structure0",
      schoolYear: "2027",
      parent: "year-2027",
    });
    expect(term !== undefined && lookAt(world).term(term)).toBe(true);
  });
});

describe("schools and courses", () => {
  it("are renamed and keep their ids (F68)", () => {
    const world = smallWorld();

    act(world, { action: "rename-school", school: "lake", name: "Lakeside", identifier: "999" });

    expect(world.orgs.get("lake")).toMatchObject({ name: "Lakeside", identifier: "999" });
  });

  it("change a course code, which the classes of every trial follow (F35, F49)", () => {
    const world = smallWorld();
    act(world, { action: "create-trial", name: "B" });

    const counts = act(world, { action: "change-course-code", course: "MA08", code: "M/8" });

    const codes = world.sections.where("course", "50011").map(({ classCode }) => classCode ?? "");
    expect(counts).toEqual({ courses: 2, classes: 8 });
    expect(codes.toSorted()).toEqual(["M/8-1", "M/8-1", "M/8-2", "M/8-2"]);
    expect(world.courses.get("50101")?.code).toBe("M/8");
  });
});

describe("sections", () => {
  it("vanish with their enrollments, or leave them dangling (F62)", () => {
    const [clean, dirty] = [smallWorld(), smallWorld()];

    const counts = act(clean, { action: "drop-section", section: "60001" });
    act(dirty, { action: "drop-section", section: "60001", enrollments: "stay" });

    expect(counts).toEqual({ classes: 1, enrollmentsDropped: 5 });
    expect(clean.rosters.where("section", "60001")).toEqual([]);
    expect(dirty.sections.has("60001")).toBe(false);
    expect(dirty.rosters.where("section", "60001")).toHaveLength(2);
  });

  it("are marked with their enrollments (F66)", () => {
    const world = smallWorld();

    const counts = act(world, { action: "drop-section", section: "first", how: "tobedeleted" });

    const seats = [
      ...world.rosters.where("section", "60001"),
      ...world.staff.where("section", "60001"),
    ];
    expect(counts).toEqual({ classes: 1, enrollmentsMarked: 5 });
    expect(world.sections.get("60001")?.status).toBe("tobedeleted");
    expect(seats.map(({ status }) => status)).toEqual(Array<string>(5).fill("tobedeleted"));
  });

  it("that are called off end for everyone, and their students join another once (F56)", () => {
    const world = smallWorld();
    act(world, { action: "enrol-student", student: "1001", section: "60002" });

    const counts = act(world, { action: "cancel-class", section: "60001", moveTo: "60002" });

    const joined = world.rosters.where("section", "60002").map(({ person }) => person);
    expect(counts).toEqual({ enrollmentsEnded: 5, enrollmentsAdded: 1 });
    expect(joined.toSorted()).toEqual(["1001", "1002", "1003"]);
    expect(world.rosters.get("s600010")?.endDate).toBe("2026-10-04");
    expect(() => act(world, { action: "cancel-class", section: "60001", moveTo: "60001" })).toThrow(
      "is the class that is called off",
    );
  });

  it("meet in other terms of their school, in the periods that they have (F15)", () => {
    const world = smallWorld();

    act(world, { action: "move-section-terms", section: "60011", terms: ["Q1", "7002"] });

    expect(world.sections.get("60011")?.placements).toEqual([
      { term: "7003", period: "1" },
      { term: "7002", period: "1" },
    ]);
  });

  it("may be left without a term (F07)", () => {
    const world = smallWorld();

    act(world, { action: "move-section-terms", section: "60011", terms: [] });

    expect(world.sections.get("60011")?.placements).toEqual([{ period: "1" }]);
  });
});
