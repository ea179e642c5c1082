import type { Person } from "../../records.ts";
import { personOfSourcedId } from "./record-ids.ts";
import type { World } from "../../world.ts";
import type { ActionScene } from "../scene.ts";
import { choose } from "./choose.ts";
import { anyone, students, teachers, type PersonKind } from "./person-kinds.ts";

/** Finds a person of a kind by sourcedId of either version, or by `first`, `second`, … in order of id. */
export function selectPerson(
  scene: ActionScene,
  selector: string,
  kind: PersonKind = anyone,
): Person {
  const { world } = scene;
  const exact = personOfSourcedId(world, selector);
  return choose(scene, {
    selector,
    noun: kind.noun,
    exact: exact !== undefined && kind.is(world, exact.id) ? exact : undefined,
    inOrder: () => peopleInOrder(world, kind),
  });
}

/** Finds a student. */
export function selectStudent(scene: ActionScene, selector: string): Person {
  return selectPerson(scene, selector, students);
}

/** Finds a teacher. */
export function selectTeacher(scene: ActionScene, selector: string): Person {
  return selectPerson(scene, selector, teachers);
}

function* peopleInOrder(world: World, kind: PersonKind): Generator<Person, void> {
  const { rows } = world.people;
  const marks = kind.found === undefined ? undefined : markPeople(world, kind.found);
  for (const row of rows.ordered()) {
    if (marks !== undefined && marks[row] !== 1) continue;
    if (!kind.is(world, rows.idAt(row))) continue;
    const person = rows.at(row);
    if (person.status !== "tobedeleted") yield person;
  }
}

/** One byte for each row of the people: 1 when something of the kind refers to it. */
function markPeople(world: World, found: NonNullable<PersonKind["found"]>): Uint8Array {
  const { rows, column } = found(world);
  const marks = new Uint8Array(world.people.rows.end);
  for (let row = 0; row < rows.end; row += 1) {
    if (!rows.isLive(row)) continue;
    const person = world.people.rows.ofCode(column.codeAt(row));
    if (person !== -1) marks[person] = 1;
  }
  return marks;
}
