import type { Random } from "../../core/random.ts";
import type {
  PresentCourse,
  PresentEnrollment,
  PresentOrganization,
  PresentSection,
  PresentUser,
} from "./present-organization.ts";

/** A district in a neutral shape: what a SIS says of its people, courses and sections. Ids are the SIS's. */
export interface DistrictRows {
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly gradingPeriods: readonly {
    readonly title: string;
    readonly start: string;
    readonly end: string;
  }[];
  readonly people: readonly DistrictPerson[];
  readonly courses: readonly {
    readonly id: string;
    readonly title: string;
    readonly schoolId: string;
  }[];
  readonly sections: readonly {
    readonly id: string;
    readonly courseId: string;
    readonly title: string;
    readonly code: string;
    readonly gradingPeriods: readonly string[];
  }[];
  readonly enrollments: readonly {
    readonly sectionId: string;
    readonly personId: string;
    readonly teacher: boolean;
  }[];
}

/** A person of a district. Empty text says nothing. */
export interface DistrictPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly username: string;
  readonly email: string;
  /** The title of the role in the LMS. */
  readonly role: string;
  readonly schoolId: string;
}

/** In what ways an LMS that was used before differs from the SIS. */
export const mismatchKinds = {
  "other-unique-id": "the account has a Unique ID that the SIS does not know",
  "email-elsewhere": "an account of another organisation holds the e-mail address",
  "other-username": "the account has another username",
  "other-case": "the username differs by case",
  "other-name": "the first name is spelled otherwise",
  "duplicate-account": "the person has a second account, made by hand",
  "wrong-building": "the account is in another building",
  "inactive-account": "the account is inactive",
  "extra-user": "an account that the SIS does not know, made by hand",
  "extra-course": "a course that the SIS does not know, made by hand",
} as const;

/** A kind of mismatch. */
export type MismatchKind = keyof typeof mismatchKinds;

/** How much is there already, and how much of it differs. */
export interface PartlyMatchingOptions {
  /** The share of people and courses that are there already, 0 to 1. */
  readonly share: number;
  /**
   * The share of the people there, 0 to 1, that have each mismatch; nobody has two. `extra-user` adds that share
   * to the people there, `extra-course` to the courses there.
   */
  readonly mismatches: Readonly<Partial<Record<MismatchKind, number>>>;
  readonly random: Random;
}

/** An organisation that partly matches a district, and how many of each mismatch were really made. */
export interface PartlyMatching {
  readonly present: PresentOrganization;
  readonly counts: {
    readonly people: number;
    readonly courses: number;
    readonly mismatches: Readonly<Record<MismatchKind, number>>;
    /** People of the chosen share whose ids or logins repeat another's: an LMS cannot hold them. */
    readonly leftOut: number;
  };
}

/**
 * Makes an organisation that already holds a share of a district, with chosen mismatches. The same rows, options
 * and seed give the same organisation.
 *
 * A mismatch that a person cannot have, such as another case of a username of digits, goes to the next person. Those
 * that are left over at the end are not made, and the counts say so.
 */
export function partlyMatching(
  district: DistrictRows,
  options: PartlyMatchingOptions,
): PartlyMatching {
  const { random, share, mismatches } = options;
  const counts = new Map<MismatchKind, number>();
  const chosen = takeShare(district.people, share, random.fork("people"));
  const { alone, leftOut } = withoutRepeats(chosen);
  const courses = takeShare(district.courses, share, random.fork("courses"));
  const buildingOf = new Map(district.schools.map(({ id, name }) => [id, name]));
  const titles = [...new Set(district.schools.map(({ name }) => name))];
  const made = mismatchPeople(alone, { mismatches, random, buildingOf, titles, counts });
  const extra = extraUsers(Math.round(alone.length * (mismatches["extra-user"] ?? 0)), titles);
  const extraCourseCount = Math.round(courses.length * (mismatches["extra-course"] ?? 0));
  counts.set("extra-user", extra.length);
  counts.set("extra-course", extraCourseCount);
  const kept = new Set(courses.map(({ id }) => id));
  const sections = sectionsOf(district, kept);
  return {
    present: {
      buildings: titles.map((title) => ({ at: "school", title, code: codeOf(district, title) })),
      gradingPeriods: district.gradingPeriods.map((period) => ({ at: "period", ...period })),
      users: [...made.users, ...extra],
      courses: [
        ...courses.map((course) => toCourse(course, buildingOf)),
        ...extraCourses(extraCourseCount),
      ],
      sections,
      enrollments: enrollmentsOf(district, sections, made.uidOf),
      outsideEmails: made.outsideEmails,
    },
    counts: {
      people: alone.length,
      courses: courses.length,
      mismatches: countsOf(counts),
      leftOut,
    },
  };
}

