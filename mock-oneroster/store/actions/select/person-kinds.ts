import { contactWords } from "../../people.ts";
import type { CodedColumn } from "../../table/columns.ts";
import type { Table } from "../../table/table.ts";
import type { World } from "../../world.ts";
import { isCalendarInForce, isEnrolled } from "../in-force.ts";

/** A kind of people among whom a selector counts. */
export interface PersonKind {
  readonly noun: string;
  readonly is: (world: World, id: string) => boolean;
  /** Of which references people of this kind are found, so that the others need no look. */
  readonly found?: (world: World) => References;
}

/** A column of people in some table. */
export interface References {
  readonly rows: Pick<Table<{ readonly id: string }>["rows"], "end" | "isLive">;
  readonly column: CodedColumn<unknown>;
}

/** Everyone. */
export const anyone: PersonKind = { noun: "user", is: () => true };

/** Students who are enrolled in the active year, or were. */
export const students: PersonKind = {
  noun: "student",
  is: (world, id) =>
    world.schoolEnrollments.where("person", id).some((one) => isEnrolled(world, one)),
  found: inEnrollments,
};

/** Students who are on the books and never came (F39). */
export const noShows: PersonKind = {
  noun: "no-show",
  is: (world, id) =>
    world.schoolEnrollments
      .where("person", id)
      .some(({ noShow, calendar }) => noShow && isCalendarInForce(world, calendar)),
  found: inEnrollments,
};

/** Whoever has a district assignment as something that is no contact of a student. */
export const staff: PersonKind = {
  noun: "member of staff",
  is: (world, id) =>
    world.assignments.where("person", id).some(({ role }) => !contactWords.includes(role)),
  found: inAssignments,
};

/** Whoever has a district assignment as teacher. */
export const teachers: PersonKind = {
  noun: "teacher",
  is: (world, id) => world.assignments.where("person", id).some(({ role }) => role === "teacher"),
  found: inAssignments,
};

function inEnrollments({ schoolEnrollments: { rows } }: World): References {
  return { rows, column: rows.column("person") };
}

function inAssignments({ assignments: { rows } }: World): References {
  return { rows, column: rows.column("person") };
}
