import { describe, expect, it } from "vitest";
import type { Plan } from "../../contracts/run/plan.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { mapRoster } from "../mapping/map-roster.ts";
import { appliedTo, emptyLms, lmsWith } from "../testing/lms-model.ts";
import { course, enrollment, klass, ref, school, term, user } from "../testing/records.ts";
import {
  allTabs,
  codesOf,
  mapped,
  placesOf,
  planned,
  rosterOf,
  settingsWith,
  smallestWorld,
  stepsOf,
  today,
  worldPlus,
} from "../testing/world.ts";
import { asSaved, tabsOf } from "./as-saved.ts";
import { refuseUnconfigured } from "./plan-in-gates.ts";

const onlySecond = { schools: ["s2"] };
const twoSchools = worldPlus({
  orgs: [school("s2")],
  academicSessions: [term("t2")],
  courses: [course("c2", { org: ref("s2") })],
  classes: [klass("k2", { course: ref("c2"), school: ref("s2"), terms: [ref("t2")] })],
  users: [user("u2", { orgs: [ref("s2")] })],
  enrollments: [enrollment("k2", "u2")],
});

function schoolsOf({ changes }: Plan, kind: string): readonly string[] {
  return changes.filter((change) => change.kind === kind).map((change) => change.school);
}

describe("a plan in gates", () => {
  it("leaves a refused tab out and says why (R48, R106)", () => {
    const { value, diagnostics } = planned(smallestWorld, {
      settings: settingsWith({ roles: {} }),
    });

    expect(value.tabs).toEqual(["schools", "terms", "courses", "sections"]);
    expect(value.refused).toEqual([{ tab: "users", because: ["roles-unmapped"] }]);
    expect(value.applyable).toBe(true);
    expect(schoolsOf(value, "user")).toEqual([]);
    expect(codesOf(diagnostics)).toContain("roles-unmapped");
  });

  it("says nothing of refusals when there are none", () => {
    expect(planned(smallestWorld).value).not.toHaveProperty("refused");
  });

  it("may not be applied when every tab pressed is refused (R48)", () => {
    const { value, diagnostics } = planned(smallestWorld, { tabs: ["users"] });

    expect(value).toMatchObject({ applyable: false, tabs: [], changes: [] });
    expect(value.refused).toEqual([{ tab: "users", because: ["tab-refused"] }]);
    expect(codesOf(diagnostics)).toEqual(["setup-incomplete", "tab-refused"]);
    expect(planned(smallestWorld, { tabs: ["schools"] }).value.applyable).toBe(true);
  });

  it("is made without asking any server when the configuration is not complete (R5)", () => {
    const pressed = ["schools", "users"] as const;
    const refused = refuseUnconfigured({
      settings: settingsWith({ representative: { appEnabled: false } }),
      pressed,
    });

    expect(refused?.value).toMatchObject({ applyable: false, changes: [] });
    expect(refused?.value.refused?.map(({ tab }) => tab)).toEqual(pressed);
    expect(codesOf(refused?.diagnostics ?? [])).toEqual(["app-not-enabled", "tab-refused"]);
    expect(refuseUnconfigured({ settings: settingsWith(), pressed })).toBeUndefined();
  });
});

describe("the checkboxes of schools", () => {
  it("choose whose users, courses and sections sync (R107, R124, R125)", () => {
    const all = { users: onlySecond, courses: onlySecond, sections: onlySecond };

    const { value } = planned(twoSchools, { settings: settingsWith(all) });

    expect(stepsOf(value)).toEqual([
      "create buildings/s1",
      "create buildings/s2",
      "create grading-periods/Term%20t1",
      "create grading-periods/Term%20t2",
      "create users/u2",
      "create courses/c2",
      "create sections/k2",
      "create enrollments/k2/u2",
    ]);
  });

  it("of another tab do not count, and a section waits for its course (R124, R128)", () => {
    const settings = settingsWith({ courses: onlySecond });

    const { value, diagnostics } = planned(twoSchools, { settings });

    expect(schoolsOf(value, "course")).toEqual(["s2"]);
    expect(schoolsOf(value, "section")).toEqual(["s2"]);
    expect(codesOf(diagnostics)).toContain("course-not-synced");
    expect(new Set(schoolsOf(value, "user"))).toEqual(new Set(["s1", "s2"]));
  });

  it("choose among the schools of a person (R107, R108)", () => {
    const world = worldPlus({
      orgs: [school("s2")],
      users: [user("both", { orgs: [ref("s1"), ref("s2")] })],
    });
    const { value } = planned(world, { settings: settingsWith({ users: onlySecond }) });

    expect(value.changes.filter(({ kind }) => kind === "user")).toMatchObject([
      { address: "users/both", school: "s2" },
    ]);
  });

  it("take nothing away from a school that is no longer ticked (R107)", () => {
    const lms = appliedTo(emptyLms, planned(twoSchools).value);
    const none = { schools: [] };
    const settings = settingsWith({ users: none, courses: none, sections: none });

    expect(planned({ ...twoSchools, enrollments: [] }, { lms, settings }).value.changes).toEqual(
      [],
    );
  });
});

