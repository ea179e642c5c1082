import { compareText } from "../../compare-text.ts";
import type { Seat, Section, Stamped } from "../../records.ts";
import type { Table } from "../../table/table.ts";
import { personOfSourcedId } from "../select/record-ids.ts";
import { isSeatInForce, isSectionInForce } from "../in-force.ts";
import type { ActionScene } from "../scene.ts";
import type { RecordKind } from "../schema/records.ts";
import { setStatus } from "./set-status.ts";

/** A record whose status can be changed, whatever it is. */
export interface ShelvedRecord {
  readonly status: string;
  change(status: "active" | "tobedeleted"): void;
}

/** A table of records of one kind. */
export interface Shelf {
  find(id: string): ShelvedRecord | undefined;
  /** The records in force that have another status, in order of id. */
  without(status: string): Iterable<ShelvedRecord>;
}

/** The tables that hold the records of a kind. */
export function shelvesOf(scene: ActionScene, kind: RecordKind): readonly Shelf[] {
  const { world } = scene;
  const keyOf = (id: string): string => personOfSourcedId(world, id)?.id ?? id;
  const section = (row: Section): boolean => isSectionInForce(world, row);
  const seat = (row: Seat): boolean => isSeatInForce(world, row);
  const plain = <Row extends Stamped>(table: Table<Row>): Shelf => shelf(scene, { table });
  const large = { hasStatusIndex: true } as const;
  const shelves: Readonly<Record<RecordKind, () => readonly Shelf[]>> = {
    org: () => [plain(world.orgs)],
    academicSession: () => [plain(world.schoolYears), plain(world.terms)],
    course: () => [plain(world.courses)],
    class: () => [shelf(scene, { ...large, table: world.sections, isInForce: section })],
    enrollment: () => [
      shelf(scene, { ...large, table: world.rosters, isInForce: seat }),
      shelf(scene, { ...large, table: world.staff, isInForce: seat }),
    ],
    user: () => [shelf(scene, { ...large, table: world.people, keyOf })],
    demographics: () => [shelf(scene, { ...large, table: world.demographics, keyOf })],
    category: () => [plain(world.categories)],
    lineItem: () => [plain(world.lineItems)],
    gradingTask: () => [plain(world.gradingTasks)],
    result: () => [shelf(scene, { ...large, table: world.results })],
    scoreScale: () => [plain(world.scoreGroups)],
    resource: () => [plain(world.resources)],
    assessmentLineItem: () => [plain(world.assessmentLineItems)],
    assessmentResult: () => [plain(world.assessmentResults)],
  };
  return shelves[kind]();
}

interface ShelfParts<Row extends Stamped> {
  readonly table: Table<Row>;
  /** The key of the row that a sourcedId names. */
  readonly keyOf?: (sourcedId: string) => string;
  readonly isInForce?: (row: Row) => boolean;
  /** Whether rows can be looked up by status. */
  readonly hasStatusIndex?: boolean;
}

function shelf<Row extends Stamped>(scene: ActionScene, parts: ShelfParts<Row>): Shelf {
  const { table, keyOf, isInForce, hasStatusIndex = false } = parts;
  const shelved = ({ id, status }: Row): ShelvedRecord => ({
    status,
    change: (wanted) => {
      setStatus(scene, { table, id, status: wanted });
    },
  });
  return {
    find: (id) => {
      const row = table.get(keyOf === undefined ? id : keyOf(id));
      return row && shelved(row);
    },
    *without(status) {
      const isRestored = status === "active" && hasStatusIndex;
      for (const number of isRestored ? deletedRows(table) : table.rows.ordered()) {
        const row = table.rows.at(number);
        if (row.status !== status && (isInForce?.(row) ?? true)) yield shelved(row);
      }
    },
  };
}

/** Deleted rows are few, and found without a look at the others. */
function deletedRows<Row extends Stamped>({ rows }: Table<Row>): readonly number[] {
  return rows
    .where("status", "tobedeleted")
    .toSorted((a, b) => compareText(rows.idAt(a), rows.idAt(b)));
}
