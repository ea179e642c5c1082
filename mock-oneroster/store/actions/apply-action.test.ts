import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../core/clock.ts";
import { generateDistrict } from "../../district/generate-district.ts";
import { startTestMock, tinyDistrict } from "../../testing/ask.ts";
import { countWorld } from "../count-world.ts";
import type { World } from "../world.ts";
import { SisActionError } from "./action-error.ts";
import { applyAction } from "./apply-action.ts";
import { SisAction } from "./sis-action.ts";

const clock = createVirtualClock(Date.UTC(2026, 9, 5, 12));

function twoSchools(): World {
  return generateDistrict({ seed: 4, preset: "small", asOf: "2026-09-01" });
}

function visibleSections(world: World): readonly string[] {
  return [...world.sections.values()]
    .filter(({ trial, school }) => trial === world.trials.get(school)?.active)
    .map(({ course, number, terms }) => JSON.stringify([course, number, terms]))
    .toSorted();
}

describe("activate-trial", () => {
  it("shows copies with new ids, and the same course, number, terms and people (F01)", async () => {
    const world = tinyDistrict();
    const { all } = await startTestMock(world);
    const [classes, enrollments] = [await all("1.1", "/classes"), await all("1.1", "/enrollments")];
    const before = visibleSections(world);

    const outcome = applyAction(world, { action: "activate-trial", name: "B" }, clock);

    const after = { classes: await all("1.1", "/classes"), rows: await all("1.1", "/enrollments") };
    const ids = new Set(classes.map((one) => one["sourcedId"]));
    expect(outcome.counts).toEqual({
      schools: 1,
      sectionsCopied: classes.length,
      enrollmentsCopied: enrollments.length,
    });
    expect(visibleSections(world)).toEqual(before);
    expect(after.classes.some((one) => ids.has(one["sourcedId"]))).toBe(false);
    expect(after.rows.map((row) => JSON.stringify(row["user"])).toSorted()).toEqual(
      enrollments.map((row) => JSON.stringify(row["user"])).toSorted(),
    );
    expect(after.classes[0]?.["dateLastModified"]).toBe("2026-10-05T12:00:00.000Z");
  });

  it("gives the same new ids every time", async () => {
    const [one, two] = [tinyDistrict(), tinyDistrict()];

    for (const world of [one, two])
      applyAction(world, { action: "activate-trial", name: "B" }, clock);

    expect([...one.sections.keys()]).toEqual([...two.sections.keys()]);
    expect([...one.seats.keys()]).toEqual([...two.seats.keys()]);
  });

  it("brings back a trial's own ids, and changes nothing when the trial is active already", async () => {
    const world = tinyDistrict();
    const { all } = await startTestMock(world);
    const before = await all("1.2", "/classes");

    applyAction(world, { action: "activate-trial", name: "B" }, clock);
    applyAction(world, { action: "activate-trial", name: "A" }, clock);
    const outcome = applyAction(world, { action: "activate-trial", name: "A" }, clock);

    expect(await all("1.2", "/classes")).toEqual(before);
    expect(outcome.counts).toEqual({ schools: 0, sectionsCopied: 0, enrollmentsCopied: 0 });
  });

  it("leaves other schools alone", () => {
    const world = twoSchools();

    const { counts } = applyAction(
      world,
      { action: "activate-trial", school: "second", name: "B" },
      clock,
    );

    expect(counts["schools"]).toBe(1);
    expect([...world.trials.values()].map(({ active }) => active)).toEqual(["A", "B"]);
  });
});

