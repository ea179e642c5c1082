import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../testing/act.ts";
import { countWrites, digestWorld } from "../../testing/dump-world.ts";
import {
  courseRow,
  enrollmentRow,
  orgRow,
  personRow,
  rosterRow,
  sectionRow,
} from "../../testing/rows.ts";
import { smallWorld } from "../../testing/small-world.ts";
import { countWorld } from "../count-world.ts";
import { guidOf } from "../guid.ts";
import { rolesOf } from "../people.ts";
import type { Seat, Section } from "../records.ts";
import { lookAt } from "../sight.ts";
import { createWorld, type World } from "../world.ts";
import { SisActionError } from "./action-error.ts";

function shownSections(world: World): readonly Section[] {
  const sight = lookAt(world);
  return [...world.sections.values()].filter((section) => sight.section(section));
}

function shownSeats(world: World): readonly Seat[] {
  const sight = lookAt(world);
  return [...world.rosters.values(), ...world.staff.values()].filter((seat) => sight.seat(seat));
}

/** What a section is, whatever its id. */
function likeness({ course, number, placements }: Section): string {
  return JSON.stringify([course, number, placements]);
}

function namesOf(world: World, id: string): string {
  return world.people.get(id)?.familyName ?? "";
}

describe("activate-trial", () => {
  it("shows copies with new ids, and the same course, number, terms and people (F01)", () => {
    const world = smallWorld();
    const [classes, enrollments] = [shownSections(world), shownSeats(world)];

    const counts = act(world, { action: "activate-trial", name: "B" });

    const after = { classes: shownSections(world), rows: shownSeats(world) };
    const ids = new Set(classes.map(({ id }) => id));
    const seats = new Set(enrollments.map(({ id }) => id));
    expect(counts).toEqual({
      schools: 2,
      sectionsCopied: classes.length,
      enrollmentsCopied: enrollments.length,
    });
    expect(after.classes.map(likeness).toSorted()).toEqual(classes.map(likeness).toSorted());
    expect(after.classes.some(({ id }) => ids.has(id))).toBe(false);
    expect(after.rows.some(({ id }) => seats.has(id))).toBe(false);
    expect(after.rows.map(({ person, role }) => person + role).toSorted()).toEqual(
      enrollments.map(({ person, role }) => person + role).toSorted(),
    );
    expect(after.classes.every(({ modified }) => modified === actedAt)).toBe(true);
    expect(after.rows.every(({ modified }) => modified === actedAt)).toBe(true);
  });

  it("gives the same new ids every time", () => {
    const [one, two] = [smallWorld(), smallWorld()];
    // Whoever has looked before must not change what comes.
    two.rosters.where("section", "60001");

    for (const world of [one, two]) {
      act(world, { action: "mark-deleted", kind: "enrollment", record: "s600010" });
      act(world, { action: "activate-trial", name: "B" });
    }

    expect(digestWorld(one)).toBe(digestWorld(two));
    expect([...one.rosters.values()]).toEqual([...two.rosters.values()]);
  });

  it("brings back a trial's own ids, and changes nothing when the trial is active already", () => {
    const world = smallWorld();
    const before = shownSections(world);

    act(world, { action: "activate-trial", name: "B" });
    act(world, { action: "activate-trial", name: "A" });
    const writes = countWrites(world);
    const counts = act(world, { action: "activate-trial", name: "A" });

    expect(shownSections(world)).toEqual(before);
    expect(counts).toEqual({ schools: 0, sectionsCopied: 0, enrollmentsCopied: 0 });
    expect(countWrites(world)).toBe(writes);
  });

  it("leaves other schools alone", () => {
    const world = smallWorld();
    const hill = world.sections.where("school", "hill");

    const counts = act(world, { action: "activate-trial", school: "first", name: "B" });

    const active = [...world.trials.values()].filter((trial) => trial.active);
    expect(counts["schools"]).toBe(1);
    expect(active.map(({ structure, name }) => [structure, name])).toEqual([
      ["structure1", "A"],
      ["structure0", "B"],
    ]);
    expect(world.sections.where("school", "hill")).toEqual(hill);
  });

  it("says when someone is editing the trial", () => {
    const world = smallWorld();

    act(world, { action: "create-trial", name: "B", school: "lake" });
    act(world, { action: "lock-trial", name: "B" });

    expect(act(world, { action: "activate-trial", name: "B" })["lockedTrials"]).toBe(1);
  });

  it("gives the sections of an import trials, and shows no other ones until one is activated", () => {
    const world = importedWorld();
    const before = shownSections(world).map(({ id }) => id);

    act(world, { action: "create-trial", name: "B" });
    const meanwhile = shownSections(world).map(({ id }) => id);
    const counts = act(world, { action: "activate-trial", name: "B" });

    expect(meanwhile).toEqual(before);
    expect(counts).toEqual({ schools: 1, sectionsCopied: 0, enrollmentsCopied: 0 });
    expect(shownSections(world).map(({ id }) => id)).not.toEqual(before);
    expect(act(world, { action: "activate-trial", name: "A" })["schools"]).toBe(1);
    expect(shownSections(world).map(({ id }) => id)).toEqual(before);
  });
});

