import { changeCount } from "./change-count.ts";
import { lookAt } from "./sight.ts";
import type { World } from "./world.ts";

/** The user roles of 1.1 that Campus people hold, each a bit of a mark (facts A.5). */
export const markedWords = ["administrator", "guardian", "relative", "student", "teacher"] as const;

/** The word of a bit. */
export type MarkedWord = (typeof markedWords)[number];

/** Which of these roles each person holds, by the number of the person's id in its space. */
export interface RoleMarks {
  /** The mark of a person: bit `n` stands for `markedWords[n]`. 0 when he holds none. */
  of(code: number): number;
}

/** The bit of each word in a mark. */
export const bitOf: Readonly<Record<MarkedWord, number>> = {
  administrator: 1,
  guardian: 2,
  relative: 4,
  student: 8,
  teacher: 16,
};

const deciding = [
  "schoolEnrollments",
  "assignments",
  "relationships",
  "people",
  "calendars",
  "orgs",
] as const;
const remembered = new WeakMap<World, { readonly stamp: number; readonly marks: RoleMarks }>();

/**
 * Gathers the roles of all Campus people in three passes, one over each table that gives roles, instead of
 * asking for a million people one by one. Says the same as `rolesOf`, in the words of 1.1.
 */
export function markRoles(world: World): RoleMarks {
  const stamp = changeCount(world, deciding);
  const known = remembered.get(world);
  if (known?.stamp === stamp) return known.marks;
  const marks = createMarks(world);
  remembered.set(world, { stamp, marks });
  return marks;
}

function createMarks(world: World): RoleMarks {
  const sight = lookAt(world);
  const enrollments = world.schoolEnrollments.rows;
  const students = enrollments.column("person");
  const masks = new Uint8Array(Math.max(students.codes, 1));
  const mark = (code: number, bit: number): void => {
    masks[code] = (masks[code] ?? 0) | bit;
  };
  forEachRow(enrollments, (row) => {
    if (sight.schoolEnrollment(enrollments.at(row))) mark(students.codeAt(row), bitOf.student);
  });
  // Before the assignments: a place at a school makes a student, as far as contacts go.
  const links = world.relationships.rows;
  const [children, contacts] = [links.column("person"), links.column("contact")];
  forEachRow(links, (row) => {
    const link = links.at(row);
    const isStudent = ((masks[children.codeAt(row)] ?? 0) & bitOf.student) !== 0;
    if (isStudent && sight.contact(link)) {
      mark(contacts.codeAt(row), link.guardian ? bitOf.guardian : bitOf.relative);
    }
  });
  const assignments = world.assignments.rows;
  const employees = assignments.column("person");
  forEachRow(assignments, (row) => {
    const { role, org } = assignments.at(row);
    if (sight.school(org)) mark(employees.codeAt(row), bitOf[wordOf(role)]);
  });
  return { of: (code) => masks[code] ?? 0 };
}

function wordOf(role: string): MarkedWord {
  return role === "teacher" || role === "guardian" || role === "relative" || role === "student"
    ? role
    : "administrator";
}

function forEachRow(
  rows: { readonly end: number; isLive(row: number): boolean },
  visit: (row: number) => void,
): void {
  for (let row = 0; row < rows.end; row += 1) if (rows.isLive(row)) visit(row);
}