/** The share of the items that comes first in an order drawn by lot, in their own order. */
function takeShare<Item extends { readonly id: string }>(
  items: readonly Item[],
  share: number,
  random: Random,
): readonly Item[] {
  const drawn = inDrawnOrder(items, random).slice(0, Math.round(items.length * share));
  const ids = new Set(drawn);
  return items.filter((item) => ids.has(item));
}

function inDrawnOrder<Item extends { readonly id: string }>(
  items: readonly Item[],
  random: Random,
): readonly Item[] {
  return items
    .map((item, place) => ({ item, place, lot: random.fork(item.id).next() }))
    .toSorted((left, right) => left.lot - right.lot || left.place - right.place)
    .map(({ item }) => item);
}

/** People whom an LMS can hold: alone with their id, and with a login of their own. */
function withoutRepeats(people: readonly DistrictPerson[]): {
  readonly alone: readonly DistrictPerson[];
  readonly leftOut: number;
} {
  const taken = new Set<string>();
  const take = (key: string, text: string): boolean => {
    if (text === "" || taken.has(`${key}/${text}`)) return false;
    taken.add(`${key}/${text}`);
    return true;
  };
  const alone = people.flatMap((person) => {
    if (person.givenName === "" || person.familyName === "" || !take("id", person.id)) return [];
    const username = take("username", person.username) ? person.username : "";
    const email = take("email", person.email.toLowerCase()) ? person.email : "";
    return username === "" && email === "" ? [] : [{ ...person, username, email }];
  });
  return { alone, leftOut: people.length - alone.length };
}

interface Mismatching {
  readonly mismatches: PartlyMatchingOptions["mismatches"];
  readonly random: Random;
  readonly buildingOf: ReadonlyMap<string, string>;
  readonly titles: readonly string[];
  readonly counts: Map<MismatchKind, number>;
}

interface MismatchedPeople {
  readonly users: readonly PresentUser[];
  readonly outsideEmails: readonly string[];
  readonly uidOf: ReadonlyMap<string, string>;
}

function mismatchPeople(people: readonly DistrictPerson[], parts: Mismatching): MismatchedPeople {
  const kindOf = assignKinds(people, parts);
  const users: PresentUser[] = [];
  const outsideEmails: string[] = [];
  const uidOf = new Map<string, string>();
  for (const person of people) {
    const plain = toUser(person, parts.buildingOf);
    const kind = kindOf.get(person.id);
    const user = kind === undefined ? plain : (change(plain, kind, parts.titles) ?? plain);
    if (kind === "email-elsewhere") outsideEmails.push(plain.email);
    users.push(user);
    if (kind === "duplicate-account") users.push(secondAccount(plain));
    uidOf.set(person.id, user.schoolUid);
  }
  return { users, outsideEmails, uidOf };
}

/** Who has which mismatch: in an order drawn by lot, each kind takes the first who can have it and has none. */
function assignKinds(
  people: readonly DistrictPerson[],
  { mismatches, random, buildingOf, titles, counts }: Mismatching,
): ReadonlyMap<string, PersonKind> {
  const kindOf = new Map<string, PersonKind>();
  const takenNames = new Set(people.map(({ username }) => username));
  for (const kind of personKinds) {
    const wanted = Math.round(people.length * (mismatches[kind] ?? 0));
    if (wanted === 0) continue;
    let count = 0;
    for (const person of inDrawnOrder(people, random.fork(kind))) {
      if (count === wanted) break;
      if (kindOf.has(person.id)) continue;
      const changed = change(toUser(person, buildingOf), kind, titles);
      if (changed === undefined) continue;
      const { username } = changed;
      // Another username must not be somebody else's.
      if (username !== person.username && username !== "" && takenNames.has(username)) continue;
      takenNames.add(username);
      kindOf.set(person.id, kind);
      count += 1;
    }
    counts.set(kind, count);
  }
  return kindOf;
}

const personKinds = [
  "other-unique-id",
  "email-elsewhere",
  "other-username",
  "other-case",
  "other-name",
  "duplicate-account",
  "wrong-building",
  "inactive-account",
] as const;
type PersonKind = (typeof personKinds)[number];

/** The account with a mismatch; undefined when it cannot have it. */
function change(
  user: PresentUser,
  kind: PersonKind,
  titles: readonly string[],
): PresentUser | undefined {
  switch (kind) {
    case "other-unique-id":
      return { ...user, schoolUid: `lms-${user.schoolUid}` };
    case "email-elsewhere":
      if (user.email === "") return undefined;
      return { ...user, email: "", username: user.username || `u-${user.schoolUid}` };
    case "other-username":
      return user.username === "" ? undefined : { ...user, username: `${user.username}.old` };
    case "other-case": {
      const username = user.username.toUpperCase();
      return username === user.username ? undefined : { ...user, username };
    }
    case "other-name":
      return { ...user, nameFirst: `${user.nameFirst.slice(0, 1)}.` };
    case "duplicate-account":
      return user;
    case "wrong-building": {
      const other = titles.find((title) => title !== user.building);
      return other === undefined ? undefined : { ...user, building: other };
    }
    case "inactive-account":
      return { ...user, inactive: true };
  }
}