describe("actions on people", () => {
  it("transfer a student into sections of the other school", () => {
    const world = smallWorld();
    const before = countWorld(world);

    const counts = act(world, { action: "transfer-student", student: "s1004", toSchool: "second" });

    const seats = world.rosters.where("person", "1004");
    const student = world.people.get("1004");
    const roles = student === undefined ? [] : rolesOf(world, student);
    expect(counts).toEqual({ users: 1, enrollmentsDropped: 2, enrollmentsAdded: 2 });
    expect(countWorld(world)).toEqual(before);
    expect(new Set(seats.map((seat) => seat.school))).toEqual(new Set(["hill"]));
    expect(seats.every((seat) => seat.beginDate === "2026-10-05")).toBe(true);
    expect(roles.map(({ org, beginDate }) => [org, beginDate])).toEqual([["hill", "2026-10-05"]]);
    expect(student?.modified).toBe(actedAt);
  });

  it("withdraw a student by dropping rosters, or by ending them the day before", () => {
    const [dropped, ended] = [smallWorld(), smallWorld()];

    act(dropped, { action: "withdraw-student", student: "first", how: "drop" });
    const counts = act(ended, { action: "withdraw-student", student: "first", how: "end" });

    const gone = [...ended.rosters.values()].filter((seat) => seat.endDate === "2026-10-04");
    expect(counts).toEqual({ users: 1, enrollmentsEnded: gone.length });
    expect(gone.length).toBeGreaterThan(0);
    expect(dropped.rosters.size).toBe(ended.rosters.size - gone.length);
    expect(ended.schoolEnrollments.get("e1001")?.endDate).toBe("2026-10-04");
  });

  it("enrol a student once", () => {
    const world = smallWorld();
    const action = { action: "enrol-student", student: "first", section: "60002" };

    expect(act(world, action)).toEqual({ enrollmentsAdded: 1 });
    expect(() => act(world, action)).toThrow("already enrolled");
  });

  it("end the primary teacher of a section the day before", () => {
    const world = smallWorld();

    const counts = act(world, { action: "end-staff", section: "first", teacher: "first" });

    expect(counts).toEqual({ enrollmentsEnded: 1 });
    expect(world.staff.get("t60001P")?.endDate).toBe("2026-10-04");
    expect(world.staff.get("t60001T")?.endDate).toBeUndefined();
  });

  it("add a student who is enrolled and found in both versions", () => {
    const world = smallWorld();
    const newcomer = { school: "first", givenName: "Ida", familyName: "Berg", grade: "07" };

    const counts = act(world, { action: "add-student", ...newcomer });

    const student = [...world.people.values()].find(({ givenName }) => givenName === "Ida");
    const seats = world.rosters.where("person", student?.id ?? "");
    expect(counts).toEqual({ users: 1, enrollmentsAdded: 2 });
    expect(new Set(seats.map(({ section }) => world.sections.get(section)?.course))).toEqual(
      new Set(["50001", "50002"]),
    );
    expect(student?.modified).toBe(actedAt);
    for (const id of [`s${student?.id}`, guidOf("user", student?.id ?? "")]) {
      act(world, { action: "rename-user", user: id, familyName: `By ${id}` });
      expect(namesOf(world, student?.id ?? "")).toBe(`By ${id}`);
    }
  });

  it("find people by the id of either version", () => {
    const world = smallWorld();

    for (const user of ["s1001", guidOf("user", "1001"), "first"]) {
      act(world, { action: "rename-user", user, familyName: `By ${user}` });
      expect(namesOf(world, "1001")).toBe(`By ${user}`);
    }
  });

  it("name what they cannot find, and change nothing", () => {
    const world = smallWorld();
    const writes = countWrites(world);
    const action = { action: "withdraw-student", student: "s404", how: "drop" };

    expect(() => act(world, action)).toThrow(SisActionError);
    expect(() => act(world, action)).toThrow('there is no student "s404" (12 to choose from');
    expect(countWrites(world)).toBe(writes);
  });

  it("count those of a kind only: the second teacher is no student", () => {
    const world = smallWorld();
    const taken = { action: "assign-staff", section: "60001", user: "second" };

    expect(act(world, taken)).toEqual({ enrollmentsAdded: 1 });
    expect(world.staff.where("person", "2002").map(({ section }) => section)).toContain("60001");
  });
});

/** A school as a bundle describes it: no calendar, no trial, ids as written. */
function importedWorld(): World {
  const world = createWorld();
  world.orgs.put(orgRow({ id: "org-1", type: "school", name: "Imported" }));
  world.courses.put(courseRow({ id: "c-1", org: "org-1", title: "Math", code: "M", grades: [] }));
  world.sections.put(sectionRow({ id: "class-1", course: "c-1", school: "org-1" }));
  const person = "user-1";
  const names = { givenName: "Ada", familyName: "Imported" };
  world.people.put(personRow({ id: person, idForm: "written", ...names }));
  const place = { person, school: "org-1", calendar: undefined, grade: undefined };
  world.schoolEnrollments.put(enrollmentRow(place));
  world.rosters.put(rosterRow({ id: "e-1", section: "class-1", school: "org-1", person }));
  return world;
}
