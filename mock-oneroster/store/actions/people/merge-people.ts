import type { Relationship, Seat } from "../../records.ts";
import type { Identified, Table } from "../../table/table.ts";
import { SisActionError } from "../action-error.ts";
import { setStatus } from "../records/set-status.ts";
import { rowsOf } from "../rows-of.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { selectPerson } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/**
 * Two records of one human being become one: seats, enrollments at schools, assignments, relationships and
 * scores move to the record that is kept. What it has already is not there twice afterwards (F21, F25).
 */
export function mergePeople(scene: ActionScene, plan: PlanOf<"merge-people">): Counts {
  const from = selectPerson(scene, plan.gone).id;
  const to = selectPerson(scene, plan.keep).id;
  if (from === to) throw new SisActionError(scene.action, `"${plan.gone}" is the one who is kept.`);
  const merge = { scene, from, to };
  const enrollmentsMoved = moveSeats(merge);
  movePlaces(merge);
  const links = moveLinks(merge);
  moveScores(merge);
  moveDemographics(merge);
  stampPerson(scene, to);
  if (plan.how === "vanish") scene.world.people.delete(from);
  else setStatus(scene, { table: scene.world.people, id: from, status: "tobedeleted" });
  return { users: 2, enrollmentsMoved, links };
}

interface Merge {
  readonly scene: ActionScene;
  readonly from: string;
  readonly to: string;
}

interface Move<Row extends Identified> {
  readonly table: Table<Row>;
  readonly field: keyof Row & string;
  readonly isTwin: (moved: Row, kept: Row) => boolean;
  /** The row as the survivor has it. */
  readonly become: (row: Row) => Row;
}

/** Moves rows to the survivor, and drops those of which he has a twin. Gives the number of rows moved. */
function moveRows<Row extends Identified>({ from, to }: Merge, move: Move<Row>): number {
  const { table, field, isTwin, become } = move;
  const kept = rowsOf(table, field, to);
  let moved = 0;
  for (const row of rowsOf(table, field, from)) {
    if (kept.some((own) => isTwin(row, own))) {
      table.delete(row.id);
      continue;
    }
    table.put(become(row));
    moved += 1;
  }
  return moved;
}

function moveSeats(merge: Merge): number {
  const { scene, to } = merge;
  const { world, modified } = scene;
  const seats = { field: "person", isTwin: isSameSection } as const;
  const rosters = moveRows(merge, {
    ...seats,
    table: world.rosters,
    become: (row) => ({ ...row, person: to, modified }),
  });
  const staff = moveRows(merge, {
    ...seats,
    table: world.staff,
    become: (row) => ({ ...row, person: to, modified }),
  });
  return rosters + staff;
}

function isSameSection(moved: Seat, kept: Seat): boolean {
  return moved.section === kept.section;
}

function movePlaces(merge: Merge): void {
  const { world } = merge.scene;
  moveRows(merge, {
    table: world.schoolEnrollments,
    field: "person",
    isTwin: (moved, kept) => moved.calendar === kept.calendar && moved.school === kept.school,
    become: (row) => ({ ...row, person: merge.to }),
  });
  moveRows(merge, {
    table: world.assignments,
    field: "person",
    isTwin: (moved, kept) => moved.org === kept.org && moved.role === kept.role,
    become: (row) => ({ ...row, person: merge.to }),
  });
}

/** Nobody is his own contact: a link between the two goes. */
function moveLinks(merge: Merge): number {
  const { scene, from, to } = merge;
  const { relationships } = scene.world;
  const sides = { person: "contact", contact: "person" } as const;
  let moved = 0;
  for (const field of ["person", "contact"] as const) {
    const other = sides[field];
    const touched = rowsOf(relationships, field, from);
    for (const link of touched) if (link[other] === to) relationships.delete(link.id);
    const isTwin = (link: Relationship, kept: Relationship): boolean => link[other] === kept[other];
    const become = (link: Relationship): Relationship => ({ ...link, [field]: to });
    moved += moveRows(merge, { table: relationships, field, isTwin, become });
    for (const link of touched) stampPerson(scene, link[other]);
  }
  return moved;
}

function moveScores(merge: Merge): void {
  const { scene, to } = merge;
  const { world, modified } = scene;
  moveRows(merge, {
    table: world.results,
    field: "student",
    isTwin: (moved, kept) => moved.lineItem === kept.lineItem,
    become: (row) => ({ ...row, student: to, modified }),
  });
  moveRows(merge, {
    table: world.assessmentResults,
    field: "student",
    isTwin: (moved, kept) => moved.assessmentLineItem === kept.assessmentLineItem,
    become: (row) => ({ ...row, student: to, modified }),
  });
}

function moveDemographics({ scene, from, to }: Merge): void {
  const { demographics } = scene.world;
  const facts = demographics.get(from);
  if (facts === undefined) return;
  demographics.delete(from);
  if (!demographics.has(to)) demographics.put({ ...facts, id: to, modified: scene.modified });
}
