import { describe, expect, it } from "vitest";
import type { Plan } from "../../../contracts/run/plan.ts";
import type { Outcome } from "../../../contracts/run/diagnostic.ts";
import type { SettingsInput } from "../../../contracts/run/settings.ts";
import { appliedTo, emptyLms, lmsWith, members } from "../../testing/lms-model.ts";
import { course, enrollment, klass, ref, school, user } from "../../testing/records.ts";
import {
  codesOf,
  planned,
  settingsWith,
  smallestWorld,
  stepsOf,
  worldPlus,
  worldWith,
  type World,
} from "../../testing/world.ts";

type GuardsInput = NonNullable<SettingsInput["guards"]>;

/** A school with classes of one teacher and so many students; the ids of classes begin with the trial. */
function trial(name: string, classCount: number, studentCount = 1): World {
  const numbers = Array.from({ length: classCount }, (_, index) => index);
  const students = Array.from({ length: studentCount }, (_, index) => `s${index}`);
  const own = (index: number): string => `${name}${index}`;
  return worldWith({
    classes: numbers.map((index) =>
      klass(own(index), { title: `Class ${index}`, classCode: `M-${index}` }),
    ),
    users: [user("teacher", { role: "teacher" }), ...students.map((id) => user(id))],
    enrollments: numbers.flatMap((index) => [
      enrollment(own(index), "teacher", { role: "teacher" }),
      ...students.map((id) => enrollment(own(index), id)),
    ]),
  });
}

function resynced(before: World, after: World, guards: GuardsInput = {}): Outcome<Plan> {
  const settings = settingsWith({ guards });
  const lms = appliedTo(emptyLms, planned(before, { settings }).value);
  return planned(after, { settings, lms });
}

const heldBy = (plan: Plan): readonly (string | null)[] => [
  ...new Set(plan.changes.map(({ held }) => held)),
];

/** The first of three classes comes under another id. */
function withOneReplaced(): World {
  const [, ...rest] = trial("a", 3).classes;
  return {
    ...trial("a", 3),
    classes: [klass("b0", { title: "Class 0", classCode: "M-0" }), ...rest],
    courses: [course("c1", { title: "Renamed" })],
  };
}