describe("the terms of a school", () => {
  it("may be mapped for that school alone, shared ones too (R102, R103)", () => {
    const world = {
      ...twoSchools,
      classes: [klass("k1"), klass("k2", { course: ref("c2"), school: ref("s2") })],
    };
    const settings = settingsWith({ terms: { default: "skip", schools: { s2: "create" } } });

    const { value } = planned(world, { settings });

    expect(schoolsOf(value, "grading-period")).toEqual(["s2"]);
    expect(schoolsOf(value, "section")).toEqual(["s2"]);
    expect(placesOf(mapped(world, { settings }).diagnostics, "term-not-mapped")).toEqual([
      "sis/classes/k1",
    ]);
  });
});

describe("another Active Year", () => {
  it("is provisioned by the next sync, and nothing of the one before is taken away (R73, R75)", () => {
    const lms = appliedTo(emptyLms, planned(smallestWorld).value);
    const world = worldPlus({
      academicSessions: [term("t28", { schoolYear: "2028" })],
      classes: [klass("k28", { terms: [ref("t28")] })],
    });
    const plan = (activeYear: string): Plan =>
      planned(world, { lms, settings: settingsWith({ activeYear }) }).value;

    expect(stepsOf(plan("2028"))).toContain("create sections/k28");
    expect(plan("2028").changes.filter(({ action }) => action === "remove")).toEqual([]);
    expect(stepsOf(plan("2027"))).toEqual([]);
    expect(plan("2020")).toMatchObject({ applyable: false, changes: [] });
  });
});

describe("a scheduled sync", () => {
  function seenWith(lms: typeof emptyLms, settings: Settings) {
    const roster = rosterOf(twoSchools).value;
    return { roster, desired: mapRoster(roster, settings, today).value, current: lms };
  }

  it("provisions users, courses and sections, and presses no other tab (R58)", () => {
    expect(tabsOf("schedule", allTabs)).toEqual(["users", "courses", "sections"]);
    expect(tabsOf("hand", allTabs)).toEqual(allTabs);
  });

  it("leaves schools and terms unmapped that nobody has saved yet (R58)", () => {
    const lms = appliedTo(emptyLms, planned(smallestWorld).value);
    const world = { ...twoSchools, academicSessions: [term("t1"), term("t2", { title: "New" })] };
    const settings = settingsWith();
    const roster = rosterOf(world).value;
    const desired = mapRoster(roster, settings, today).value;

    const found = asSaved(settings, { roster, desired, current: lms });

    expect(found.schools.map).toEqual({ s2: "skip" });
    expect(found.terms.map).toEqual({ t2: "skip" });
    const { value } = planned(world, { settings: found, lms, tabs: tabsOf("schedule", allTabs) });
    expect(value).toMatchObject({ applyable: true, changes: [] });
  });

  it("takes what was saved, and what settings map to something that exists (R58)", () => {
    const lms = appliedTo(emptyLms, planned(twoSchools).value);
    const settings = settingsWith({ schools: { map: { s1: { building: "s1" } } } });

    expect(asSaved(settings, seenWith(lms, settings))).toEqual(settings);
    expect(asSaved(settingsWith(), seenWith(lms, settingsWith()))).toEqual(settingsWith());
    const empty = lmsWith({ buildings: [{ id: "2", code: "s1", title: "School s1" }] });
    expect(asSaved(settings, seenWith(empty, settings)).schools.map).toEqual(settings.schools.map);
  });
});
