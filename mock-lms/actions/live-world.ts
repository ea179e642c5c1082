import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { Decision, Refusal } from "../rules/decision.ts";
import {
  createCalendar,
  createZoneOffsets,
  defaultLmsRules,
  type LmsRules,
  type RuleWorld,
} from "../rules/world.ts";
import { gradebookSettingsDefault, type GradebookSettings } from "../rules/gradebook-settings.ts";
import { firstScale } from "../rules/grading-scale.ts";
import type { Collection, Identified } from "../store/collection.ts";
import type { LmsStore } from "../store/lms-store.ts";
import { createMemoryPasswords, type PasswordVault } from "../store/passwords.ts";

/** The organisation that a mock LMS is of. */
export interface Organization {
  readonly title: string;
  /** An IANA name. A grading period ends when its last day is over there. */
  readonly timeZone: string;
}

/** Everything that an action needs: the state, and time and chance. */
export interface LiveWorld extends RuleWorld {
  readonly store: LmsStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly rules: LmsRules;
  readonly gradebook: GradebookSettings;
  /** Kept apart from the state: nothing but Manage Users may look at them. */
  readonly passwords: PasswordVault;
  /** The account that the API key acts as. It is not among the users. */
  readonly apiUserId: number;
}

/** The roles that every organisation begins with (Schoology API: roles). */
const firstRoles = [
  { title: "School Admin", faculty: 1 },
  { title: "Teacher", faculty: 1 },
  { title: "Student", faculty: 0 },
  { title: "Parent", faculty: 0 },
] as const;

/** Joins a store to time and chance. A store that is empty gets its organisation and roles first. */
export function createLiveWorld(options: {
  readonly store: LmsStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly organization: Organization;
  readonly rules?: Partial<LmsRules>;
  readonly gradebook?: GradebookSettings;
  /** Without, passwords live as long as the process. */
  readonly passwords?: PasswordVault;
}): LiveWorld {
  const { store, clock, random, passwords = createMemoryPasswords() } = options;
  const rules = { ...defaultLmsRules, ...options.rules };
  const zone = createStoreZone(store, clock, options.organization.timeZone);
  return {
    store,
    clock,
    random,
    gradebook: options.gradebook ?? gradebookSettingsDefault,
    passwords,
    view: store,
    organizationId: findOrganization(store) ?? founded(store, options.organization.title),
    apiUserId: 100_000_000,
    rules,
    get timeZone() {
      return zone().name;
    },
    zoneOffset: (name) => zone().offset(name),
    get today() {
      return zone().dayAt();
    },
    get archiveDay() {
      return zone().dayAt(rules.archiveDelayMs);
    },
  };
}

/** Where the organisation is: the time zone that a system admin set, else its first one. */
interface StoreZone {
  readonly name: string;
  readonly dayAt: (agoMs?: number) => string;
  readonly offset: (timeZone: string) => number;
}

function createStoreZone(store: LmsStore, clock: Clock, firstZone: string): () => StoreZone {
  const at = (name: string): StoreZone => ({
    name,
    dayAt: createCalendar(clock, name),
    offset: createZoneOffsets(clock, name),
  });
  let zone = at(firstZone);
  return () => {
    const [settings] = store.organizationSettings.values();
    const wanted = settings?.timeZone ?? firstZone;
    if (wanted !== zone.name) zone = at(wanted);
    return zone;
  };
}

function findOrganization(store: LmsStore): number | undefined {
  for (const building of store.buildings.values()) {
    if (building.kind === "organization") return building.id;
  }
  return undefined;
}

function founded(store: LmsStore, title: string): number {
  for (const role of firstRoles) store.roles.add((id) => ({ id, ...role }));
  store.gradingScales.add((id) => ({ id, ...firstScale }));
  return store.buildings.add((id) => ({ id, kind: "organization", title, code: "", profile: {} }))
    .id;
}

/** What came of a row: a refusal, or the record as it is now. */
export type Applied<Item> = Refusal | { readonly kind: "done"; readonly record: Item };

/** Carries a decision out. */
export function applyDecision<Item extends Identified>(
  collection: Pick<Collection<Item>, "add" | "replace">,
  decision: Decision<Item>,
): Applied<Item> {
  switch (decision.kind) {
    case "refuse":
      return decision;
    case "create":
      return { kind: "done", record: collection.add(decision.build) };
    case "update":
      collection.replace(decision.record);
      return { kind: "done", record: decision.record };
  }
}
