import type { Operation } from "../../contracts/oneroster/operations.ts";
import type { Seat, Term } from "../store/records.ts";
import { termsOf } from "../store/placements.ts";
import { inOrder } from "../query/in-order.ts";
import type { ClassView } from "./class-view.ts";
import { byField, type Finder } from "./finder.ts";
import { gradebookFinders } from "./nested-gradebook.ts";
import type { Projection } from "./projection.ts";

/** The records that a path names before its collection, by their sourcedIds in the order of the path. */
export interface NestedRead {
  readonly projection: Projection;
  readonly operation: Operation;
  readonly parents: readonly string[];
}

/** The records of a nested collection, in the order of their sourcedIds; undefined when a parent is unknown. */
export function findNested(read: NestedRead): Uint32Array | undefined {
  const { projection, operation, parents } = read;
  if (!knowsParents(read)) return undefined;
  const finder = finders[operation.operationId];
  if (finder === undefined) throw new RangeError(`${operation.operationId} has no finder.`);
  const view = projection.view(operation.className);
  const found = finder(projection, parents).filter(
    (handle) =>
      handle !== -1 &&
      (operation.subset === undefined || view.belongs(handle, operation.subset.value)),
  );
  return inOrder(view, found);
}

/** Whether there is everything that the path names before its collection. */
export function knowsParents(read: NestedRead): boolean {
  return read.operation.parents.every((_, index) => knowsParent(read, index));
}

function knowsParent({ projection, operation, parents }: NestedRead, index: number): boolean {
  const parent = operation.parents[index];
  const id = parents[index];
  if (parent === undefined || id === undefined) return false;
  const view = projection.view(parent.className);
  const handle = view.find(id);
  if (handle === -1) return false;
  return parent.subset === undefined || view.belongs(handle, parent.subset.value);
}

const usersOfClass =
  (role: string, place: 0 | 1): Finder =>
  (projection, parents) => {
    const seats = seatsOfClass(projection, parents[place] ?? "");
    const users = projection.view("user");
    const { ids } = projection;
    return seats
      .filter((seat) => seat.role === role)
      .map((seat) => users.find(ids.ofPerson(seat.person, [role])));
  };

const usersOfSchool =
  (role: string): Finder =>
  (projection, parents) => {
    const { world, ids } = projection;
    const school = projection.keyOf("org", parents[0] ?? "") ?? "";
    const enrolled = world.schoolEnrollments.where("school", school).map(({ person }) => person);
    const assigned = world.assignments
      .where("org", school)
      .filter((row) => row.role === role)
      .map(({ person }) => person);
    const users = projection.view("user");
    const people = new Set(role === "student" ? [...enrolled, ...assigned] : assigned);
    return Array.from(people, (person) => users.find(ids.ofPerson(person, [role])));
  };

/** The classes in which a user record has a seat: in 1.1 only in the role of that record. */
const classesOfUser: Finder = (projection, parents) => {
  const { world, ids, sight } = projection;
  const user = parents[0] ?? "";
  const person = projection.keyOf("user", user);
  if (person === undefined) return [];
  const seats = [...world.rosters.where("person", person), ...world.staff.where("person", person)];
  const classes = projection.view("class");
  return seats
    .filter((seat) => sight().seat(seat) && ids.ofPerson(seat.person, [seat.role]) === user)
    .map((seat) => classes.find(ids.of("class", seat.section)));
};

const enrollmentsOfClass: Finder = (projection, parents) =>
  projection.view("enrollment").candidates("class.sourcedId", parents[1] ?? "")?.handles ?? [];

/** Terms of the school's calendars, and those in which its classes meet. */
const termsOfSchool: Finder = (projection, parents) => {
  const { world, sight } = projection;
  const school = projection.keyOf("org", parents[0] ?? "") ?? "";
  const structures = world.calendars
    .where("school", school)
    .flatMap(({ id }) => world.structures.where("calendar", id));
  const own = structures.flatMap(({ id }) => world.terms.where("structure", id));
  const met = world.sections.where("school", school).filter(sight().section).flatMap(termsOf);
  return sessionHandles(projection, [...own.map(({ id }) => id), ...met]);
};

const classesOfTerm: Finder = (projection, parents) => {
  const { world, ids, sight } = projection;
  const term = projection.keyOf("academicSession", parents[0] ?? "") ?? "";
  const classes = projection.view("class");
  const found: number[] = [];
  for (const section of world.sections.values()) {
    if (section.placements.some((placement) => placement.term === term) && sight().section(section))
      found.push(classes.find(ids.of("class", section.id)));
  }
  return found;
};

/**
 * The grading periods below a term, and those of its structure that lie within it. Where terms serve as grading
 * periods too, a term that has none is its own: that is what its grades hang on (Campus facts A.4).
 */
const gradingPeriodsOfTerm: Finder = (projection, parents) => {
  const { world, style } = projection;
  const id = projection.keyOf("academicSession", parents[0] ?? "") ?? "";
  const term = world.terms.get(id);
  const siblings =
    term?.structure === undefined ? [] : world.terms.where("structure", term.structure);
  const within = siblings.filter((one) => term !== undefined && liesWithin(one, term));
  const below = world.terms.where("parent", id);
  const found = [...below, ...within];
  const periods = found.filter(({ type }) => type === "gradingPeriod");
  const isOwn = style.sessions === "both" && periods.length === 0;
  return sessionHandles(projection, isOwn ? [id] : periods.map((one) => one.id));
};

/** By operation. */
const finders: Readonly<Record<string, Finder>> = {
  ...gradebookFinders,
  getStudentsForClass: usersOfClass("student", 0),
  getTeachersForClass: usersOfClass("teacher", 0),
  getClassesForCourse: byField("course.sourcedId", "class"),
  getClassesForSchool: byField("school.sourcedId", "class"),
  getEnrollmentsForClassInSchool: enrollmentsOfClass,
  getStudentsForClassInSchool: usersOfClass("student", 1),
  getTeachersForClassInSchool: usersOfClass("teacher", 1),
  getCoursesForSchool: byField("org.sourcedId", "course"),
  getEnrollmentsForSchool: byField("school.sourcedId", "enrollment"),
  getStudentsForSchool: usersOfSchool("student"),
  getTeachersForSchool: usersOfSchool("teacher"),
  getTermsForSchool: termsOfSchool,
  getClassesForStudent: classesOfUser,
  getClassesForTeacher: classesOfUser,
  getClassesForUser: classesOfUser,
  getClassesForTerm: classesOfTerm,
  getGradingPeriodsForTerm: gradingPeriodsOfTerm,
};

function seatsOfClass(projection: Projection, sourcedId: string): readonly Seat[] {
  const { world, sight } = projection;
  const section = projection.keyOf("class", sourcedId);
  if (section === undefined) return [];
  const seats = [
    ...world.rosters.where("section", section),
    ...world.staff.where("section", section),
  ];
  return seats.filter((seat) => sight().seat(seat));
}

function sessionHandles(projection: Projection, keys: readonly string[]): readonly number[] {
  const sessions: ClassView = projection.view("academicSession");
  return keys.map((key) => sessions.find(projection.ids.of("academicSession", key)));
}

function liesWithin(one: Term, term: Term): boolean {
  return one.startDate >= term.startDate && one.endDate <= term.endDate;
}
