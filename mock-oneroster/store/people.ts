import { bitOf, markRoles } from "./role-marks.ts";
import { lookAt } from "./sight.ts";
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
export function rolesOf(world: World, person: Person): readonly HeldRole[] {
  const student = studentRows(world, person.id);
  const assigned = assignedRows(world, person.id);
  if (person.idForm === "written") {
    return [...student, ...assigned].toSorted((a, b) => byText(a.id, b.id)).map(heldRole);
  }
  return [...student.map(heldRole), ...assigned.map(heldRole), ...contactRoles(world, person.id)];
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

/** Finds the agents of a person, in the order of the relationships. */
export function agentsOf(world: World, id: string): Agents {
  const asStudent = world.relationships.where("person", id).filter(isSent(world, "person"));
  const asContact = world.relationships
    .where("contact", id)
    .filter(isSent(world, "contact"))
    .filter(({ person }) => isSentStudent(world, person));
  return {
    contacts: inOrder(asStudent).map(({ contact }) => contact),
    students: asContact.map(({ person }) => person).toSorted(byText),
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

function studentRows(world: World, id: string): readonly SchoolEnrollment[] {
  const sight = lookAt(world);
  const places = world.schoolEnrollments
    .where("person", id)
    .filter((enrollment) => sight.schoolEnrollment(enrollment));
  return places.toSorted(
    (a, b) =>
      Number(isLeftBehind(a, places)) - Number(isLeftBehind(b, places)) ||
      rank(a.serviceType) - rank(b.serviceType) ||
      byText(dateOf(a), dateOf(b)),
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

function dateOf({
  startDate,
  id,
}: {
  readonly startDate: string | undefined;
  readonly id: string;
}): string {
  return `${startDate ?? ""} ${id}`;
}

function assignedRows(world: World, id: string): readonly Assignment[] {
  const sight = lookAt(world);
  return world.assignments
    .where("person", id)
    .filter(({ org }) => sight.school(org))
    .toSorted((a, b) => byText(a.id, b.id));
}

/** A role for each word at each school: who is guardian of one student may be a relative of another (facts A.4, A.5). */
function contactRoles(world: World, id: string): readonly HeldRole[] {
  const links = world.relationships.where("contact", id).filter(lookAt(world).contact);
  const roles = new Map<string, HeldRole>();
  for (const { person, guardian } of links) {
    const role = guardian ? "guardian" : "relative";
    for (const { school } of studentRows(world, person)) {
      roles.set(`${school ?? ""} ${role}`, contactRole(role, school));
    }
  }
  return [...roles].toSorted(([a], [b]) => byText(a, b)).map(([, held]) => held);
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

function isSent(world: World, side: "person" | "contact"): (link: Relationship) => boolean {
  const sight = lookAt(world);
  return (link) => sight.contact(link) && (link.shownOn === "both" || link.shownOn === side);
}

/** Says whether a student is sent at all: one who never came is not (F39). What an import wrote stays as written. */
export function isSentStudent(world: World, id: string): boolean {
  const { rows } = world.people;
  const row = rows.find(id);
  if (row === -1 || !campusRows(world)(row)) return true;
  return (markRoles(world).of(rows.codeAt(row)) & bitOf.student) !== 0;
}

function inOrder(links: readonly Relationship[]): readonly Relationship[] {
  return links.toSorted((a, b) => a.seq - b.seq || byText(a.contact, b.contact));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says of rows of the people table whether the person's id has the form of Campus, without reading the person. */
export function campusRows({ people }: World): (row: number) => boolean {
  const forms = people.rows.column("idForm");
  return (row) => forms.textOf(forms.codeAt(row)) === "campus";
}
