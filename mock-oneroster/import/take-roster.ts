import type { Placement, Seat } from "../store/records.ts";
import { homeTrial } from "./home-trial.ts";
import { putTaken, type Taking } from "./taking.ts";
import {
  neededReference,
  neededText,
  note,
  referenceOf,
  referencesOf,
  textOf,
  textsOf,
} from "./wire-fields.ts";

/** Takes an org. Its children are those whose parent it is. */
export function takeOrg(taking: Taking): void {
  taking.world.orgs.put({
    ...taking.stamp,
    name: neededText(taking, "name"),
    type: neededText(taking, "type"),
    identifier: textOf(taking, "identifier"),
    parent: referenceOf(taking, "parent"),
  });
}

/** Takes an academic session: a school year of the district, or a term that belongs to no calendar. */
export function takeSession(taking: Taking): void {
  const { world } = taking;
  const session = {
    ...taking.stamp,
    title: neededText(taking, "title"),
    type: neededText(taking, "type"),
    startDate: neededText(taking, "startDate"),
    endDate: neededText(taking, "endDate"),
    schoolYear: neededText(taking, "schoolYear"),
    parent: referenceOf(taking, "parent"),
  };
  const isYear = session.type === "schoolYear";
  if (isYear) world.schoolYears.put(session);
  else world.terms.put({ ...session, structure: undefined });
  (isYear ? world.terms : world.schoolYears).delete(session.id);
}

/** Takes a course, which belongs to no calendar. */
export function takeCourse(taking: Taking): void {
  const row = {
    ...taking.stamp,
    calendar: undefined,
    title: neededText(taking, "title"),
    code: neededText(taking, "courseCode"),
    schoolYear: referenceOf(taking, "schoolYear"),
    org: referenceOf(taking, "org"),
    ...subjectsOf(taking),
    resources: referencesOf(taking, "resources"),
  };
  putTaken(taking, taking.world.courses, { row, joined: ["resources"] });
}

/** Takes a class as a section of the one trial that its school has in an import. */
export function takeClass(taking: Taking): void {
  const school = neededReference(taking, "school");
  const row = {
    ...taking.stamp,
    trial: school === "" ? undefined : homeTrial(taking.world, school),
    course: neededReference(taking, "course"),
    school,
    number: undefined,
    title: neededText(taking, "title"),
    classCode: textOf(taking, "classCode"),
    classType: textOf(taking, "classType"),
    location: textOf(taking, "location"),
    placements: placementsOf(
      distinct(taking, "terms", referencesOf(taking, "terms")),
      distinct(taking, "periods", textsOf(taking, "periods")),
    ),
    ...subjectsOf(taking),
    resources: referencesOf(taking, "resources"),
  };
  putTaken(taking, taking.world.sections, { row, joined: ["resources"] });
}

/** Takes an enrollment: a place on the roster when its role is exactly `student`, else a row of staff. */
export function takeEnrollment(taking: Taking): void {
  const { rosters, staff } = taking.world;
  const { id, status, modified, metadata } = taking.stamp;
  const seat: Seat = {
    id,
    status,
    modified,
    metadata,
    section: neededReference(taking, "class"),
    school: neededReference(taking, "school"),
    person: neededReference(taking, "user"),
    role: neededText(taking, "role"),
    primary: textOf(taking, "primary"),
    beginDate: textOf(taking, "beginDate"),
    endDate: textOf(taking, "endDate"),
  };
  const isStudent = seat.role === "student";
  if (isStudent) rosters.put(seat);
  else staff.put({ ...seat, staffType: undefined });
  (isStudent ? staff : rosters).delete(seat.id);
}

/** Up to this many, a class meets in each of its periods in each of its terms. */
const gridMax = 400;

/**
 * Every term with every period, so that the terms and the periods can be read back in their order. Where that
 * would be very many, the first term has all periods and every other term the first: both orders still show.
 */
function placementsOf(terms: readonly string[], periods: readonly string[]): readonly Placement[] {
  const [firstPeriod] = periods;
  if (firstPeriod === undefined) return terms.map((term) => ({ term }));
  if (terms.length === 0) return periods.map((period) => ({ period }));
  const all = terms.length * periods.length <= gridMax;
  return terms.flatMap((term, index) =>
    all || index === 0
      ? periods.map((period) => ({ term, period }))
      : [{ term, period: firstPeriod }],
  );
}

function distinct(taking: Taking, name: string, items: readonly string[]): readonly string[] {
  if (items.length < 2) return items;
  const once = new Set(items);
  if (once.size < items.length) note(taking, "repeated", name);
  return [...once];
}

function subjectsOf(taking: Taking): {
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
} {
  return {
    grades: textsOf(taking, "grades"),
    subjects: textsOf(taking, "subjects"),
    subjectCodes: textsOf(taking, "subjectCodes"),
  };
}
