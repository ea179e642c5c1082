import { contactWords } from "./people.ts";
import { lookAt } from "./sight.ts";
import type { World } from "./world.ts";

/** How many records the API would show, by what they are. Holds no names. People count once, whatever their roles. */
export function countWorld(world: World): Record<string, number> {
  const sight = lookAt(world);
  return {
    orgs: world.orgs.size,
    schools: count(world.orgs.values(), (org) => org.type === "school" && sight.school(org.id)),
    academicSessions: world.schoolYears.size + count(world.terms.values(), sight.term),
    courses: count(world.courses.values(), sight.course),
    classes: count(sight.sectionRows, (shown) => shown === 1),
    students: distinct(world.schoolEnrollments.values(), sight.schoolEnrollment),
    teachers: distinct(world.assignments.values(), ({ role }) => role === "teacher"),
    guardians: countContacts(world),
    people: world.people.size,
    enrollments: countSeats(world),
  };
}

function count<Item>(items: Iterable<Item>, counts: (item: Item) => boolean): number {
  let found = 0;
  for (const item of items) if (counts(item)) found += 1;
  return found;
}

function distinct<Item extends { readonly person: string }>(
  items: Iterable<Item>,
  counts: (item: Item) => boolean,
): number {
  const people = new Set<string>();
  for (const item of items) if (counts(item)) people.add(item.person);
  return people.size;
}

function countContacts(world: World): number {
  const people = new Set<string>();
  for (const { role, person } of world.assignments.values()) {
    if (contactWords.includes(role)) people.add(person);
  }
  for (const { contact, portal } of world.relationships.values()) {
    if (portal && world.people.get(contact)?.idForm === "campus") people.add(contact);
  }
  return people.size;
}

/** Seats of the sections that are shown, and of sections that nobody knows. */
function countSeats(world: World): number {
  const { sectionRows } = lookAt(world);
  let found = 0;
  for (const { rows } of [world.rosters, world.staff]) {
    const sections = rows.column("section");
    for (let row = 0; row < rows.end; row += 1) {
      if (!rows.isLive(row)) continue;
      const section = world.sections.rows.ofCode(sections.codeAt(row));
      if (section === -1 || sectionRows[section] === 1) found += 1;
    }
  }
  return found;
}
