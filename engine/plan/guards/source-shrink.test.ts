import { describe, expect, it } from "vitest";
import { Guards } from "../../../contracts/run/guards.ts";
import type { SettingsInput } from "../../../contracts/run/settings.ts";
import {
  course,
  district,
  enrollment,
  klass,
  ref,
  school,
  term,
  user,
} from "../../testing/records.ts";
import { findingOf, heldBy, resynced, syncedFrom } from "../../testing/resync.ts";
import {
  codesOf,
  placesOf,
  planned,
  rolesWith,
  worldWith,
  type World,
} from "../../testing/world.ts";

type ShrinkInput = NonNullable<NonNullable<SettingsInput["guards"]>["shrink"]>;

const anything = { district: { percent: 100 }, school: { percent: 100 } };
/** Bounds that believe everything but what a test is about. */
const only = (own: ShrinkInput): SettingsInput["guards"] => ({
  shrink: {
    users: anything,
    sections: anything,
    enrollments: { ...anything, section: { percent: 100 } },
    ...own,
  },
});

/** Two schools with a section of each so many students; `unsent` students are enrolled and not sent. */
function twoSchools(sizes: readonly [number, number], own: Partial<World> = {}): World {
  const of = (place: number): readonly string[] =>
    Array.from({ length: sizes[place] ?? 0 }, (_, index) => `s${place + 1}-${index}`);
  const places = [0, 1];
  return worldWith({
    orgs: [district("d1"), school("s1"), school("s2")],
    courses: [course("c1"), course("c2", { org: ref("s2") })],
    classes: [klass("k1"), klass("k2", { school: ref("s2"), course: ref("c2") })],
    users: [
      user("teacher", { role: "teacher" }),
      ...places.flatMap((place) =>
        of(place).map((id) => user(id, { orgs: [ref(`s${place + 1}`)] })),
      ),
    ],
    enrollments: places.flatMap((place) => [
      enrollment(`k${place + 1}`, "teacher", { role: "teacher" }),
      ...of(place).map((id) => enrollment(`k${place + 1}`, id)),
    ]),
    ...own,
  });
}

const before = twoSchools([10, 30]);
const removals = (code: string, after: World, guards: SettingsInput["guards"]) =>
  heldBy(resynced(before, after, guards).value, code);