function secondAccount(user: PresentUser): PresentUser {
  const schoolUid = `second-${user.schoolUid}`;
  return { ...user, at: "second account", schoolUid, username: schoolUid, email: "", synced: 0 };
}

function toUser(person: DistrictPerson, buildingOf: ReadonlyMap<string, string>): PresentUser {
  return {
    at: "person",
    schoolUid: person.id,
    username: person.username,
    email: person.email,
    nameFirst: person.givenName,
    nameLast: person.familyName,
    preferredFirst: "",
    role: person.role,
    building: buildingOf.get(person.schoolId) ?? "",
    additional: [],
    password: "",
    synced: 0,
    inactive: false,
  };
}

function extraUsers(count: number, titles: readonly string[]): readonly PresentUser[] {
  return Array.from({ length: count }, (_, index) => ({
    at: "extra user",
    schoolUid: `by-hand-${index + 1}`,
    username: `by.hand.${index + 1}`,
    email: "",
    nameFirst: "By",
    nameLast: `Hand ${index + 1}`,
    preferredFirst: "",
    role: index % 4 === 0 ? "Teacher" : "Student",
    building: titles[index % Math.max(1, titles.length)] ?? "",
    additional: [],
    password: "",
    synced: 0,
    inactive: false,
  }));
}

function extraCourses(count: number): readonly PresentCourse[] {
  return Array.from({ length: count }, (_, index) => ({
    at: "extra course",
    code: `BY-HAND-${index + 1}`,
    title: `Made by hand ${index + 1}`,
    building: "",
    department: "",
    synced: 0,
  }));
}

function toCourse(
  course: DistrictRows["courses"][number],
  buildingOf: ReadonlyMap<string, string>,
): PresentCourse {
  return {
    at: "course",
    code: course.id,
    title: course.title === "" ? course.id : course.title,
    building: buildingOf.get(course.schoolId) ?? "",
    department: "",
    synced: 0,
  };
}

/** The sections of the courses there. One without grading periods cannot be in the LMS. */
function sectionsOf(
  district: DistrictRows,
  courses: ReadonlySet<string>,
): readonly PresentSection[] {
  const periods = new Set(district.gradingPeriods.map(({ title }) => title));
  const seen = new Set<string>();
  const codes = new Set<string>();
  return district.sections.flatMap((section) => {
    const gradingPeriods = section.gradingPeriods.filter((title) => periods.has(title));
    if (!courses.has(section.courseId) || gradingPeriods.length === 0 || seen.has(section.id)) {
      return [];
    }
    seen.add(section.id);
    // A code that another section of the course has is left out: the school code tells them apart.
    const codeKey = JSON.stringify([section.courseId, section.code]);
    const code = codes.has(codeKey) ? "" : section.code;
    codes.add(codeKey);
    return [
      {
        at: "section",
        courseCode: section.courseId,
        title: section.title === "" ? section.id : section.title,
        code,
        schoolCode: section.id,
        gradingPeriods,
        synced: 0,
      },
    ];
  });
}

function enrollmentsOf(
  district: DistrictRows,
  sections: readonly PresentSection[],
  uidOf: ReadonlyMap<string, string>,
): readonly PresentEnrollment[] {
  const there = new Set(sections.map(({ schoolCode }) => schoolCode));
  const seen = new Set<string>();
  return district.enrollments.flatMap(({ sectionId, personId, teacher }) => {
    const schoolUid = uidOf.get(personId);
    const key = JSON.stringify([sectionId, personId]);
    if (schoolUid === undefined || !there.has(sectionId) || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        at: "enrollment",
        courseCode: "",
        sectionCode: "",
        schoolCode: sectionId,
        schoolUid,
        admin: teacher ? 1 : 0,
        archived: false,
        source: "manual",
      },
    ];
  });
}

function codeOf(district: DistrictRows, title: string): string {
  return district.schools.find(({ name }) => name === title)?.id ?? "";
}

function countsOf(
  counts: ReadonlyMap<MismatchKind, number>,
): Readonly<Record<MismatchKind, number>> {
  const of = (kind: MismatchKind): number => counts.get(kind) ?? 0;
  return {
    "other-unique-id": of("other-unique-id"),
    "email-elsewhere": of("email-elsewhere"),
    "other-username": of("other-username"),
    "other-case": of("other-case"),
    "other-name": of("other-name"),
    "duplicate-account": of("duplicate-account"),
    "wrong-building": of("wrong-building"),
    "inactive-account": of("inactive-account"),
    "extra-user": of("extra-user"),
    "extra-course": of("extra-course"),
  };
}
