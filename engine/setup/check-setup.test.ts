import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Settings, SettingsInput } from "../../contracts/run/settings.ts";
import { mapRoster } from "../mapping/map-roster.ts";
import { anyLms, anySettings, anyWorld } from "../testing/arbitraries.ts";
import { emptyLms, lmsWith } from "../testing/lms-model.ts";
import { school, term } from "../testing/records.ts";
import {
  allTabs,
  codesOf,
  rolesWith,
  rosterOf,
  settingsWith,
  smallestWorld,
  today,
  worldPlus,
  type World,
} from "../testing/world.ts";
import { checkSetup } from "./check-setup.ts";
import { setupTabs, type SetupInput, type SetupTab, type TabState } from "./tab-state.ts";

/** The states of all tabs when every button is pressed, unless something else is said. */
function statesOf(
  settings: Settings,
  {
    world = smallestWorld,
    lms = emptyLms,
    ...own
  }: Partial<SetupInput> & {
    readonly world?: World;
    readonly lms?: typeof emptyLms;
  } = {},
): readonly TabState[] {
  const roster = rosterOf(world, { version: settings.oneRoster.version }).value;
  const desired = mapRoster(roster, settings, today).value;
  return checkSetup({
    settings,
    pressed: allTabs,
    seen: { roster, desired, current: lms },
    ...own,
  });
}

function openOf(states: readonly TabState[]): readonly SetupTab[] {
  return states.filter(({ open }) => open).map(({ tab }) => tab);
}

function codesAt(states: readonly TabState[], wanted: SetupTab): readonly string[] {
  const state = states.find(({ tab }) => tab === wanted);
  return codesOf([...(state?.refusals ?? []), ...(state?.lacks ?? []), ...(state?.notes ?? [])]);
}

const noRoles = {
  administrator: "do-not-sync",
  guardian: "do-not-sync",
  staff: "do-not-sync",
  student: "do-not-sync",
};

describe("the gates of the set-up", () => {
  it("stand in the order of the guide, and are open when all is mapped (R47)", () => {
    expect(statesOf(settingsWith()).map(({ tab }) => tab)).toEqual([...setupTabs]);
    expect(openOf(statesOf(settingsWith()))).toEqual([...setupTabs]);
  });

  it("let only Configuration through while that is incomplete (R5, R96)", () => {
    const states = statesOf(settingsWith({ oneRoster: { consumerId: "" } }));

    expect(openOf(states)).toEqual([]);
    expect(codesAt(states, "configuration")).toEqual(["credentials-missing"]);
    expect(states.find(({ tab }) => tab === "schools")?.refusals[0]?.args).toEqual({
      tab: "Schools",
      why: "Configuration must be set up first",
    });
  });

  it("keep Terms and what follows shut until a school is mapped (R48, R96)", () => {
    const states = statesOf(settingsWith({ schools: {} }));

    expect(openOf(states)).toEqual(["configuration", "schools"]);
    expect(codesAt(states, "schools")).toEqual(["setup-incomplete"]);
    expect(codesAt(states, "terms")).toEqual(["tab-refused"]);
  });

  it("keep Users, Courses and Sections shut until a term is mapped (R48)", () => {
    const states = statesOf(settingsWith({ terms: {} }));

    expect(openOf(states)).toEqual(["configuration", "schools", "terms"]);
    expect(codesAt(states, "users")).toEqual(["tab-refused"]);
  });

  it("ask for no mapping of terms where the SIS has none (R48)", () => {
    const world = { ...smallestWorld, academicSessions: [] };

    expect(openOf(statesOf(settingsWith({ terms: {} }), { world }))).toEqual([...setupTabs]);
  });

  it("want Schools and Terms saved, in this sync or before (R48, R95)", () => {
    const settings = settingsWith();
    const saved = lmsWith({
      buildings: [{ id: "2", code: "s1", title: "School s1" }],
      gradingPeriods: [
        { id: "3", title: "Term t1", startDate: "2026-08-10", endDate: "2027-06-01" },
      ],
    });

    expect(openOf(statesOf(settings, { pressed: ["users"] }))).toEqual([
      "configuration",
      "schools",
    ]);
    expect(openOf(statesOf(settings, { pressed: ["schools", "users"] }))).toHaveLength(3);
    expect(openOf(statesOf(settings, { pressed: ["users"], lms: saved }))).toEqual([...setupTabs]);
  });

  it("keep Users shut while every role is Do Not Sync, and let courses sync (R106, R122)", () => {
    const states = statesOf(rolesWith(noRoles));

    expect(openOf(states)).toEqual(["configuration", "schools", "terms", "courses", "sections"]);
    expect(codesAt(states, "users")).toEqual(["roles-unmapped"]);
  });

  it("open Users for one role at one ticked school (R106, R107)", () => {
    const roles = { default: noRoles, schools: { s1: { staff: "Teacher" } } };
    const elsewhere = settingsWith({ roles, users: { schools: ["s2"] } });

    expect(openOf(statesOf(settingsWith({ roles })))).toEqual([...setupTabs]);
    expect(codesAt(statesOf(elsewhere), "users")).toContain("roles-unmapped");
  });

  it("send the district to its representative before the first sync (R104, R105)", () => {
    const states = statesOf(settingsWith({ representative: { setupReviewed: false } }));

    expect(openOf(states)).toEqual(["configuration", "schools", "terms"]);
    expect(codesAt(states, "courses")).toEqual(["review-open"]);
  });

  it("judge the settings alone before anything was read", () => {
    const states = (own: Parameters<typeof settingsWith>[0]): readonly SetupTab[] =>
      openOf(checkSetup({ settings: settingsWith(own) }));

    expect(states({})).toEqual([...setupTabs]);
    expect(states({ schools: {} })).toEqual(["configuration", "schools"]);
    expect(
      states({ schools: { map: { s1: "create" } }, terms: { schools: { s1: "create" } } }),
    ).toEqual([...setupTabs]);
    expect(states({ roles: {} })).not.toContain("users");
  });

  it("name the schools whose checkbox is not set (R107, R124)", () => {
    const states = statesOf(settingsWith({ courses: { schools: ["d1"] } }));
    const note = states.find(({ tab }) => tab === "courses")?.notes[0];

    expect(note).toMatchObject({ code: "school-not-ticked", school: "s1" });
    expect(codesAt(states, "users")).toEqual([]);
  });

  it.each([
    ["2025-08-10", "2026-06-01", ["term-period-apart"]],
    ["2026-08-10", "2026-12-20", []],
  ])("warn of a term mapped to a period from %s to %s (R99)", (startDate, endDate, codes) => {
    const settings = settingsWith({ terms: { map: { t1: { gradingPeriod: "Fall" } } } });
    const gradingPeriods = [{ id: "5", title: "Fall", startDate, endDate }];

    expect(codesAt(statesOf(settings, { lms: lmsWith({ gradingPeriods }) }), "terms")).toEqual(
      codes,
    );
  });

  it.each<[NonNullable<SettingsInput["licence"]>, readonly string[]]>([
    ["district", []],
    [{ schools: ["s1", "s2"] }, []],
    [{ schools: ["s1"] }, ["licence-too-small"]],
    ["none", ["licence-too-small"]],
  ])("say of the licence %j what it means for several schools (R52, R85)", (licence, codes) => {
    const world = worldPlus({ orgs: [school("s2")], academicSessions: [term("t2")] });

    expect(codesAt(statesOf(settingsWith({ licence }), { world }), "configuration")).toEqual(codes);
    expect(codesAt(statesOf(settingsWith({ licence })), "configuration")).toEqual([]);
  });
});

