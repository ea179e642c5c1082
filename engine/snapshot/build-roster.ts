import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import { checkReferences } from "./check-references.ts";
import {
  readClass,
  readCourse,
  readEnrollment,
  readOrg,
  readPerson,
  readSession,
  type RecordReading,
} from "./read-records.ts";
import type {
  AcademicSession,
  Collection,
  Course,
  Enrollment,
  Org,
  Person,
  Roster,
  RosterClass,
} from "./roster.ts";

/** Takes pages as they come and gives the roster at the end. Pages are not kept. */
export interface RosterBuilder {
  add(collection: Collection, items: readonly unknown[]): void;
  /** Notes that a collection could not be read to its end (F77). */
  markIncomplete(collection: Collection, why: string): void;
  /** How many different records of a collection were read. */
  count(collection: Collection): number;
  finish(): Outcome<Roster>;
}

/**
 * Builds the indexed roster from raw records of either version.
 *
 * Records without a sourcedId are left out; of two with one sourcedId the first counts (F78); what is
 * marked tobedeleted counts as gone (F66). Everything left out is a diagnostic.
 */
export function createRosterBuilder(version: OneRosterVersion): RosterBuilder {
  const store = createStore();
  const incomplete = new Map<Collection, string>();
  const diagnostics: Diagnostic[] = [];

  const addOne = (collection: Collection, raw: unknown): void => {
    const reading = store.read(collection, { version, raw });
    diagnostics.push(...reading.diagnostics);
    const { sourcedId, isDeleted, keep } = reading;
    if (sourcedId === undefined) return;
    const remark = (code: "duplicate-sourced-id" | "marked-tobedeleted"): void => {
      diagnostics.push(diagnose(code, { at: `sis/${collection}/${sourcedId}` }, { collection }));
    };
    if (store.has(collection, sourcedId)) {
      remark("duplicate-sourced-id");
      return;
    }
    store.note(collection, sourcedId);
    if (isDeleted) remark("marked-tobedeleted");
    else keep();
  };

  return {
    add: (collection, items) => {
      for (const raw of items) addOne(collection, raw);
    },
    markIncomplete: (collection, why) => {
      if (!incomplete.has(collection)) incomplete.set(collection, why);
    },
    count: (collection) => store.count(collection),
    finish: () => {
      const gaps = [...incomplete].map(([collection, why]) => {
        const args = { collection, received: store.count(collection), why };
        return diagnose("collection-incomplete", { at: `sis/${collection}` }, args);
      });
      const roster = { version, incomplete: new Set(incomplete.keys()), ...store.indexes() };
      return { value: roster, diagnostics: [...gaps, ...diagnostics, ...checkReferences(roster)] };
    },
  };
}

interface StoreReading {
  readonly sourcedId: string | undefined;
  readonly isDeleted: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly keep: () => void;
}

interface Store {
  indexes(): Pick<Roster, "orgs" | "sessions" | "courses" | "classes" | "people" | "enrollments">;
  read(
    collection: Collection,
    input: { readonly version: OneRosterVersion; readonly raw: unknown },
  ): StoreReading;
  has(collection: Collection, sourcedId: string): boolean;
  note(collection: Collection, sourcedId: string): void;
  count(collection: Collection): number;
}

function createStore(): Store {
  const orgs = new Map<string, Org>();
  const sessions = new Map<string, AcademicSession>();
  const courses = new Map<string, Course>();
  const classes = new Map<string, RosterClass>();
  const people = new Map<string, Person>();
  const enrollments = new Map<string, Enrollment[]>();
  const seen = new Map<Collection, Set<string>>();
  const seenIn = (collection: Collection): Set<string> => {
    const ids = seen.get(collection) ?? new Set<string>();
    seen.set(collection, ids);
    return ids;
  };
  const enroll = (classId: string, enrollment: Enrollment): void => {
    const members = enrollments.get(classId);
    if (members === undefined) enrollments.set(classId, [enrollment]);
    else members.push(enrollment);
  };
  return {
    indexes: () => ({
      orgs: inOrder(orgs),
      sessions: inOrder(sessions),
      courses: inOrder(courses),
      classes: inOrder(classes),
      people: inOrder(people),
      enrollments: inOrder(
        new Map([...enrollments].map(([classId, members]) => [classId, members.toSorted(byId)])),
      ),
    }),
    has: (collection, sourcedId) => seenIn(collection).has(sourcedId),
    note: (collection, sourcedId) => {
      seenIn(collection).add(sourcedId);
    },
    count: (collection) => seenIn(collection).size,
    read: (collection, input) => {
      switch (collection) {
        case "orgs":
          return into(orgs, readOrg(input));
        case "academicSessions":
          return into(sessions, readSession(input));
        case "courses":
          return into(courses, readCourse(input));
        case "classes":
          return into(classes, readClass(input));
        case "users":
          return into(people, readPerson(input));
        case "enrollments": {
          const reading = readEnrollment(input);
          const { record } = reading;
          return {
            ...reading,
            sourcedId: record?.sourcedId,
            keep: () => {
              if (record !== undefined) enroll(record.classId, record);
            },
          };
        }
      }
    },
  };
}

/** The same index in order of its keys, so that nothing depends on the order in which records came. */
function inOrder<Item>(index: ReadonlyMap<string, Item>): ReadonlyMap<string, Item> {
  return new Map([...index].toSorted(([left], [right]) => byCodeUnits(left, right)));
}

function byId(left: Enrollment, right: Enrollment): number {
  return byCodeUnits(left.sourcedId, right.sourcedId);
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function into<Item extends { readonly sourcedId: string }>(
  index: Map<string, Item>,
  reading: RecordReading<Item>,
): StoreReading {
  const { record } = reading;
  return {
    ...reading,
    sourcedId: record?.sourcedId,
    keep: () => {
      if (record !== undefined) index.set(record.sourcedId, record);
    },
  };
}
