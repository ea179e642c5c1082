import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import type { Diagnostic, Outcome } from "../../contracts/run/diagnostic.ts";
import type { Plan, Tab } from "../../contracts/run/plan.ts";
import { everythingMapped, Settings, type SettingsInput } from "../../contracts/run/settings.ts";
import type { DesiredState, LmsState } from "../mapping/lms-state.ts";
import { mapRoster } from "../mapping/map-roster.ts";
import type { SyncMemory } from "../plan/sync-memory.ts";
import { planInGates } from "../setup/plan-in-gates.ts";
import { createRosterBuilder } from "../snapshot/build-roster.ts";
import { collections, type Collection, type Roster } from "../snapshot/roster.ts";
import { emptyLms } from "./lms-model.ts";
import { course, district, enrollment, klass, ref, school, term, user } from "./records.ts";

/** What the SIS says, collection by collection. */
export type World = Readonly<Record<Collection, readonly unknown[]>>;

/** The day on which every test plays. */
export const today = "2026-09-15";

/** The tabs of a whole sync. */
export const allTabs: readonly Tab[] = ["schools", "terms", "users", "courses", "sections"];

/** One school of one district, in which one teacher teaches one student in one class. */
export const smallestWorld: World = {
  orgs: [district("d1"), school("s1")],
  academicSessions: [term("t1")],
  courses: [course("c1")],
  classes: [klass("k1")],
  users: [user("teacher", { role: "teacher" }), user("student")],
  enrollments: [enrollment("k1", "teacher", { role: "teacher" }), enrollment("k1", "student")],
};

/** The smallest world with some collections put in place of its own. */
export function worldWith(own: Partial<World>): World {
  return { ...smallestWorld, ...own };
}

/** The smallest world with records added. */
export function worldPlus(own: Partial<World>): World {
  const longer = collections.map((name) => [name, [...smallestWorld[name], ...(own[name] ?? [])]]);
  return { ...smallestWorld, ...Object.fromEntries(longer) };
}

/** A guardian of the student, at the district as OneRoster 1.1 has it. */
export function guardianOf(studentId: string, sourcedId = "guardian"): unknown {
  return user(sourcedId, { role: "guardian", orgs: [ref("d1")], agents: [ref(studentId)] });
}

/** Settings that map everything, with some parts put in place of their own. */
export function settingsWith(own: SettingsInput = {}): Settings {
  return Settings.parse({ ...everythingMapped, ...own });
}

/** Settings that map everything, with some roles sent elsewhere. */
export function rolesWith(own: Readonly<Record<string, string>>): Settings {
  const roles = { default: { ...everythingMapped.roles?.default, ...own } };
  return settingsWith({ roles });
}

/** How a test's roster is read. */
export interface Reading {
  readonly settings?: Settings;
  readonly version?: OneRosterVersion;
  readonly incomplete?: readonly Collection[];
  readonly today?: string;
}

/** Reads a world as a sync does. */
export function rosterOf(world: World, how: Reading = {}): Outcome<Roster> {
  const builder = createRosterBuilder(how.version ?? "1.1");
  for (const name of collections) builder.add(name, world[name]);
  for (const name of how.incomplete ?? []) builder.markIncomplete(name, "the test says so");
  return builder.finish();
}

/** Reads and maps a world. */
export function mapped(world: World, how: Reading = {}): Outcome<DesiredState> {
  const roster = rosterOf(world, how).value;
  return mapRoster(roster, how.settings ?? settingsWith(), how.today ?? today);
}

/** Reads, maps and plans a world against an LMS, which is empty unless given. */
export function planned(
  world: World,
  how: Reading & {
    readonly lms?: LmsState;
    readonly tabs?: readonly Tab[];
    readonly memory?: SyncMemory;
    readonly decisions?: readonly DecisionRow[];
  } = {},
): Outcome<Plan> {
  const settings = how.settings ?? settingsWith();
  const roster = rosterOf(world, how).value;
  const desired = mapRoster(roster, settings, how.today ?? today).value;
  const current = how.lms ?? emptyLms;
  return planInGates(
    { settings, pressed: how.tabs ?? allTabs, seen: { roster, desired, current } },
    {
      guards: settings.guards,
      memory: how.memory,
      preparation: {
        mapping: settings.integrationMapping,
        rows: how.decisions ?? [],
        isKnown: (id) => roster.people.has(id),
      },
    },
  );
}

/** The codes of findings, each once, sorted. */
export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return [...new Set(diagnostics.map(({ code }) => code))].toSorted();
}

/** Where findings of a code stand. */
export function placesOf(diagnostics: readonly Diagnostic[], code: string): readonly string[] {
  return diagnostics.filter((finding) => finding.code === code).map(({ at }) => at);
}

/** The changes of a plan in short, such as `create users/u1`. */
export function stepsOf(plan: Plan): readonly string[] {
  return plan.changes.map(({ action, address }) => `${action} ${address}`);
}
