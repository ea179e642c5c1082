import { bitOf, markRoles } from "./role-marks.ts";
import { lookAt, type Sight } from "./sight.ts";
import type { Assignment, Person, Relationship, SchoolEnrollment } from "./records.ts";
import type { World } from "./world.ts";

/** What a person is, and where, as the API shows it at this moment. */
export interface HeldRole {
  readonly role: string;
  readonly org: string | undefined;
  /** `primary` or `secondary`, where the data says it; else the order of the roles decides. */
  readonly roleType: string | undefined;
  readonly userProfile: string | undefined;
  readonly beginDate: string | undefined;
  readonly endDate: string | undefined;
  /** `P`, `S` or `N` of a school enrollment (Campus service type). */
  readonly serviceType: string | undefined;
}

/** The words for contacts of a student. */
export const contactWords: readonly string[] = ["guardian", "parent", "relative"];

/**
 * The roles of a person in the order in which they are sent: as student, in district assignments, as contact.
 *
 * A contact with portal access is a guardian, or a relative without a guardian's rights, or both, at the schools of
 * the students (facts A.5, A.8). People from an import have the roles that the import says, in its order
 * (it numbers the ids of the rows), and no others.
 */
export function rolesOf(
  world: World,
  person: Person,
  asContact: readonly Relationship[] = world.relationships.where("contact", person.id),
): readonly HeldRole[] {
  const sight = lookAt(world);
  const student = studentRows(shownPlaces(world, sight, person.id));
  const assigned = assignedRows(world, sight, person.id);
  if (person.idForm === "written") {
    return [...student, ...assigned].toSorted((a, b) => byText(a.id, b.id)).map(heldRole);
  }
  const places = (id: string): readonly SchoolEnrollment[] => shownPlaces(world, sight, id);
  const contact = contactRoles(asContact.filter(sight.contact), places);
  return [...student.map(heldRole), ...assigned.map(heldRole), ...contact];
}

/** Says whether a person has a role, by the words of the world. */
export function hasRole(world: World, person: Person, role: string): boolean {
  return rolesOf(world, person).some((held) => held.role === role);
}

/** The people whom a person's records list as agents: contacts of a student, students of a contact. */
export interface Agents {
  readonly contacts: readonly string[];
  readonly students: readonly string[];
}

/** The relationships of a person from either side, in no particular order, shown or not. */
export interface Links {
  readonly asStudent: readonly Relationship[];
  readonly asContact: readonly Relationship[];
}

/** Looks up the relationships of a person: once for all that depends on them. */
export function linksOf(world: World, id: string): Links {
  return {
    asStudent: world.relationships.where("person", id),
    asContact: world.relationships.where("contact", id),
  };
}

/** Finds the agents of a person, in the order of the relationships. */
export function agentsOf(world: World, id: string, links: Links = linksOf(world, id)): Agents {
  const sight = lookAt(world);
  const isSent = sentStudents(world);
  const asStudent = links.asStudent.filter((link) => sight.contact(link) && isOn(link, "person"));
  const students = links.asContact
    .filter((link) => sight.contact(link) && isOn(link, "contact") && isSent(link.person))
    .map(({ person }) => person);
  return {
    contacts: ordered(asStudent, bySeq).map(({ contact }) => contact),
    students: ordered(students, byText),
  };
}

/** The grades of a student: those of the school enrollments, or what an import says. */
export function gradesOf(world: World, person: Person): readonly string[] {
  if (person.grades.length > 0) return person.grades;
  const sight = lookAt(world);
  const grades: string[] = [];
  for (const enrollment of world.schoolEnrollments.where("person", person.id)) {
    const { grade } = enrollment;
    if (grade === undefined || grades.includes(grade) || !sight.schoolEnrollment(enrollment))
      continue;
    grades.push(grade);
  }
  return grades;
}

/** The places of a student that are shown. */
function shownPlaces(world: World, sight: Sight, id: string): readonly SchoolEnrollment[] {
  return world.schoolEnrollments.where("person", id).filter(sight.schoolEnrollment);
}

function studentRows(places: readonly SchoolEnrollment[]): readonly SchoolEnrollment[] {
  return ordered(
    places,
    (a, b) =>
      Number(isLeftBehind(a, places)) - Number(isLeftBehind(b, places)) ||
      rank(a.serviceType) - rank(b.serviceType) ||
      byText(a.startDate ?? "", b.startDate ?? "") ||
      byText(a.id, b.id),
  );
}

function heldRole(row: SchoolEnrollment | Assignment): HeldRole {
  const asStudent = "serviceType" in row;
  return {
    role: asStudent ? "student" : row.role,
    org: asStudent ? row.school : row.org,
    roleType: row.written?.roleType,
    userProfile: row.written?.userProfile,
    beginDate: row.startDate,
    endDate: row.endDate,
    serviceType: asStudent ? row.serviceType : undefined,
  };
}

/** Says whether a place was over before another began, as after a transfer: the active one is primary (facts A.5). */
function isLeftBehind({ endDate }: SchoolEnrollment, places: readonly SchoolEnrollment[]): boolean {
  if (endDate === undefined) return false;
  return places.some(({ startDate }) => startDate !== undefined && startDate > endDate);
}

const ranks: Readonly<Record<string, number>> = { P: 0, S: 1, N: 2 };

function rank(serviceType: string): number {
  return ranks[serviceType] ?? 3;
}

function assignedRows(world: World, sight: Sight, id: string): readonly Assignment[] {
  const shown = world.assignments.where("person", id).filter(({ org }) => sight.school(org));
  return ordered(shown, (a, b) => byText(a.id, b.id));
}

/** A role for each word at each school: who is guardian of one student may be a relative of another (facts A.4, A.5). */
function contactRoles(
  links: readonly Relationship[],
  placesOf: (student: string) => readonly SchoolEnrollment[],
): readonly HeldRole[] {
  const roles: HeldRole[] = [];
  for (const { person, guardian } of links) {
    const role = guardian ? "guardian" : "relative";
    for (const { school } of placesOf(person)) {
      const isKnown = roles.some((held) => held.org === school && held.role === role);
      if (!isKnown) roles.push(contactRole(role, school));
    }
  }
  return ordered(roles, (a, b) => byText(a.org ?? "", b.org ?? "") || byText(a.role, b.role));
}

function contactRole(role: string, org: string | undefined): HeldRole {
  return {
    role,
    org,
    roleType: undefined,
    userProfile: undefined,
    beginDate: undefined,
    endDate: undefined,
    serviceType: undefined,
  };
}

function isOn({ shownOn }: Relationship, side: "person" | "contact"): boolean {
  return shownOn === "both" || shownOn === side;
}

/**
 * Says of students whether they are sent at all: one who never came is not (F39). What an import wrote stays as
 * written.
 */
export function sentStudents(world: World): (id: string) => boolean {
  const { rows } = world.people;
  const isCampus = campusRows(world);
  const marks = markRoles(world);
  return (id) => {
    const row = rows.find(id);
    return row === -1 || !isCampus(row) || (marks.of(rows.codeAt(row)) & bitOf.student) !== 0;
  };
}

function bySeq(a: Relationship, b: Relationship): number {
  return a.seq - b.seq || byText(a.contact, b.contact);
}

/** Most people have one of everything, which is in order. */
function ordered<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): readonly Item[] {
  return items.length < 2 ? items : items.toSorted(compare);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says of rows of the people table whether the person's id has the form of Campus, without reading the person. */
export function campusRows({ people }: World): (row: number) => boolean {
  const forms = people.rows.column("idForm");
  return (row) => forms.textOf(forms.codeAt(row)) === "campus";
}
