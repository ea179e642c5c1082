import * as fc from "fast-check";
import { readingSpecs } from "../../contracts/run/readings.ts";
import { everythingMapped, Settings } from "../../contracts/run/settings.ts";
import type { HeldObject, LmsState } from "../mapping/lms-state.ts";
import { emptyLms, heldSection } from "./lms-model.ts";
import { course, enrollment, klass, ref, school, term, user, userWithRoles } from "./records.ts";
import { collections } from "../snapshot/roster.ts";
import { smallestWorld, type World } from "./world.ts";

/** Ids of few letters meet each other; some of them mean something to a program. */
const ids = {
  org: fc.constantFrom("s1", "s1", "s1", "s2", "d1", "__proto__"),
  term: fc.constantFrom("t1", "t1", "t2", "T1", "gone"),
  course: fc.constantFrom("c1", "c1", "c1", "c2", "constructor", "gone"),
  class: fc.constantFrom("k1", "k2", "k3", "K1", "k/4", "50%"),
  user: fc.constantFrom("u1", "u2", "u3", "U1", "__proto__", "g1", "g2", "🦊"),
};

const title = fc.constantFrom("Q1", "Q2", "Algebra", "");
const code = fc.constantFrom("M101", "M102", "", null);
const someRefs = (id: fc.Arbitrary<string>): fc.Arbitrary<readonly unknown[]> =>
  fc.array(id.map(ref), { maxLength: 3 });
const status = fc.constantFrom("active", "active", "active", "active", "tobedeleted");
const begins = fc.constantFrom("2026-08-01", "2026-08-01", "2026-09-15", "2026-10-01", null);
const ends = fc.constantFrom("2027-06-01", "2027-06-01", "2026-09-15", "2026-09-01", null);
const role = fc.constantFrom(
  "student",
  "student",
  "teacher",
  "guardian",
  "administrator",
  "relative",
  "ext:x",
);

const org = fc
  .record({
    id: ids.org,
    type: fc.constantFrom("school", "school", "district", "local"),
    name: title,
  })
  .map(({ id, ...own }) => school(id, own));
const session = fc
  .record({
    id: ids.term,
    title,
    startDate: begins,
    endDate: ends,
    schoolYear: fc.constantFrom("2027", "2027", "2027", "2026", null),
  })
  .map(({ id, ...own }) => term(id, own));
const anyCourse = fc
  .record({ id: ids.course, title, courseCode: code, org: ids.org.map(ref), status })
  .map(({ id, ...own }) => course(id, own));
const anyClass = fc
  .record({
    id: ids.class,
    title,
    classCode: code,
    course: ids.course.map(ref),
    school: fc.constantFrom("s1", "s1", "s2", "d1", "gone").map(ref),
    terms: someRefs(ids.term),
    classType: fc.constantFrom("scheduled", "homeroom"),
    status,
  })
  .map(({ id, ...own }) => klass(id, own));
const person = fc.record({
  username: fc.constantFrom("ada", "bo", "Ada", "white space", "", "cy", "di", "ed"),
  email: fc.constantFrom("a@x.y", "b@x.y", "A@x.y", "", null),
  givenName: fc.constantFrom("Given", "Given", "Other", ""),
  identifier: fc.constantFrom("1", "2", null),
  agents: someRefs(ids.user),
  status,
});
const anyUser = fc.oneof(
  fc
    .record({ id: ids.user, person, role, orgs: someRefs(ids.org) })
    .map(({ id, person: own, ...rest }) => user(id, { ...own, ...rest })),
  fc
    .record({ id: ids.user, person, roles: fc.array(fc.tuple(role, ids.org), { maxLength: 3 }) })
    .map(({ id, person: own, roles }) => userWithRoles(id, roles, own)),
);
const anyEnrollment = fc
  .record({ of: ids.class, who: ids.user, role, beginDate: begins, endDate: ends, status })
  .map(({ of, who, ...own }) =>
    enrollment(of, who, { sourcedId: `${of} ${who} ${own.role}`, ...own }),
  );

const byId = { selector: ({ sourcedId }: { sourcedId?: unknown }): unknown => sourcedId };

