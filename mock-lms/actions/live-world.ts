import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { Decision, Refusal } from "../rules/decision.ts";
import { createCalendar, type RuleWorld } from "../rules/world.ts";
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
  /** Without, passwords live as long as the process. */
  readonly passwords?: PasswordVault;
}): LiveWorld {
  const { store, clock, random, passwords = createMemoryPasswords() } = options;
  const today = createStoreCalendar(store, clock, options.organization.timeZone);
  return {
    store,
    clock,
    random,
    passwords,
    view: store,
    organizationId: findOrganization(store) ?? founded(store, options.organization.title),
    apiUserId: 100_000_000,
    get today() {
      return today();
    },
  };
}

/** Tells the day where the organisation is: in the time zone that a system admin set, else in its first one. */
function createStoreCalendar(store: LmsStore, clock: Clock, firstZone: string): () => string {
  let zone = firstZone;
  let today = createCalendar(clock, zone);
  return () => {
    const [settings] = store.organizationSettings.values();
    const wanted = settings?.timeZone ?? firstZone;
    if (wanted !== zone) {
      today = createCalendar(clock, wanted);
      zone = wanted;
    }
    return today();
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
