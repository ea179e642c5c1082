import { guidOf } from "../store/guid.ts";
import type { CodedColumn } from "../store/table/columns.ts";
import type { Table, Identified } from "../store/table/table.ts";
import type { IdClass } from "../store/world.ts";
import type { ViewMember, WriterMaker } from "./class-view.ts";
import { orderByGuid, type GuidOrder } from "./guid-order.ts";
import type { RefMaker, WireRecord } from "./refs.ts";
import type { WireIds } from "./wire-ids.ts";

/** What a member that shows the rows of a table is made of. */
export interface TableMemberParts<Row extends Identified> {
  readonly table: Table<Row>;
  readonly ids: WireIds;
  /** The class by whose policy the ids go over the wire; absent when they always go as they are. */
  readonly idClass?: IdClass;
  /** Whether a row is shown. All are when absent. */
  readonly shows?: (row: number) => boolean;
  readonly project: (row: Row, ref: RefMaker) => WireRecord;
  readonly writer?: WriterMaker;
  /** Whether a row is of a kind that a path serves. */
  readonly belongs?: (row: Row, kind: string) => boolean;
  /** Wire fields that an indexed field of the table stands for, with the key of a text on the wire. */
  readonly fields: Readonly<Record<string, IndexedField<Row>>>;
}

/** How a field on the wire leads to an index of the table. */
export interface IndexedField<Row> {
  readonly field: keyof Row & string;
  /** The text in the table for one on the wire; undefined when no row can have it. The same when absent. */
  readonly keyOf?: (text: string) => string | undefined;
  /** `superset` when rows with the key may still not match, as the records of one person in 1.1. */
  readonly finds?: "superset";
  /** Whether the field holds few texts, so that all of them may be looked through. */
  readonly few?: true;
}

/** A class, or a part of one, whose records are the rows of a table. */
export function createTableMember<Row extends Identified>(
  parts: TableMemberParts<Row>,
): ViewMember {
  const { table, idClass, ids, project } = parts;
  const { rows } = table;
  const shows = parts.shows ?? (() => true);
  const guidClass = idClass !== undefined && ids.isGuid(idClass) ? idClass : undefined;
  let guids: GuidOrder | undefined;
  const guidOrder = (of: IdClass): GuidOrder => {
    guids ??= orderByGuid(rows.ordered().filter(shows), (row) => guidOf(of, rows.idAt(row)));
    return guids;
  };
  return {
    rows: () => {
      if (guidClass !== undefined) return guidOrder(guidClass).handles;
      return parts.shows === undefined ? rows.ordered() : rows.ordered().filter(shows);
    },
    sourcedIdAt: (row) => {
      const id = rows.idAt(row);
      return guidClass === undefined ? id : guidOf(guidClass, id);
    },
    record: (row, ref) => project(rows.at(row), ref),
    writer: parts.writer,
    find: (sourcedId) =>
      guidClass === undefined ? rows.find(sourcedId) : guidOrder(guidClass).find(sourcedId),
    shows: (row) => rows.isLive(row) && shows(row),
    candidates: (name, text) => {
      const indexed = Object.hasOwn(parts.fields, name) ? parts.fields[name] : undefined;
      if (indexed === undefined) return undefined;
      const key = indexed.keyOf === undefined ? text : indexed.keyOf(text);
      const handles = key === undefined ? [] : rows.where(indexed.field, key).filter(shows);
      return { handles, exact: indexed.finds === undefined };
    },
    belongs: (row, kind) => parts.belongs?.(rows.at(row), kind) ?? false,
    texts: (name) => {
      const indexed = Object.hasOwn(parts.fields, name) ? parts.fields[name] : undefined;
      if (indexed?.few !== true) return undefined;
      return textsOf(rows.column(indexed.field));
    },
  };
}

/** All texts that a column has ever held. */
export function textsOf(column: CodedColumn<unknown>): readonly string[] {
  const texts = Array.from({ length: column.codes }, (_, code) => column.textOf(code));
  return texts.filter((text) => text !== undefined);
}
