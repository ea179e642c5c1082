import { describe, expect, it } from "vitest";
import type { SettingsInput } from "../../../contracts/run/settings.ts";
import { lmsWith } from "../../testing/lms-model.ts";
import { enrollment, klass, ref, term, user } from "../../testing/records.ts";
import { findingOf, heldBy, resynced, syncedFrom } from "../../testing/resync.ts";
import {
  codesOf,
  planned,
  rolesWith,
  settingsWith,
  smallestWorld,
  worldWith,
  type World,
} from "../../testing/world.ts";

const guarded = (guards: SettingsInput["guards"]) => settingsWith({ guards });

/** A school with ten classes, of which so many have a teacher and a student. */
function school(finished: number, own: Partial<World> = {}): World {
  const ids = Array.from({ length: 10 }, (_, index) => `k${index}`);
  return worldWith({
    classes: ids.map((id) => klass(id)),
    enrollments: ids
      .slice(0, finished)
      .flatMap((id) => [enrollment(id, "teacher", { role: "teacher" }), enrollment(id, "student")]),
    ...own,
  });
}

describe("the guard for a schedule that is not final", () => {
  it("holds courses and sections of a school with many unfinished sections, with the counts (F02, R44)", () => {
    const outcome = planned(school(7));

    expect(findingOf(outcome, "schedule-not-final")).toMatchObject({
      school: "s1",
      args: {
        unfinished: 3,
        sections: 10,
        teachers: 3,
        students: 3,
        terms: 0,
        begins: "2026-08-10",
      },
    });
    const held = heldBy(outcome.value, "schedule-not-final");
    expect(held).toContain("courses/c1");
    expect(held).toContain("sections/k0");
    expect(held).toContain("enrollments/k0/student");
    expect(held).not.toContain("users/student");
  });

  it("believes exactly the share of the settings, and no school that is too small (F02)", () => {
    expect(codesOf(planned(school(8)).diagnostics)).not.toContain("schedule-not-final");
    const settings = guarded({ unfinalMin: 11 });
    expect(codesOf(planned(school(0), { settings }).diagnostics)).not.toContain(
      "schedule-not-final",
    );
  });

  it("counts classes without terms (F02, F07)", () => {
    const bare = ["x", "y", "z"].map((id) => klass(id, { terms: [] }));
    const world = school(10, { classes: [...school(10).classes, ...bare] });

    expect(findingOf(planned(world), "schedule-not-final")?.args).toMatchObject({
      terms: 3,
      sections: 13,
    });
  });

  it("says nothing of students who do not sync, of an incomplete roster, or of sections that are there", () => {
    const settings = rolesWith({ student: "do-not-sync" });
    const after = planned(school(0), { lms: syncedFrom(school(0)).lms });

    expect(codesOf(planned(school(10), { settings }).diagnostics)).not.toContain(
      "schedule-not-final",
    );
    expect(codesOf(planned(school(0), { incomplete: ["enrollments"] }).diagnostics)).not.toContain(
      "schedule-not-final",
    );
    expect(codesOf(after.diagnostics)).not.toContain("schedule-not-final");
  });

  it("lets the district decide by a policy of its own, by failure or by code (F02)", () => {
    const byFailure = planned(school(0), { settings: guarded({ policies: { F02: "warn" } }) });
    const byCode = planned(school(0), {
      settings: guarded({ policies: { F02: "warn", "schedule-not-final": "off" } }),
    });

    expect(findingOf(byFailure, "schedule-not-final")).toBeDefined();
    expect(heldBy(byFailure.value, "schedule-not-final")).toEqual([]);
    expect(findingOf(byCode, "schedule-not-final")).toBeUndefined();
  });
});

describe("the guard against a rolled-in trial", () => {
  const rolledIn = school(0, {
    academicSessions: [term("t2", { startDate: "2027-08-10", endDate: "2028-06-01" })],
    classes: Array.from({ length: 10 }, (_, index) =>
      klass(`n${index}`, { title: `Class k${index}`, terms: [ref("t2")] }),
    ),
  });

  it("holds sections that are last year's and have no students (F03)", () => {
    const outcome = resynced(school(10), rolledIn, { policies: { F02: "off" } });

    expect(findingOf(outcome, "rolled-in")).toMatchObject({
      school: "s1",
      args: { twins: 10, sections: 10 },
    });
    expect(heldBy(outcome.value, "rolled-in")).toContain("sections/n0");
  });

  it("is silent where students are enrolled, titles differ, or the grading period is the same (F03)", () => {
    const peopled = {
      ...rolledIn,
      enrollments: Array.from({ length: 10 }, (_, index) => enrollment(`n${index}`, "student")),
    };
    const retitled = {
      ...rolledIn,
      classes: rolledIn.classes.map((_, index) =>
        klass(`n${index}`, { title: `New ${index}`, terms: [ref("t2")] }),
      ),
    };
    const sameTerm = school(0, {
      classes: Array.from({ length: 10 }, (_, index) =>
        klass(`n${index}`, { title: `Class k${index}` }),
      ),
    });

    for (const world of [peopled, retitled, sameTerm]) {
      expect(codesOf(resynced(school(10), world).diagnostics)).not.toContain("rolled-in");
    }
  });
});

