import type { DistrictRows } from "../../mock-lms/index.ts";
import type { World } from "../../mock-oneroster/index.ts";

/**
 * A district as the mock LMS wants it told: people by sourcedId, courses and sections under the codes that a sync
 * gives them by default. People whom the LMS has no role for are left out.
 */
export function districtRowsOf(world: World): DistrictRows {
  const schools = [...world.orgs.values()].filter(({ type }) => type !== "district");
  const termTitles = titlesOfTerms(world);
  return {
    schools: schools.map(({ id, name }) => ({ id, name: name === "" ? id : name })),
    gradingPeriods: [...world.terms.values()].flatMap(({ id, startDate, endDate }) => {
      const title = termTitles.get(id);
      if (title === undefined || !isDay(startDate) || !isDay(endDate)) return [];
      return endDate < startDate ? [] : [{ title, start: startDate, end: endDate }];
    }),
    people: [...world.people.values()].flatMap((person) => {
      const place = placeOf(world, person.id);
      if (place === undefined) return [];
      const { id, givenName, familyName, username = "", email = "" } = person;
      return [{ id, givenName, familyName, username, email, ...place }];
    }),
    courses: [...world.courses.values()].map(({ id, title, org = "" }) => ({
      id,
      title,
      schoolId: org,
    })),
    sections: [...world.sections.values()].map(({ id, course, title, placements }) => ({
      id,
      courseId: course,
      title,
      code: id,
      gradingPeriods: [
        ...new Set(placements.flatMap(({ term = "" }) => termTitles.get(term) ?? [])),
      ],
    })),
    enrollments: [
      ...[...world.rosters.values()].map(({ section, person }) => ({
        sectionId: section,
        personId: person,
        teacher: false,
      })),
      ...[...world.staff.values()]
        .filter(({ role }) => role === "teacher")
        .map(({ section, person }) => ({ sectionId: section, personId: person, teacher: true })),
    ],
  };
}

/** Titles are unique in an LMS: of terms that share one, the later ones carry their id too. */
function titlesOfTerms(world: World): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const titles = new Map<string, string>();
  for (const { id, title } of world.terms.values()) {
    const own = title === "" || taken.has(title) ? `${title} (${id})`.trim() : title;
    taken.add(own);
    titles.set(id, own);
  }
  return titles;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

const roleTitles: ReadonlyMap<string, string> = new Map([
  ["administrator", "School Admin"],
  ["districtAdministrator", "School Admin"],
  ["siteAdministrator", "School Admin"],
  ["principal", "School Admin"],
  ["teacher", "Teacher"],
  ["aide", "Teacher"],
  ["student", "Student"],
  ["guardian", "Parent"],
  ["parent", "Parent"],
  ["relative", "Parent"],
]);

function placeOf(
  world: World,
  personId: string,
): { readonly role: string; readonly schoolId: string } | undefined {
  for (const { org = "", role } of world.assignments.where("person", personId)) {
    const title = roleTitles.get(role);
    if (title !== undefined) return { role: title, schoolId: org };
  }
  const [place] = world.schoolEnrollments.where("person", personId);
  return place === undefined ? undefined : { role: "Student", schoolId: place.school ?? "" };
}