describe("the trial switch guard", () => {
  it("holds the courses and sections of a school whose sections all come under other ids (F01)", () => {
    const { value, diagnostics } = resynced(trial("a", 3), trial("b", 3));

    expect(value.changes.length).toBeGreaterThan(0);
    expect(heldBy(value)).toEqual(["trial-switch"]);
    expect(diagnostics[0]).toMatchObject({
      code: "trial-switch",
      school: "s1",
      args: { pairs: 3, sections: 3 },
    });
    expect(diagnostics[0]?.evidence?.[0]).toEqual({
      course: "Course c1",
      section: "Class 0",
      "grading periods": ["Term t1"],
      "in Schoology": "a0",
      "would be created": "b0",
    });
  });

  it("would create every section twice when no guard speaks (R45, F01)", () => {
    const { value, diagnostics } = resynced(trial("a", 3), trial("b", 3), { policy: "off" });

    expect(stepsOf(value).filter((step) => step.startsWith("create sections"))).toHaveLength(3);
    expect(heldBy(value)).toEqual([null]);
    expect(diagnostics).toEqual([]);
  });

  it("only speaks by the policy warn", () => {
    const { value, diagnostics } = resynced(trial("a", 3), trial("b", 3), { policy: "warn" });

    expect(heldBy(value)).toEqual([null]);
    expect(codesOf(diagnostics)).toContain("trial-switch");
  });

  it("holds the whole school from the share of the settings, and only the pairs below it", () => {
    const share = (trialSwitchPercent: number): Plan =>
      resynced(trial("a", 3), withOneReplaced(), { trialSwitchPercent }).value;
    const heldIn = (plan: Plan): readonly string[] =>
      plan.changes.flatMap(({ held, address }) => (held === null ? [] : [address]));

    expect(heldIn(share(33))).toEqual(["courses/c1", "sections/b0"]);
    expect(heldIn(share(34))).toEqual(["sections/b0"]);
  });

  it("lets users pass, for they are not of the schedule", () => {
    const after = { ...trial("b", 1), users: [...trial("b", 1).users, user("new")] };

    const { value } = resynced(trial("a", 1), after);

    expect(value.changes.find(({ address }) => address === "users/new")?.held).toBeNull();
  });

  it("is silent when sections are merely new, or of another title or course", () => {
    const grown = resynced(trial("a", 2), trial("a", 4));
    const retitled = resynced(
      worldWith({ classes: [klass("a0", { title: "Old" })] }),
      worldWith({ classes: [klass("b0", { title: "New" })] }),
    );

    expect(codesOf(grown.diagnostics)).not.toContain("trial-switch");
    expect(codesOf(retitled.diagnostics)).not.toContain("trial-switch");
  });

  it("pairs each old section once, school by school", () => {
    const twins = (prefix: string): World =>
      worldWith({
        orgs: [school("s1"), school("s2")],
        courses: [course("c1"), course("c2", { org: ref("s2") })],
        classes: ["s2", "s1"].flatMap((at) =>
          [0, 1].map((index) =>
            klass(`${prefix}-${at}-${index}`, {
              title: "Same",
              school: ref(at),
              course: ref(at === "s1" ? "c1" : "c2"),
            }),
          ),
        ),
        enrollments: [],
      });

    const { diagnostics } = resynced(twins("a"), twins("b"));

    expect(diagnostics.map(({ school: at, args }) => [at, args["pairs"]])).toEqual([
      ["s1", 2],
      ["s2", 2],
    ]);
  });

  it("is silent when a further section of one title comes while the first is still there", () => {
    const one = [klass("a0", { title: "Same" })];
    const two = [...one, klass("b0", { title: "Same" })];

    const { diagnostics } = resynced(worldWith({ classes: one }), worldWith({ classes: two }));

    expect(codesOf(diagnostics)).not.toContain("trial-switch");
  });

  it("passes over new sections whose grading period is unknown", () => {
    const settings = settingsWith({ terms: { map: { t1: { gradingPeriod: "Gone" } } } });

    expect(codesOf(planned(smallestWorld, { settings }).diagnostics)).toEqual(["target-unknown"]);
  });
});

describe("the guard against two trials at once", () => {
  const twin = { title: "Algebra", classCode: "M-1" };
  const world = worldWith({
    classes: [klass("k1", twin), klass("k2", twin), klass("k3", twin), klass("k4")],
    enrollments: ["k1", "k2", "k4"].map((id) => enrollment(id, "teacher", { role: "teacher" })),
  });

  it("keeps none of the pair, and names both (F04)", () => {
    const { value, diagnostics } = planned(world);
    const held = value.changes.filter((change) => change.held === "multi-trial");

    expect(held.map(({ address }) => address)).toEqual([
      "sections/k1",
      "sections/k2",
      "enrollments/k1/teacher",
      "enrollments/k2/teacher",
    ]);
    expect(diagnostics.find(({ code }) => code === "multi-trial")).toMatchObject({
      args: { pairs: 1 },
      evidence: [{ section: "Algebra", "sent as": ["k1", "k2"] }],
    });
  });

  it.each([{ classCode: "M-2" }, { location: "204" }, { title: "Geometry" }])(
    "is silent when classes differ in %j",
    (own) => {
      const classes = [klass("k1", twin), klass("k2", { ...twin, ...own })];

      expect(codesOf(planned({ ...world, classes }).diagnostics)).not.toContain("multi-trial");
    },
  );

  it("is silent when other people teach", () => {
    const enrollments = [
      enrollment("k1", "teacher", { role: "teacher" }),
      enrollment("k2", "student", { role: "teacher" }),
    ];

    expect(codesOf(planned({ ...world, enrollments }).diagnostics)).not.toContain("multi-trial");
  });

  it("names the pairs of every school apart", () => {
    const twoSchools = worldWith({
      orgs: [school("s1"), school("s2")],
      classes: [
        ...["a", "b"].map((id) => klass(id, { ...twin, title: "One" })),
        ...["c", "d"].map((id) => klass(id, { ...twin, title: "Two" })),
        ...["e", "f"].map((id) => klass(id, { ...twin, school: ref("s2") })),
      ],
      enrollments: ["a", "b", "c", "d", "e", "f"].map((id) =>
        enrollment(id, "teacher", { role: "teacher" }),
      ),
    });

    const found = planned(twoSchools).diagnostics.filter(({ code }) => code === "multi-trial");

    expect(found.map(({ school: at, args }) => [at, args["pairs"]])).toEqual([
      ["s1", 2],
      ["s2", 1],
    ]);
  });
});