describe("guards of grading periods", () => {
  const period = { id: "5", title: "Fall", startDate: "2025-08-10", endDate: "2025-12-20" };
  const mappedToFall = settingsWith({ terms: { map: { t1: { gradingPeriod: "Fall" } } } });
  const withPeriod = (own: Partial<typeof period>) =>
    planned(smallestWorld, {
      settings: mappedToFall,
      lms: lmsWith({ gradingPeriods: [{ ...period, ...own }] }),
    });

  it("hold the sections of a term that is mapped to another year's grading period (F10, R99)", () => {
    const outcome = withPeriod({});

    expect(findingOf(outcome, "terms-stale-year")?.args).toEqual({
      term: "Term t1",
      begins: "2026-08-10",
      ends: "2027-06-01",
      period: "Fall",
      periodBegins: "2025-08-10",
      periodEnds: "2025-12-20",
    });
    expect(heldBy(outcome.value, "terms-stale-year")).toEqual([
      "sections/k1",
      "enrollments/k1/student",
      "enrollments/k1/teacher",
    ]);
    expect(codesOf(withPeriod({ endDate: "2026-08-10" }).diagnostics)).not.toContain(
      "terms-stale-year",
    );
  });

  it("hold the second grading period of a term whose dates have changed, and what would move there (F09)", () => {
    const moved = worldWith({ academicSessions: [term("t1", { endDate: "2027-06-11" })] });

    const outcome = resynced(smallestWorld, moved);

    expect(findingOf(outcome, "term-dates-changed")?.args).toMatchObject({
      ends: "2027-06-11",
      presentEnds: "2027-06-01",
    });
    expect(heldBy(outcome.value, "term-dates-changed")).toEqual([
      "grading-periods/Term%20t1%20(School%20s1%2C%202026-2027)",
      "sections/k1",
    ]);
    const nextYear = [term("t1", { startDate: "2027-08-10", endDate: "2028-06-01" })];
    const next = resynced(smallestWorld, worldWith({ academicSessions: nextYear }));
    expect(codesOf(next.diagnostics)).not.toContain("term-dates-changed");
  });

  it("warn when a grading period ends while its classes go on (F14)", () => {
    const soon = withPeriod({ startDate: "2026-08-10", endDate: "2026-09-22" });
    const later = withPeriod({ startDate: "2026-08-10", endDate: "2026-09-23" });

    expect(findingOf(soon, "period-ends-early")?.args).toMatchObject({
      period: "Fall",
      ends: "2026-09-22",
      termEnds: "2027-06-01",
      sections: 1,
    });
    expect(heldBy(soon.value, "period-ends-early")).toEqual([]);
    expect(codesOf(later.diagnostics)).not.toContain("period-ends-early");
    const together = planned(smallestWorld, {
      settings: mappedToFall,
      lms: lmsWith({ gradingPeriods: [{ ...period, endDate: "2027-06-01" }] }),
      today: "2027-05-31",
    });
    expect(codesOf(together.diagnostics)).not.toContain("period-ends-early");
  });

  it("say that a section meets in other terms, and change it by its id (F15)", () => {
    const classes = [klass("k1", { terms: [ref("t1"), ref("t2")] })];
    const academicSessions = [term("t1"), term("t2")];

    const outcome = resynced(smallestWorld, worldWith({ classes, academicSessions }));

    expect(findingOf(outcome, "section-periods-changed")).toMatchObject({
      at: "sections/k1",
      args: { before: "Term t1", after: "Term t1, Term t2" },
    });
    const change = outcome.value.changes.find(({ address }) => address === "sections/k1");
    expect(change).toMatchObject({ action: "update", held: null });
    expect(change?.lmsId).not.toBeNull();
  });

  it("report what an earlier year left behind, and touch nothing of it (F12, R127)", () => {
    const past = worldWith({
      academicSessions: [term("t0", { startDate: "2025-08-10", endDate: "2026-06-01" })],
      classes: [klass("k0", { terms: [ref("t0")] })],
      users: [user("teacher", { role: "teacher" }), user("student"), user("left")],
      enrollments: [enrollment("k0", "left")],
    });

    const outcome = resynced(past, smallestWorld);

    expect(findingOf(outcome, "old-year-left")).toMatchObject({
      args: { sections: 1 },
      evidence: [{ "grading period": "Term t0", sections: 1 }],
    });
    expect(outcome.value.changes.filter(({ address }) => address.includes("k0"))).toEqual([]);
    expect(codesOf(resynced(smallestWorld, smallestWorld).diagnostics)).not.toContain(
      "old-year-left",
    );
  });
});