describe("a collection that comes back smaller", () => {
  it("holds the removals of a school that would lose too large a share of its students (F65)", () => {
    const guards = only({
      enrollments: { ...anything, school: { percent: 50 }, section: { percent: 100 } },
    });

    const outcome = resynced(before, twoSchools([4, 29]), guards);

    expect(findingOf(outcome, "shrink-school")).toMatchObject({
      school: "s1",
      args: { removed: 6, present: 10 },
    });
    expect(heldBy(outcome.value, "shrink-school")).toHaveLength(6);
    expect(outcome.value.changes.filter(({ held }) => held === null)).toHaveLength(1);
    expect(removals("shrink-school", twoSchools([5, 30]), guards)).toEqual([]);
  });

  it("holds by number as well as by share, in each scope (F65)", () => {
    const count = { percent: 100, count: 2 };
    const after = twoSchools([10, 27]);

    for (const [code, bounds] of [
      ["shrink-section", { ...anything, section: count }],
      ["shrink-school", { district: anything.district, school: count, section: { percent: 100 } }],
      ["shrink-total", { district: count, school: anything.school, section: { percent: 100 } }],
    ] as const) {
      expect([code, removals(code, after, only({ enrollments: bounds })).length]).toEqual([
        code,
        3,
      ]);
      const allowed = twoSchools([10, 28]);
      expect(removals(code, allowed, only({ enrollments: bounds }))).toEqual([]);
    }
  });

  it("holds removals where the SIS no longer sends the students themselves (F65)", () => {
    const after = twoSchools([4, 30]);
    const bySchool = only({ users: { ...anything, school: { percent: 50 } } });
    const byDistrict = only({ users: { ...anything, district: { percent: 10 } } });

    const outcome = resynced(before, after, bySchool);

    expect(findingOf(outcome, "shrink-users")).toMatchObject({
      school: "s1",
      args: { missing: 6, present: 10 },
    });
    expect(heldBy(outcome.value, "shrink-users")).toHaveLength(6);
    expect(removals("shrink-users", twoSchools([5, 30]), bySchool)).toEqual([]);
    expect(findingOf(resynced(before, after, byDistrict), "shrink-users")).toMatchObject({
      school: "",
      at: "plan",
      args: { missing: 6, present: 40 },
    });
  });

  it("does not miss students who are sent and do not sync (F65, R123)", () => {
    const guards = only({ users: { ...anything, district: { percent: 10 } } });
    const settings = { ...rolesWith({ student: "do-not-sync" }), guards: Guards.parse(guards) };

    const { diagnostics } = planned(before, { settings, lms: syncedFrom(before).lms });

    expect(codesOf(diagnostics)).not.toContain("shrink-users");
  });

  it("holds removals where many sections are no longer sent (F65)", () => {
    const classes = Array.from({ length: 10 }, (_, index) => klass(`x${index}`));
    const all = twoSchools([10, 30], { classes: [...before.classes, ...classes] });
    const few = twoSchools([9, 30], { classes: [...before.classes, ...classes.slice(6)] });
    const guards = only({ sections: { ...anything, school: { percent: 50 } } });

    const outcome = resynced(all, few, guards);

    expect(findingOf(outcome, "shrink-sections")).toMatchObject({
      school: "s1",
      args: { missing: 6, present: 11 },
    });
    expect(heldBy(outcome.value, "shrink-sections")).toEqual(["enrollments/k1/s1-9"]);
    const enough = twoSchools([9, 30], { classes: [...before.classes, ...classes.slice(5)] });
    expect(codesOf(resynced(all, enough, guards).diagnostics)).not.toContain("shrink-sections");
  });

  it("counts a school that is not sent at all, whatever its terms are called (F65, F67)", () => {
    const q2 = term("t2", { title: "Q2", startDate: "2026-08-17" });
    const all = twoSchools([10, 30], {
      academicSessions: [term("t1"), q2],
      classes: [
        klass("k1"),
        klass("k2", { school: ref("s2"), course: ref("c2"), terms: [ref("t2")] }),
      ],
    });
    const half = {
      ...twoSchools([9, 0]),
      orgs: [district("d1"), school("s1")],
      classes: [klass("k1")],
    };
    const guards = only({ sections: { ...anything, district: { percent: 20, min: 1 } } });

    const outcome = resynced(all, half, guards);

    expect(placesOf(outcome.diagnostics, "school-missing")).toEqual(["buildings/s2"]);
    expect(findingOf(outcome, "shrink-sections")).toMatchObject({
      at: "plan",
      args: { missing: 1, present: 2 },
    });
    expect(heldBy(outcome.value, "shrink-sections")).toEqual(["enrollments/k1/s1-9"]);
  });

  it("is not taken for shrunk when its sections come under other ids, which is a switched trial (F01)", () => {
    const ids = Array.from({ length: 6 }, (_, index) => index);
    const trial = (prefix: string): World =>
      twoSchools([10, 30], {
        classes: ids.map((index) => klass(`${prefix}${index}`, { title: `Class ${index}` })),
        enrollments: [],
      });
    const { diagnostics } = resynced(trial("a"), trial("b"));

    expect(codesOf(diagnostics)).toContain("trial-switch");
    expect(codesOf(diagnostics)).not.toContain("shrink-sections");
  });
});

describe("an empty collection", () => {
  it.each(["enrollments", "users"] as const)(
    "of %s is never read as everybody having left, however few there were (F65)",
    (collection) => {
      const small = twoSchools([1, 1]);

      const outcome = resynced(small, { ...small, [collection]: [] }, only({}));

      expect(placesOf(outcome.diagnostics, "collection-empty")).toEqual([`sis/${collection}`]);
      const free = outcome.value.changes.filter(({ held }) => held === null);
      expect(free.filter(({ action }) => action === "remove")).toEqual([]);
    },
  );

  it("is nothing to speak of where there was nothing before (F65)", () => {
    const empty = twoSchools([0, 0], { enrollments: [] });

    expect(codesOf(resynced(empty, empty).diagnostics)).not.toContain("collection-empty");
  });
});
