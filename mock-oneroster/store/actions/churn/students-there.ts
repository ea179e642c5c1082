import { isEnrolled } from "../in-force.ts";
import type { ActionScene } from "../scene.ts";

/** The rows of the people who are students today, in order of their ids. One pass over the school enrollments. */
export function studentsThere({ world, today }: ActionScene): readonly number[] {
  const people = world.people.rows;
  const { rows } = world.schoolEnrollments;
  const column = rows.column("person");
  const marks = new Uint8Array(people.end);
  for (let row = 0; row < rows.end; row += 1) {
    if (!rows.isLive(row)) continue;
    const person = people.ofCode(column.codeAt(row));
    if (person === -1 || marks[person] === 1) continue;
    const enrollment = rows.at(row);
    const { endDate } = enrollment;
    if (endDate !== undefined && endDate < today) continue;
    if (isEnrolled(world, enrollment)) marks[person] = 1;
  }
  const status = people.column("status");
  const deleted = status.find("tobedeleted");
  return Array.from(people.ordered()).filter(
    (row) => marks[row] === 1 && status.codeAt(row) !== deleted,
  );
}