/** Bounds that believe anything but what a single section loses. */
const patient = {
  users: { district: { percent: 100 }, school: { percent: 100 } },
  enrollments: { district: { percent: 100 }, school: { percent: 100 } },
};

describe("the guard against shrinking", () => {
  const losing = (from: number, to: number, shrink: GuardsInput["shrink"] = {}): Outcome<Plan> =>
    resynced(trial("a", 1, from), trial("a", 1, to), { shrink: { ...patient, ...shrink } });

  it("holds the removals of a section that loses more than half of its students (F65)", () => {
    expect(heldBy(losing(6, 2).value)).toEqual(["shrink-section"]);
    expect(losing(6, 2).diagnostics.find(({ code }) => code === "shrink-section")).toMatchObject({
      at: "sections/a0",
      args: { removed: 4, present: 6 },
    });
  });

  it("lets exactly half go, and small sections too (F65)", () => {
    expect(heldBy(losing(6, 3).value)).toEqual([null]);
    expect(heldBy(losing(4, 1).value)).toEqual([null]);
    expect(
      heldBy(losing(4, 1, { enrollments: { ...patient.enrollments, section: { min: 3 } } }).value),
    ).toEqual(["shrink-section"]);
  });

  it("holds every removal when the whole sync removes too large a share (F65)", () => {
    const { value, diagnostics } = losing(20, 15, {
      enrollments: { ...patient.enrollments, district: { percent: 25 } },
    });
    const more = losing(20, 14, {
      enrollments: { ...patient.enrollments, district: { percent: 25 } },
    });

    expect([heldBy(value), codesOf(diagnostics)]).toEqual([[null], ["user-gone"]]);
    expect(heldBy(more.value)).toEqual(["shrink-total"]);
    expect(more.diagnostics).toContainEqual(
      expect.objectContaining({ code: "shrink-total", args: { removed: 6, present: 20 } }),
    );
  });

  it("lets a few go, however large their share of a small district (F65)", () => {
    expect(
      heldBy(
        losing(4, 3, { enrollments: { ...patient.enrollments, district: { percent: 20 } } }).value,
      ),
    ).toEqual([null]);
  });

  it("holds no additions and does not count course admins", () => {
    const lms = lmsWith({
      ...appliedTo(emptyLms, planned(smallestWorld).value),
      enrollments: new Map([
        ["k1", members("a", "b", "c", "d", "e", "x*", "y*")],
        ["gone", members("a", "b", "c", "d", "e", "f")],
      ]),
    });

    const { value, diagnostics } = planned(worldPlus({ users: [user("new")] }), { lms });

    const heldSteps = value.changes.filter(({ held }) => held !== null);
    expect(heldSteps.every(({ action }) => action === "remove")).toBe(true);
    expect(heldSteps).toHaveLength(5);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "shrink-section", args: { removed: 5, present: 5 } }),
    );
  });
});
