import { compareText } from "../compare-text.ts";
import { hasRole, personIdV1p2, roleRecords } from "../people.ts";
import { isSectionVisible, type Org, type Person, type Section, type World } from "../world.ts";
import { SisActionError } from "./action-error.ts";

const ordinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
] as const;

/** What a selector is asked for, in the words of the action. */
interface Wanted {
  readonly action: string;
  readonly noun: string;
  readonly selector: string;
}

/** Finds a person of a role by sourcedId of either version, or by `first`, `second`, … in order of id. */
export function selectPerson(world: World, action: string, pick: PersonPick): Person {
  const people = [...world.people.values()].filter(
    (person) => pick.role === undefined || hasRole(person, pick.role),
  );
  const ids = (person: Person): readonly string[] => [
    person.id,
    personIdV1p2(world, person.id),
    ...roleRecords(world, person).map((record) => record.sourcedId),
  ];
  const wanted = { action, noun: pick.role ?? "user", selector: pick.selector };
  return choose(wanted, people, { ids, order: (person) => person.id });
}

/** A person who is sought, and the role that he must have. */
export interface PersonPick {
  readonly selector: string;
  readonly role?: string;
}

/** Finds a section of an active trial by its sourcedId, or by `first`, `second`, … in order of id. */
export function selectSection(world: World, action: string, selector: string): Section {
  const sections = [...world.sections.values()].filter((section) =>
    isSectionVisible(world, section),
  );
  return choose({ action, noun: "section", selector }, sections, byId);
}

/** Finds a school by its sourcedId, or by `first`, `second`, … in order of its number. */
export function selectSchool(world: World, action: string, selector: string): Org {
  const schools = [...world.orgs.values()].filter((org) => org.type === "school");
  return choose({ action, noun: "school", selector }, schools, byNumber);
}

const byId = {
  ids: (record: { readonly id: string }): readonly string[] => [record.id],
  order: (record: { readonly id: string }): string => record.id,
};

const byNumber = {
  ids: byId.ids,
  order: (org: Org): string => `${(org.identifier ?? "").padStart(20, "0")} ${org.id}`,
};

interface Keys<Item> {
  readonly ids: (item: Item) => readonly string[];
  readonly order: (item: Item) => string;
}

function choose<Item>(wanted: Wanted, items: readonly Item[], keys: Keys<Item>): Item {
  const exact = items.find((item) => keys.ids(item).includes(wanted.selector));
  if (exact !== undefined) return exact;
  const rank = ordinals.findIndex((ordinal) => ordinal === wanted.selector);
  const ordered = items.toSorted((a, b) => compareText(keys.order(a), keys.order(b)));
  const ranked = rank === -1 ? undefined : ordered[rank];
  if (ranked !== undefined) return ranked;
  throw new SisActionError(
    wanted.action,
    `there is no ${wanted.noun} "${wanted.selector}" (${items.length} to choose from). Give a sourcedId, or first to tenth.`,
  );
}
