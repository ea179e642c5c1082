import { describe, expect, it } from "vitest";
import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import type { SettingsInput } from "../../contracts/run/settings.ts";
import type { LmsState } from "../mapping/lms-state.ts";
import { appliedTo, emptyLms } from "../testing/lms-model.ts";
import { enrollment, ref, user, userWithRoles } from "../testing/records.ts";
import {
  codesOf,
  guardianOf,
  planned,
  settingsWith,
  stepsOf,
  worldWith,
  type World,
} from "../testing/world.ts";

const numbers = ["1", "2", "3", "4", "5", "6"];

/** A class of six students and a teacher, and a guardian, as OneRoster 1.1 knows them. */
const before: World = worldWith({
  users: [
    user("t9", { role: "teacher" }),
    ...numbers.map((number) => user(`s${number}`)),
    guardianOf("s1", "g7"),
  ],
  enrollments: [
    enrollment("k1", "t9", { role: "teacher" }),
    ...numbers.map((number) => enrollment("k1", `s${number}`)),
  ],
});

function upgraded(role: string, letter: string, number: string, own: object = {}): object {
  const metadata = { "ic.legacySourcedId": number };
  return userWithRoles(`guid-${number}`, [[role, "s1", "primary"]], {
    metadata,
    username: `new.${letter}${number}`,
    email: `${letter}${number}@example.org`,
    ...own,
  });
}

/** The same people as 1.2 knows them: under other ids, their old ones in the metadata. */
const after: World = worldWith({
  users: [
    upgraded("teacher", "t", "9"),
    ...numbers.map((number) => upgraded("student", "s", number)),
    upgraded("guardian", "g", "7", { agents: [ref("guid-1")] }),
  ],
  enrollments: [
    enrollment("k1", "guid-9", { role: "teacher" }),
    ...numbers.map((number) => enrollment("k1", `guid-${number}`)),
  ],
});

const lms: LmsState = appliedTo(emptyLms, planned(before).value);
const v12 = { oneRoster: { version: "1.2" } } as const;
const upgradedPlan = (
  own: SettingsInput = {},
  decisions: readonly DecisionRow[] = [],
): ReturnType<typeof planned> =>
  planned(after, { version: "1.2", lms, settings: settingsWith({ ...v12, ...own }), decisions });

const row = (line: number, account: string, person: string): DecisionRow => ({
  line,
  schoologyId: lms.users.get(account)?.id ?? "",
  schoologyMatching: account,
  sisMatching: "",
  mappingId: person,
});
const decisions = [
  row(2, "t9", "guid-9"),
  row(3, "g7", "guid-7"),
  ...numbers.map((number, index) => row(4 + index, `s${number}`, `guid-${number}`)),
];

describe("the guard of changed ids", () => {
  it("holds the Users tab, and the memberships of those people, until a mapping is given (F23, R87)", () => {
    const { value, diagnostics } = upgradedPlan();

    expect(codesOf(diagnostics)).toContain("id-namespace-change");
    expect(stepsOf(value)).toContain("create users/guid-1");
    expect(stepsOf(value)).toContain("create associations/guid-7/guid-1");
    expect(stepsOf(value)).toContain("remove enrollments/k1/s1");
    expect(value.changes.filter(({ held }) => held !== "id-namespace-change")).toEqual([]);
  });

  it("says what it saw: how many, which pairs, and by which rung", () => {
    const finding = upgradedPlan().diagnostics.find(({ code }) => code === "id-namespace-change");

    expect(finding?.args).toEqual({ moved: 8, same: 0 });
    expect(finding?.evidence?.[0]).toEqual({
      "in the SIS": "guid-1",
      "in Schoology": "s1",
      "matched by": "the code is the legacy id of OneRoster 1.1",
    });
  });

  it("only speaks by the policy warn, and is silent by off: the app makes second accounts", () => {
    const warned = upgradedPlan({ guards: { policy: "warn" } });
    const faithful = upgradedPlan({ guards: { policy: "off" } });

    expect(codesOf(warned.diagnostics)).toContain("id-namespace-change");
    expect(warned.value.changes.filter(({ held }) => held !== null)).toEqual([]);
    expect(codesOf(faithful.diagnostics)).not.toContain("id-namespace-change");
  });

  it("goes by the thresholds of the settings", () => {
    const few = upgradedPlan({ integrationMapping: { idChangeMin: 9 } });
    expect(codesOf(few.diagnostics)).not.toContain("id-namespace-change");

    const mixed = planned(before, { lms, settings: settingsWith() });
    expect(codesOf(mixed.diagnostics)).not.toContain("id-namespace-change");
  });

  it("lets accounts rest that people said are nobody's", () => {
    const declined = decisions.map((decision) => ({ ...decision, mappingId: "" }));

    expect(codesOf(upgradedPlan({}, declined).diagnostics)).not.toContain("id-namespace-change");
  });
});

describe("a plan with decisions", () => {
  it("updates the accounts in place, with their Unique IDs, and touches no membership or link (R114)", () => {
    const { value, diagnostics } = upgradedPlan({}, decisions);

    expect(codesOf(diagnostics)).not.toContain("id-namespace-change");
    const names = [...numbers, "7", "9"].map((number) => `update users/guid-${number}`);
    expect([...stepsOf(value)].toSorted()).toEqual(names.toSorted());
    expect(value.changes.find(({ address }) => address === "users/guid-1")).toMatchObject({
      reason: "paired-by-decision",
      lmsId: lms.users.get("s1")?.id,
      before: { school_uid: "s1" },
      after: { school_uid: "guid-1" },
      held: null,
    });
  });

  it("has nothing left to do once it is carried out, with the same decisions or without", () => {
    const settings = settingsWith(v12);
    const done = appliedTo(lms, upgradedPlan({}, decisions).value);

    for (const rows of [decisions, []]) {
      const again = planned(after, { version: "1.2", lms: done, settings, decisions: rows });
      expect(stepsOf(again.value)).toEqual([]);
      expect(codesOf(again.diagnostics).filter((code) => code.startsWith("decision"))).toEqual([]);
    }
  });

  it("neither adds nor removes members whose account waits for the Users tab", () => {
    const settings = settingsWith(v12);
    const tabs = ["schools", "terms", "courses", "sections"] as const;
    const without = { ...lms, enrollments: new Map([["k1", new Map()]]) };

    const how = { version: "1.2", settings, decisions, tabs } as const;
    expect(stepsOf(planned(after, { ...how, lms }).value)).toEqual([]);
    expect(stepsOf(planned(after, { ...how, lms: without }).value)).toEqual([]);
  });

  it("names the line of a decision about somebody who does not sync", () => {
    const { diagnostics } = upgradedPlan({}, [row(2, "s1", "guid-99")]);

    expect(diagnostics.find(({ code }) => code === "decision-id-unknown")?.at).toBe("decisions:2");
  });
});