const dirtyWorld: fc.Arbitrary<World> = fc.record({
  orgs: fc.uniqueArray(org, { ...byId, minLength: 1, maxLength: 4 }),
  academicSessions: fc.uniqueArray(session, { ...byId, maxLength: 3 }),
  courses: fc.uniqueArray(anyCourse, { ...byId, maxLength: 3 }),
  classes: fc.uniqueArray(anyClass, { ...byId, maxLength: 6 }),
  users: fc.uniqueArray(anyUser, { ...byId, maxLength: 8 }),
  enrollments: fc.uniqueArray(anyEnrollment, { ...byId, maxLength: 20 }),
});

/**
 * Small rosters, dirty ones too, in which every sourcedId stands once a collection. Each holds the
 * smallest world, so that there is something to do, unless records of its own take its place.
 */
export const anyWorld: fc.Arbitrary<World> = dirtyWorld.map((world) => {
  const longer = collections.map((name) => [name, withOwnFirst(world[name], smallestWorld[name])]);
  return { ...world, ...Object.fromEntries(longer) };
});

function withOwnFirst(own: readonly unknown[], rest: readonly unknown[]): readonly unknown[] {
  const taken = new Set(own.map(idOf));
  return [...own, ...rest.filter((item) => !taken.has(idOf(item)))];
}

function idOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "sourcedId" in item ? item.sourcedId : item;
}

const lmsRole = (own: string): fc.Arbitrary<string> =>
  fc.constantFrom(own, own, "do-not-sync", "Gone");
const roleMap = fc.record({
  administrator: lmsRole("School Admin"),
  guardian: lmsRole("Parent"),
  staff: lmsRole("Teacher"),
  student: lmsRole("Student"),
});
const schoolTarget = fc.constantFrom("create", "create", "skip", "organization", {
  building: "north",
});
const termTarget = fc.constantFrom("create", "create", "skip", { gradingPeriod: "Fall" });
const readings = fc.record(
  Object.fromEntries(
    Object.entries(readingSpecs).map(([name, { choices }]) => [name, fc.constantFrom(...choices)]),
  ),
);

/** Settings with unmapped schools and terms, Do Not Sync roles, every reading and every policy. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    activeYear: fc.constantFrom("2027", "2027", "2026"),
    schools: fc.record({
      default: fc.constantFrom("create", "create", "skip"),
      map: fc.dictionary(ids.org, schoolTarget, { maxKeys: 2 }),
    }),
    terms: fc.record({
      default: fc.constantFrom("create", "create", "skip"),
      map: fc.dictionary(ids.term, termTarget, { maxKeys: 2 }),
    }),
    roles: fc.record({
      default: fc.oneof(fc.constant(everythingMapped.roles?.default), roleMap),
      schools: fc.dictionary(ids.org, roleMap, { maxKeys: 1 }),
    }),
    guards: fc.record({ policy: fc.constantFrom("off", "warn", "hold") }),
    readings,
  })
  .map((input) => Settings.parse(input));

const heldUser = fc.record({ username: fc.constantFrom("ada", "bo", "zed"), name_first: title });
const member = fc.record({ admin: fc.boolean() });

/** What an LMS may hold before the first sync, made by hand or by an earlier year. */
export const anyLms: fc.Arbitrary<LmsState> = fc
  .record({
    buildings: fc.subarray([
      { id: "2", code: "north", title: "North" },
      { id: "3", code: "s1", title: "South" },
    ]),
    periods: fc.subarray([
      { id: "5", title: "Fall", startDate: "2026-08-01", endDate: "2026-12-20" },
      { id: "6", title: "Q1", startDate: "2026-08-01", endDate: "2027-06-01" },
    ]),
    users: fc.dictionary(ids.user, heldUser, { maxKeys: 4 }),
    sections: fc.uniqueArray(ids.class, { maxLength: 3 }),
    members: fc.dictionary(ids.user, member, { maxKeys: 8 }),
  })
  .map(({ buildings, periods, users, sections, members }) => ({
    ...emptyLms,
    buildings,
    gradingPeriods: periods,
    users: new Map(
      Object.entries(users).map(([uid, fields]): [string, HeldObject] => [
        uid,
        { id: `9${uid}`, fields },
      ]),
    ),
    sections: new Map(sections.map((schoolCode) => [schoolCode, heldSection(schoolCode)])),
    enrollments: new Map(
      sections.map((schoolCode) => [schoolCode, new Map(Object.entries(members))]),
    ),
  }));
