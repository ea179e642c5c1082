import type { Assignment, RoleAsWritten, SchoolEnrollment } from "../store/records.ts";
import type { World } from "../store/world.ts";

/** A role of a person as an import says it. */
export interface WrittenRole {
  readonly role: string;
  readonly org: string | undefined;
  readonly beginDate: string | undefined;
  readonly endDate: string | undefined;
  readonly written: RoleAsWritten | undefined;
}

/** The most roles of one person: their places have six digits in the ids of the rows. */
const rolesMax = 1_000_000;

/**
 * Gives a person these roles and no others. The place of each stands in the id of its row, across both tables,
 * so that the order can be read back and the roles of a person be found without an index.
 */
export function replaceRoles(world: World, person: string, roles: readonly WrittenRole[]): void {
  removeFrom(world, person, roles.length);
  let isFirst = true;
  for (const [place, role] of roles.slice(0, rolesMax).entries()) {
    const id = roleRowId(person, place);
    if (role.role === "student") {
      world.assignments.delete(id);
      world.schoolEnrollments.put(asEnrollment({ id, person, role, isFirst }));
      isFirst = false;
    } else {
      world.schoolEnrollments.delete(id);
      world.assignments.put(asAssignment(id, person, role));
    }
  }
}

/** The roles of a person that an import wrote, in their order. */
export function writtenRoles(world: World, person: string): readonly WrittenRole[] {
  const roles: WrittenRole[] = [];
  for (;;) {
    const id = roleRowId(person, roles.length);
    const enrollment = world.schoolEnrollments.get(id);
    const assignment = enrollment === undefined ? world.assignments.get(id) : undefined;
    if (enrollment !== undefined) roles.push(fromEnrollment(enrollment));
    else if (assignment !== undefined) roles.push(fromAssignment(assignment));
    else return roles;
  }
}

function removeFrom(world: World, person: string, first: number): void {
  for (let place = first; ; place += 1) {
    const id = roleRowId(person, place);
    const wasThere = world.schoolEnrollments.delete(id) || world.assignments.delete(id);
    if (!wasThere) return;
  }
}

/** The place has one length always, so that no two people can share an id. */
function roleRowId(person: string, place: number): string {
  return `${person}#${String(place).padStart(6, "0")}`;
}

function asEnrollment(part: {
  readonly id: string;
  readonly person: string;
  readonly role: WrittenRole;
  readonly isFirst: boolean;
}): SchoolEnrollment {
  const { id, person, role } = part;
  return {
    id,
    person,
    calendar: undefined,
    school: role.org,
    serviceType: part.isFirst ? "P" : "S",
    grade: undefined,
    startDate: role.beginDate,
    endDate: role.endDate,
    noShow: false,
    written: role.written,
  };
}

function asAssignment(id: string, person: string, role: WrittenRole): Assignment {
  return {
    id,
    person,
    org: role.org,
    role: role.role,
    startDate: role.beginDate,
    endDate: role.endDate,
    written: role.written,
  };
}

function fromEnrollment({ school, startDate, endDate, written }: SchoolEnrollment): WrittenRole {
  return { role: "student", org: school, beginDate: startDate, endDate, written };
}

function fromAssignment({ role, org, startDate, endDate, written }: Assignment): WrittenRole {
  return { role, org, beginDate: startDate, endDate, written };
}
