import { rowsOf } from "../rows-of.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { selectPerson } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { setStatus } from "../records/set-status.ts";

/** Someone goes for good: not sent any more, or sent as `tobedeleted` (F66). */
export function deleteUser(scene: ActionScene, plan: PlanOf<"delete-user">): Counts {
  const { id } = selectPerson(scene, plan.user);
  return plan.how === "vanish"
    ? vanish(scene, id, plan.enrollments)
    : markPerson(scene, id, plan.enrollments);
}

type Enrollments = PlanOf<"delete-user">["enrollments"];

function vanish(scene: ActionScene, id: string, enrollments: Enrollments): Counts {
  const { world } = scene;
  const seats = enrollments === "stay" ? 0 : dropSeats(scene, id);
  removeAll(world.schoolEnrollments, rowsOf(world.schoolEnrollments, "person", id));
  removeAll(world.assignments, rowsOf(world.assignments, "person", id));
  dropLinks(scene, id);
  removeAll(world.results, rowsOf(world.results, "student", id));
  removeAll(world.assessmentResults, rowsOf(world.assessmentResults, "student", id));
  world.demographics.delete(id);
  world.people.delete(id);
  return { users: 1, enrollmentsDropped: seats };
}

function dropSeats({ world }: ActionScene, id: string): number {
  const rosters = rowsOf(world.rosters, "person", id);
  const staff = rowsOf(world.staff, "person", id);
  removeAll(world.rosters, rosters);
  removeAll(world.staff, staff);
  return rosters.length + staff.length;
}

/** Takes a person out of the contacts of others, whose records change by it. */
export function dropLinks(scene: ActionScene, id: string): void {
  const { relationships } = scene.world;
  const links = [...rowsOf(relationships, "person", id), ...rowsOf(relationships, "contact", id)];
  for (const link of links) {
    relationships.delete(link.id);
    stampPerson(scene, link.person === id ? link.contact : link.person);
  }
}

/** Takes rows out of their table. */
function removeAll(
  table: { delete(id: string): boolean },
  rows: readonly { readonly id: string }[],
): void {
  for (const { id } of rows) table.delete(id);
}

function markPerson(scene: ActionScene, id: string, enrollments: Enrollments): Counts {
  const { world } = scene;
  const status = "tobedeleted";
  setStatus(scene, { table: world.people, id, status });
  setStatus(scene, { table: world.demographics, id, status });
  if (enrollments === "stay") return { users: 1, enrollmentsMarked: 0 };
  const rosters = rowsOf(world.rosters, "person", id);
  const staff = rowsOf(world.staff, "person", id);
  for (const row of rosters) setStatus(scene, { table: world.rosters, id: row.id, status });
  for (const row of staff) setStatus(scene, { table: world.staff, id: row.id, status });
  return { users: 1, enrollmentsMarked: rosters.length + staff.length };
}
