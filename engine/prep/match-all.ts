import type { Settings } from "../../contracts/run/settings.ts";
import { buildingKey, type DesiredState, type LmsState } from "../mapping/lms-state.ts";
import { uidOfPerson } from "../mapping/users.ts";
import { accountCard, gradYearOf } from "../matching/cards.ts";
import type { Match, Matching } from "../matching/climb.ts";
import type { Decisions } from "../matching/judge-decisions.ts";
import { matchPeople, type PersonCard } from "../matching/people.ts";
import { matchSchools, matchTerms } from "../matching/places.ts";
import { matchCourses, matchSections } from "../matching/teaching.ts";
import type { AcademicSession, Person, Roster } from "../snapshot/roster.ts";

/** All that data preparation looks at. */
export interface PrepWorld {
  readonly roster: Roster;
  readonly settings: Settings;
  readonly desired: DesiredState;
  /** What the LMS holds, as it is: decisions are not laid over it. */
  readonly current: LmsState;
  readonly decisions: Decisions;
}

/** Both sides of everything, paired. Left is the SIS by sourcedId, right the LMS by natural key, periods by id. */
export interface AllMatches {
  readonly users: Matching;
  readonly schools: Matching;
  readonly terms: Matching;
  readonly courses: Matching;
  readonly sections: Matching;
}

/** Matches everything that both sides have, people last: nothing of it depends on them. */
export function matchAll(world: PrepWorld): AllMatches {
  const schools = matchAllSchools(world);
  const terms = matchTerms(
    termsInUse(world.roster),
    world.current.gradingPeriods.map((period) => period),
  );
  const courses = matchAllCourses(world, schools);
  const sections = matchAllSections(world, { terms, courses });
  return { users: matchAllPeople(world), schools, terms, courses, sections };
}

/** The sourcedIds of the people who get an account. */
export function syncedPeople(desired: DesiredState): ReadonlySet<string> {
  return new Set([...desired.users.values()].map(({ personId }) => personId));
}

/** Decisions come first; an account that was declined is nobody's. */
function matchAllPeople({ roster, settings, desired, current, decisions }: PrepWorld): Matching {
  const decided = new Set(decisions.pairs.values());
  const people = [...roster.people.values()].filter(({ sourcedId }) => !decided.has(sourcedId));
  const accounts = [...current.users].filter(([uid]) => !decisions.pairs.has(uid));
  const matching = matchPeople(
    people.map((person) => personCard(person, { settings, desired })),
    accounts
      .filter(([uid]) => !decisions.declined.has(uid))
      .map(([uid, held]) => accountCard(uid, held)),
  );
  const byHand = [...decisions.pairs].map(([right, left]): Match => ({
    left,
    right,
    rung: "decision",
  }));
  const declined = [...decisions.declined].filter((uid) => current.users.has(uid));
  return {
    ...matching,
    matches: [...matching.matches, ...byHand],
    onlyRight: [...matching.onlyRight, ...declined],
  };
}

function personCard(
  person: Person,
  { settings, desired }: Pick<PrepWorld, "settings" | "desired">,
): PersonCard {
  const uid = uidOfPerson(person, settings);
  // Of people who would have one Unique ID, it is that of the one who syncs.
  const owner = desired.users.get(uid)?.personId ?? person.sourcedId;
  const { givenName, familyName, preferredFirstName, username, email } = person;
  const firsts = preferredFirstName === undefined ? [givenName] : [givenName, preferredFirstName];
  return {
    id: person.sourcedId,
    uid: owner === person.sourcedId ? uid : "",
    legacyId: person.legacyId,
    identifier: person.identifier,
    username,
    email,
    names: firsts.filter((first) => first !== "").map((first) => `${first} ${familyName}`),
    gradYear: gradYearOf(person.grades, desired.activeYear),
  };
}

function matchAllSchools({ roster, settings, desired, current }: PrepWorld): Matching {
  const schools = [...desired.schoolNames].flatMap(([id, title]) => {
    const org = roster.orgs.get(id);
    if (org === undefined || org.type === "district") return [];
    const { identifier } = org;
    const code = settings.readings.buildingCodeSource === "identifier" ? (identifier ?? id) : id;
    return [{ id, code, identifier, title }];
  });
  const buildings = current.buildings.map((building) => {
    return { id: buildingKey(building), title: building.title };
  });
  return matchSchools(schools, buildings);
}

/** The terms that classes meet in. */
export function termsInUse(roster: Roster): readonly (AcademicSession & { readonly id: string })[] {
  const used = new Set([...roster.classes.values()].flatMap(({ termIds }) => termIds));
  return [...roster.sessions.values()]
    .filter(({ sourcedId }) => used.has(sourcedId))
    .map((session) => ({ ...session, id: session.sourcedId }));
}

function matchAllCourses({ roster, desired, current }: PrepWorld, schools: Matching): Matching {
  const buildingOf = new Map(schools.matches.map(({ left, right }) => [left, right]));
  const codeOf = new Map<string, string>();
  for (const { courseId, code } of desired.courses.values()) {
    if (courseId !== undefined) codeOf.set(courseId, code);
  }
  const courses = [...roster.courses.values()].map((course) => ({
    id: course.sourcedId,
    code: codeOf.get(course.sourcedId) ?? course.sourcedId,
    legacyId: course.legacyId,
    courseCode: course.courseCode,
    title: course.title,
    building: buildingOf.get(course.orgId ?? ""),
  }));
  const held = [...current.courses].map(([id, { fields }]) => ({
    id,
    title: String(fields["title"] ?? ""),
    building: String(fields["building"] ?? ""),
  }));
  return matchCourses(courses, held);
}

function matchAllSections(
  { roster, current, desired }: PrepWorld,
  matched: Pick<AllMatches, "terms" | "courses">,
): Matching {
  const courseOf = new Map(matched.courses.matches.map(({ left, right }) => [left, right]));
  const periodOf = periodsOfTerms(matched.terms);
  const classes = [...roster.classes.values()].map((item) => {
    const periods = item.termIds.map((id) => periodOf.get(id));
    const known = periods.filter((id) => id !== undefined);
    const codes = [item.classCode, desired.sections.get(item.sourcedId)?.sectionCode];
    return {
      id: item.sourcedId,
      legacyId: item.legacyId,
      codes: codes.filter((code) => code !== undefined),
      title: item.title,
      course: courseOf.get(item.courseId ?? ""),
      periods: known.length === periods.length ? [...new Set(known)].toSorted() : undefined,
    };
  });
  const held = [...current.sections].map(([id, section]) => ({
    id,
    code: String(section.fields["section_code"] ?? ""),
    title: section.title,
    course: section.courseCode,
    periods: section.gradingPeriodIds.toSorted(),
  }));
  return matchSections(classes, held);
}

/** Terms of several schools may be one grading period, so one that they share counts for each of them. */
function periodsOfTerms(terms: Matching): ReadonlyMap<string, string> {
  const periods = new Map(terms.matches.map(({ left, right }) => [left, right]));
  for (const { left, candidates, rung } of terms.questions) {
    const [only, ...others] = candidates;
    if (rung === "title-and-dates" && only !== undefined && others.length === 0) {
      periods.set(left, only);
    }
  }
  return periods;
}