describe("the gate of a migration to 1.2", () => {
  const oneRoster = { version: "1.2", previousVersion: "1.1" } as const;
  const lms = lmsWith({ users: new Map([["s17", { id: "9", fields: {} }]]) });
  const world = {
    ...smallestWorld,
    users: [
      {
        sourcedId: "guid",
        givenName: "Ada",
        familyName: "L",
        username: "ada",
        roles: [{ role: "student", roleType: "primary", org: { sourcedId: "s1" } }],
      },
    ],
  };
  const usersTab = (own: Parameters<typeof settingsWith>[0], users = lms): readonly string[] =>
    codesAt(statesOf(settingsWith({ oneRoster, ...own }), { world, lms: users }), "users");

  it("holds the first users sync while users match no account, unless told otherwise (R87)", () => {
    expect(usersTab({})).toEqual(["migration-unmatched"]);
    expect(usersTab({ representative: { dataPrepReviewed: true } })).toEqual([]);
    expect(usersTab({ oneRoster: { version: "1.2" } })).toEqual([]);
    expect(usersTab({}, emptyLms)).toEqual([]);
  });

  it("obeys the policy of the guards, for the app itself has no such gate (R87)", () => {
    const policies = ["off", "warn", "hold"] as const;
    const openWith = (policy: (typeof policies)[number]): boolean =>
      openOf(statesOf(settingsWith({ oneRoster, guards: { policy } }), { world, lms })).includes(
        "users",
      );

    expect(policies.filter(openWith)).toEqual(["off", "warn"]);
    expect(usersTab({ guards: { policy: "warn" } })).toEqual(["migration-unmatched"]);
    expect(usersTab({ guards: { policy: "off" } })).toEqual([]);
  });
});

describe("the gates, whatever is mapped,", () => {
  const input = fc.record({ settings: anySettings, world: anyWorld, lms: anyLms });

  it("open no tab before those that it waits for (R48, R96)", () => {
    fc.assert(
      fc.property(input, ({ settings, world, lms }) => {
        const states = statesOf(settings, { world, lms });
        const complete = (tab: SetupTab): boolean =>
          states.some((state) => state.tab === tab && state.open && state.lacks.length === 0);
        const open = openOf(states);

        const mustBeComplete = [
          ...(open.includes("terms") ? (["schools"] as const) : []),
          ...(open.some((tab) => ["users", "courses", "sections"].includes(tab))
            ? (["configuration", "schools", "terms"] as const)
            : []),
        ];
        expect(mustBeComplete.filter((tab) => !complete(tab))).toEqual([]);
      }),
    );
  });

  it("are never shut by one more mapping", () => {
    const more = fc.constantFrom<(settings: Settings) => Settings>(
      (one) => ({ ...one, schools: { ...one.schools, default: "create" } }),
      (one) => ({ ...one, schools: { ...one.schools, map: { ...one.schools.map, s1: "create" } } }),
      (one) => ({ ...one, terms: { ...one.terms, default: "create" } }),
      (one) => ({ ...one, terms: { ...one.terms, schools: { s1: "create" } } }),
      (one) => ({
        ...one,
        roles: { ...one.roles, default: { ...one.roles.default, staff: "Teacher" } },
      }),
    );
    fc.assert(
      fc.property(input, more, ({ settings, world, lms }, add) => {
        const before = openOf(statesOf(settings, { world, lms }));
        const after = openOf(statesOf(add(settings), { world, lms }));

        expect(after).toEqual(expect.arrayContaining([...before]));
      }),
    );
  });
});
