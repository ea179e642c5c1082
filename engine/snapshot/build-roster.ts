import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";
import { checkReferences } from "./check-references.ts";
import { inOrder, membersInOrder } from "./in-order.ts";
import {
  readClass,
  readCourse,
  readEnrollment,
  readOrg,
  readPerson,
  readSession,
  type ClassEnrollment,
  type RecordReader,
} from "./read-records.ts";
import {
  collections,
  type AcademicSession,
  type Collection,
  type Course,
  type Enrollment,
  type Org,
  type Person,
  type Roster,
  type RosterClass,
} from "./roster.ts";
import { createShelf, type Shelf } from "./shelf.ts";

/** Takes pages as they come and gives the roster at the end. Pages are not kept. */
export interface RosterBuilder {
  add(collection: Collection, items: readonly unknown[]): void;
  /** Forgets what was read of a collection, because it is read anew. */
  restart(collection: Collection): void;
  /** Notes that a collection could not be read to its end (F77). */
  markIncomplete(collection: Collection, why: string): void;
  /** How many different records of a collection were read. */
  count(collection: Collection): number;
  /** The sourcedIds of the records marked tobedeleted. */
  gone(): Readonly<Record<Collection, ReadonlySet<string>>>;
  /** Some of the users and classes that enrollments name and that were not read: at most a handful of each. */
  missing(): ReadonlyMap<"classes" | "users", ReadonlySet<string>>;
  /** The roster as far as it was read. The builder is not to be used any more. */
  finish(): Outcome<Roster>;
}

/**
 * Builds the indexed roster from raw records of either version.
 *
 * Records without a sourcedId are left out; of two with one sourcedId the first counts (F78); what is
 * marked tobedeleted counts as gone (F66). Everything left out is a diagnostic.
 */
export function createRosterBuilder(version: OneRosterVersion): RosterBuilder {
  const store = createStore(version);
  const incomplete = new Map<Collection, string>();
  return {
    add: (collection, items) => store.shelves[collection].add(items),
    restart: (collection) => {
      store.empty(collection);
      incomplete.delete(collection);
    },
    markIncomplete: (collection, why) => {
      if (!incomplete.has(collection)) incomplete.set(collection, why);
    },
    count: (collection) => store.shelves[collection].count(),
    gone: () => ({
      orgs: store.shelves.orgs.gone(),
      academicSessions: store.shelves.academicSessions.gone(),
      courses: store.shelves.courses.gone(),
      classes: store.shelves.classes.gone(),
      users: store.shelves.users.gone(),
      enrollments: store.shelves.enrollments.gone(),
    }),
    missing: () => store.missing,
    finish: () => {
      const gaps = [...incomplete].map(([collection, why]) => {
        const args = { collection, received: store.shelves[collection].count(), why };
        return diagnose("collection-incomplete", { at: `sis/${collection}` }, args);
      });
      const noticed = collections.flatMap((collection) => store.shelves[collection].diagnostics());
      const roster = { version, incomplete: new Set(incomplete.keys()), ...store.indexes() };
      return { value: roster, diagnostics: [...gaps, ...noticed, ...checkReferences(roster)] };
    },
  };
}

/** How many records that enrollments name in vain are remembered of each collection. */
const missingMax = 5;

type Indexes = Pick<Roster, "orgs" | "sessions" | "courses" | "classes" | "people" | "enrollments">;

interface Store {
  readonly shelves: Readonly<Record<Collection, Shelf>>;
  readonly missing: ReadonlyMap<"classes" | "users", ReadonlySet<string>>;
  empty(collection: Collection): void;
  indexes(): Indexes;
}

function createStore(version: OneRosterVersion): Store {
  const orgs = new Map<string, Org>();
  const sessions = new Map<string, AcademicSession>();
  const courses = new Map<string, Course>();
  const classes = new Map<string, RosterClass>();
  const people = new Map<string, Person>();
  const enrollments = new Map<string, Enrollment[]>();

  const missing = new Map([
    ["classes", new Set<string>()],
    ["users", new Set<string>()],
  ] as const);

  const shelf = <Item extends { readonly sourcedId: string }>(
    collection: Collection,
    read: RecordReader<Item>,
    index: Map<string, Item>,
  ): Shelf => {
    index.clear();
    const keep = (item: Item): void => void index.set(item.sourcedId, item);
    return createShelf({ collection, version, read, keep });
  };
  const lookFor = (collection: "classes" | "users", id: string): void => {
    const ids = missing.get(collection);
    if (ids !== undefined && ids.size < missingMax && !shelves[collection].has(id)) ids.add(id);
  };
  const enroll = (enrollment: ClassEnrollment): void => {
    const { classId, userId, ...rest } = enrollment;
    // The ids of the class and the person themselves, not a copy of their text for each of a million enrollments.
    const key = classes.get(classId)?.sourcedId ?? classId;
    const person = people.get(userId)?.sourcedId ?? userId;
    lookFor("classes", key);
    lookFor("users", person);
    const member = { ...rest, userId: person };
    const members = enrollments.get(key);
    if (members === undefined) enrollments.set(key, [member]);
    else members.push(member);
  };
  const make: Readonly<Record<Collection, () => Shelf>> = {
    orgs: () => shelf("orgs", readOrg, orgs),
    academicSessions: () => shelf("academicSessions", readSession, sessions),
    courses: () => shelf("courses", readCourse, courses),
    classes: () => shelf("classes", readClass, classes),
    users: () => shelf("users", readPerson, people),
    enrollments: () => {
      enrollments.clear();
      for (const ids of missing.values()) ids.clear();
      return createShelf({
        collection: "enrollments",
        version,
        read: readEnrollment,
        keep: enroll,
      });
    },
  };
  const shelves = {
    orgs: make.orgs(),
    academicSessions: make.academicSessions(),
    courses: make.courses(),
    classes: make.classes(),
    users: make.users(),
    enrollments: make.enrollments(),
  };
  return {
    shelves,
    missing,
    empty: (collection) => {
      shelves[collection] = make[collection]();
    },
    indexes: () => ({
      orgs: inOrder(orgs),
      sessions: inOrder(sessions),
      courses: inOrder(courses),
      classes: inOrder(classes),
      people: inOrder(people),
      enrollments: membersInOrder(enrollments),
    }),
  };
}
