import { contactWords } from "../store/people.ts";
import type { Relationship } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { writtenRoles } from "./written-roles.ts";

/** Whom a user lists as agents. */
export interface AgentList {
  readonly lister: string;
  readonly agents: readonly string[];
  /** Whether the world held the lister before: then agents that are not listed any more are let go. */
  readonly wasKnown: boolean;
}

/** Where the lists of agents go: into the world at once, or after all roles are known. */
export interface AgentLinks {
  note(list: AgentList): void;
}

/**
 * Turns a user's list of agents into relationships, one for a pair of people.
 *
 * The student stands as `person`. Where the roles do not tell, as between two teachers or two students, it is
 * who listed the other first. `seq` is the place in the list of `person`; the order in which a guardian lists
 * students is not kept. Who is listed on one side only stays so (F43).
 */
export function linkAgents(world: World, { lister, agents, wasKnown }: AgentList): void {
  const own = kindsOf(world, lister);
  if (wasKnown) letGo(world, lister, new Set(agents));
  for (const [place, agent] of agents.entries()) linkPair(world, { lister, own, agent, place });
}

/** Collects lists and links them at the end, when all roles are known. The last list of a user counts. */
export function createLateLinks(world: World): AgentLinks & { link(): void } {
  const lists = new Map<string, AgentList>();
  return {
    note: (list) => {
      const earlier = lists.get(list.lister);
      lists.set(
        list.lister,
        earlier === undefined ? list : { ...list, wasKnown: earlier.wasKnown },
      );
    },
    link: () => {
      for (const list of lists.values()) linkAgents(world, list);
      lists.clear();
    },
  };
}

/** One item of a list of agents. */
interface Listing {
  readonly lister: string;
  readonly own: Kinds;
  readonly agent: string;
  readonly place: number;
}

function linkPair(world: World, listing: Listing): void {
  const { lister, own, agent, place } = listing;
  const id = pairId(lister, agent);
  const known = world.relationships.get(id);
  const listers = new Set(listersOf(known)).add(lister);
  const first = listers.size === 2 ? known?.person : lister;
  const person = studentSide(world, listing) ?? first ?? lister;
  const contact = person === lister ? agent : lister;
  const { relative } = contact === lister ? own : kindsOf(world, contact);
  const { portal = true, type, seq = 0 } = known ?? {};
  const next: Relationship = {
    id,
    person,
    contact,
    guardian: !relative,
    portal,
    type,
    seq: person === lister ? place : seq,
    shownOn: shownOn(person, contact, listers),
  };
  if (known === undefined || !isSame(known, next)) world.relationships.put(next);
}

/** What the roles of a person say about links. */
interface Kinds {
  readonly student: boolean;
  readonly contact: boolean;
  /** A contact who is a relative and nothing more. */
  readonly relative: boolean;
}

function kindsOf(world: World, person: string): Kinds {
  const words = writtenRoles(world, person).map(({ role }) => role);
  const contacts = words.filter((word) => contactWords.includes(word));
  return {
    student: words.includes("student"),
    contact: contacts.length > 0,
    relative: contacts.length > 0 && contacts.every((word) => word === "relative"),
  };
}

/** The student of a pair, if the roles tell: the only student of both, or whoever a contact lists before he is known. */
function studentSide(world: World, { lister, own, agent }: Listing): string | undefined {
  const other = kindsOf(world, agent);
  if (own.student !== other.student) return own.student ? lister : agent;
  return own.contact && !own.student && !world.people.has(agent) ? agent : undefined;
}

function letGo(world: World, lister: string, kept: ReadonlySet<string>): void {
  const { relationships } = world;
  const links = [
    ...relationships.where("person", lister),
    ...relationships.where("contact", lister),
  ];
  for (const link of links) {
    const other = link.person === lister ? link.contact : link.person;
    if (kept.has(other)) continue;
    const listers = new Set(listersOf(link));
    if (!listers.delete(lister)) continue;
    if (listers.size === 0) relationships.delete(link.id);
    else relationships.put({ ...link, shownOn: shownOn(link.person, link.contact, listers) });
  }
}

/** Who lists the other. */
function listersOf(link: Relationship | undefined): readonly string[] {
  if (link === undefined) return [];
  const { person, contact } = link;
  if (link.shownOn === "both") return [person, contact];
  return [link.shownOn === "person" ? person : contact];
}

function shownOn(
  person: string,
  contact: string,
  listers: ReadonlySet<string>,
): Relationship["shownOn"] {
  if (!listers.has(contact) || person === contact) return "person";
  return listers.has(person) ? "both" : "contact";
}

/** One id for a pair, whoever lists whom. The length keeps two pairs from sharing one. */
function pairId(one: string, other: string): string {
  const [first, second] = one < other ? [one, other] : [other, one];
  return `${first.length}:${first}:${second}`;
}

function isSame(known: Relationship, next: Relationship): boolean {
  return (
    known.person === next.person &&
    known.guardian === next.guardian &&
    known.seq === next.seq &&
    known.shownOn === next.shownOn
  );
}