describe("actions on people", () => {
  it("transfer a student into sections of the other school", async () => {
    const world = generateDistrict({ seed: 4, students: 300, schools: 6, asOf: "2026-09-01" });
    const student = [...world.people.values()].find(({ grades }) => grades[0] === "01");
    const schools = [...world.orgs.values()].filter((org) => org.name.includes("Elementary"));
    const target = schools.find((org) => org.id !== student?.roles[0]?.org);
    const before = countWorld(world);

    const { counts } = applyAction(
      world,
      { action: "transfer-student", student: `s${student?.id}`, toSchool: target?.id ?? "" },
      clock,
    );

    const seats = [...world.seats.values()].filter((seat) => seat.person === student?.id);
    expect(counts).toEqual({ users: 1, enrollmentsDropped: 7, enrollmentsAdded: 7 });
    expect(countWorld(world)).toEqual(before);
    expect(new Set(seats.map((seat) => seat.school))).toEqual(new Set([target?.id]));
    expect(seats.every((seat) => seat.beginDate === "2026-10-05")).toBe(true);
    expect(world.people.get(student?.id ?? "")?.roles[0]?.org).toBe(target?.id);
  });

  it("withdraw a student by dropping rosters, or by ending them the day before", () => {
    const [dropped, ended] = [tinyDistrict(), tinyDistrict()];
    const student = "first";

    applyAction(dropped, { action: "withdraw-student", student, how: "drop" }, clock);
    const { counts } = applyAction(
      ended,
      { action: "withdraw-student", student, how: "end" },
      clock,
    );

    const gone = [...ended.seats.values()].filter((seat) => seat.endDate === "2026-10-04");
    expect(counts["enrollmentsEnded"]).toBe(gone.length);
    expect(gone.length).toBeGreaterThan(0);
    expect(dropped.seats.size).toBe(ended.seats.size - gone.length);
  });

  it("enrol a student once", () => {
    const world = tinyDistrict();
    const [student] = world.people.keys();
    const taken = new Set(
      [...world.seats.values()]
        .filter((seat) => seat.person === student)
        .map((seat) => seat.section),
    );
    const section = [...world.sections.keys()].find((id) => !taken.has(id)) ?? "";
    const action = { action: "enrol-student", student: "first", section } as const;

    expect(applyAction(world, action, clock).counts).toEqual({ enrollmentsAdded: 1 });
    expect(() => applyAction(world, action, clock)).toThrow("already enrolled");
  });

  it("end the primary teacher of a section the day before", () => {
    const world = tinyDistrict();
    const [section] = [...world.sections.keys()].toSorted();

    applyAction(world, { action: "end-staff", section: "first", teacher: "first" }, clock);

    const staff = [...world.seats.values()].find(
      (seat) => seat.section === section && seat.primary === "true",
    );
    expect(staff?.endDate).toBe("2026-10-04");
  });

  it("add a student who is enrolled and found in both versions", async () => {
    const world = tinyDistrict();
    const { all } = await startTestMock(world);
    const newcomer = { school: "first", givenName: "Ida", familyName: "Berg", grade: "07" };

    const action = SisAction.parse({ action: "add-student", ...newcomer });
    const { counts } = applyAction(world, action, clock);

    expect(counts).toEqual({ users: 1, enrollmentsAdded: 6 });
    for (const version of ["1.1", "1.2"] as const) {
      const students = await all(version, "/students");
      expect(students.filter((user) => user["givenName"] === "Ida")).toHaveLength(1);
    }
  });

  it("find people by the id of either version", () => {
    const world = tinyDistrict();
    const [person] = world.people.values();

    for (const user of [`s${person?.id}`, person?.guid ?? "", "first"]) {
      const action = { action: "rename-user", user, familyName: `By ${user}` } as const;
      applyAction(world, action, clock);
      expect(world.people.get(person?.id ?? "")?.familyName).toBe(`By ${user}`);
    }
  });

  it("name what they cannot find, and change nothing", () => {
    const world = tinyDistrict();
    const action = { action: "withdraw-student", student: "s404", how: "drop" } as const;

    expect(() => applyAction(world, action, clock)).toThrow(SisActionError);
    expect(() => applyAction(world, action, clock)).toThrow('"s404"');
    expect(world.revision).toBe(0);
  });
});
