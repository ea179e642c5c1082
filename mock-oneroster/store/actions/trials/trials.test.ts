import { describe, expect, it } from "vitest";
import { act } from "../../../testing/act.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import type { Section } from "../../records.ts";
import { lookAt } from "../../sight.ts";
import type { World } from "../../world.ts";

function trialNamed(world: World, name: string, structure: string): string {
  const trials = world.trials.where("structure", structure);
  return trials.find((trial) => trial.name === name)?.id ?? "";
}

function sectionsOf(world: World, name: string, structure = "structure0"): readonly Section[] {
  return world.sections.where("trial", trialNamed(world, name, structure));
}

describe("create-trial", () => {
  it("makes a copy that nobody sees until it is activated", () => {
    const world = smallWorld();
    const shown = lookAt(world).sectionRows.filter((byte) => byte === 1).length;

    const counts = act(world, { action: "create-trial", name: "B", school: "lake" });

    const seats = sectionsOf(world, "B").flatMap(({ id }) => world.rosters.where("section", id));
    expect(counts).toEqual({ trials: 1, sectionsCopied: 6, enrollmentsCopied: 24 });
    expect(seats).toHaveLength(12);
    expect(lookAt(world).sectionRows.filter((byte) => byte === 1)).toHaveLength(shown);
  });

  it("is what activate-trial shows later, with the ids that it has", () => {
    const [created, direct] = [smallWorld(), smallWorld()];
    act(created, { action: "create-trial", name: "B" });

    act(created, { action: "activate-trial", name: "B" });
    act(direct, { action: "activate-trial", name: "B" });

    expect([...created.sections.values()]).toEqual([...direct.sections.values()]);
    expect([...created.rosters.values()]).toEqual([...direct.rosters.values()]);
  });

  it("can be empty, or hold this year's section list without people when there was no year before (F03)", () => {
    const world = smallWorld();

    act(world, { action: "create-trial", name: "New", holds: "empty" });
    act(world, { action: "create-trial", name: "Rolled In", holds: "rolled-in" });

    const rolled = sectionsOf(world, "Rolled In");
    const people = rolled.flatMap(({ id }) => [
      ...world.rosters.where("section", id),
      ...world.staff.where("section", id),
    ]);
    expect(sectionsOf(world, "New")).toEqual([]);
    expect(rolled).toHaveLength(6);
    expect(people).toEqual([]);
  });

  it("rolls in the section list of last year, by course code and term title", () => {
    const world = smallWorld();
    act(world, { action: "roll-year-over" });
    act(world, { action: "activate-year" });
    act(world, { action: "change-course-code", course: "AR07", code: "ART1" });
    const structure = trialStructure(world);

    const counts = act(world, { action: "create-trial", name: "C", holds: "rolled-in" });

    const rolled = sectionsOf(world, "C", structure);
    const courses = rolled.map(({ course }) => world.courses.get(course)?.code ?? "");
    const terms = rolled.map(({ placements }) => world.terms.get(placements[0]?.term ?? ""));
    // Art of grade 07 has another code this year, so its section has no course to go to.
    expect(counts["sectionsCopied"]).toBe(11);
    expect(courses.toSorted()).toEqual(["AR08", "MA07", "MA07", "MA08", "MA08"]);
    expect(new Set(terms.map((term) => term?.schoolYear))).toEqual(new Set(["2028"]));
  });

  it("refuses a name that is taken, and a world without schedules", () => {
    const world = smallWorld();

    expect(() => act(world, { action: "create-trial", name: "A" })).toThrow('a trial "A" already');
  });
});

describe("lock-trial", () => {
  it("locks and unlocks, and names the trials that there are", () => {
    const world = smallWorld();

    act(world, { action: "lock-trial", name: "A" });
    act(world, { action: "lock-trial", name: "A", school: "hill", locked: false });

    expect([...world.trials.values()].map(({ locked }) => locked)).toEqual([true, false]);
    expect(() => act(world, { action: "lock-trial", name: "Z" })).toThrow("there are: A");
  });
});

/** The structure of the lake school in the active year. */
function trialStructure(world: World): string {
  const year = world.view.activeYear;
  const calendar = world.calendars.where("school", "lake").find((one) => one.schoolYear === year);
  return world.structures.where("calendar", calendar?.id ?? "")[0]?.id ?? "";
}
