import { compareText } from "../compare-text.ts";
import type { CodedColumn } from "./columns.ts";
import { createGroupIndex, type GroupIndex } from "./group-index.ts";
import type { IdSpace } from "./id-space.ts";
import { createIdOrder } from "./id-order.ts";
import { grown } from "./packed-texts.ts";

/** A thing that a table can hold. */
export interface Identified {
  readonly id: string;
}

/**
 * Rows of one kind, found by id, kept column by column: a row takes tens of bytes where an object takes hundreds.
 *
 * `get`, `at` and `values` make a new object each time. A change is a `put` of the whole row.
 */
export interface Table<Row extends Identified> {
  /** How many rows there are. */
  readonly size: number;
  /** Raised by every change. */
  readonly revision: number;
  get(id: string): Row | undefined;
  has(id: string): boolean;
  /** Adds a row, or replaces the one with its id. */
  put(row: Row): void;
  /** Removes a row. Says whether there was one. */
  delete(id: string): boolean;
  /** All rows, in the order in which their ids first came. */
  values(): Generator<Row, void>;
  /** The rows that hold a text in an indexed field, without looking at the others. */
  where(field: keyof Row & string, text: string): readonly Row[];
  /** The same by row number, for loops over millions. */
  readonly rows: TableRows<Row>;
}

/** A table by row number. Numbers run below `end`, and some of them may be free. */
export interface TableRows<Row> {
  readonly end: number;
  isLive(row: number): boolean;
  /** The number of a row by id, or -1. */
  find(id: string): number;
  at(row: number): Row;
  idAt(row: number): string;
  /** Writes the bytes of a plain id: as `PackedTexts.writePlain`. */
  writeId(row: number, target: Uint8Array, at: number): number;
  /** Whether a row may have a value in a field that hardly any row has. */
  hasRare(row: number): boolean;
  /** The number of a row's id in its space. */
  codeAt(row: number): number;
  /** The row of an id's number in its space, or -1: for following a column of references. */
  ofCode(code: number): number;
  /** The column of an indexed field. */
  column(field: keyof Row & string): CodedColumn<unknown>;
  /** The numbers of the rows that hold a text in an indexed field, in no particular order. */
  where(field: keyof Row & string, text: string): readonly number[];
  /** The numbers of all rows in the order of their ids by Unicode code points. Not to be changed. */
  ordered(): Uint32Array;
}

/** What a table is made of. */
export interface TableParts<Row extends Identified> {
  readonly ids: IdSpace;
  readonly write: (row: number, value: Row) => void;
  /** Makes the object of a row. */
  readonly read: (id: string, row: number) => Row;
  /** The columns by which rows can be looked up. */
  readonly indexed: ReadonlyMap<string, CodedColumn<unknown>>;
  readonly hasRare: (row: number) => boolean;
}

/** Creates an empty table. */
export function createTable<Row extends Identified>(parts: TableParts<Row>): Table<Row> {
  const { ids, read, write } = parts;
  let codeOfRow = new Uint32Array(32);
  /** By code of an id: the row plus one, 0 for none. A removed row keeps its place, in case it comes back. */
  let rowOfCode = new Uint32Array(32);
  let live = new Uint8Array(32);
  let end = 0;
  let size = 0;
  let revision = 0;
  const idAt = (row: number): string => ids.text(codeOfRow[row] ?? 0);
  const isLive = (row: number): boolean => live[row] === 1;
  const counted = {
    get rows() {
      return end;
    },
    isLive,
  };
  const indexes = new Map(
    Array.from(parts.indexed, ([field, column]) => [
      field,
      { column, index: createGroupIndex(counted, column) },
    ]),
  );
  /** The indexes that were asked for: the others will be made of what is there then. */
  const touchable: GroupIndex[] = [];
  const order = createIdOrder({ counted, idAt, compare: compareText });

  const place = (id: string): number => {
    const code = ids.code(id);
    while (code >= rowOfCode.length) rowOfCode = grown(rowOfCode);
    const known = rowOfCode[code] ?? 0;
    if (known !== 0) return known - 1;
    if (end === codeOfRow.length) {
      codeOfRow = grown(codeOfRow);
      const longer = new Uint8Array(codeOfRow.length);
      longer.set(live);
      live = longer;
    }
    codeOfRow[end] = code;
    rowOfCode[code] = end + 1;
    end += 1;
    return end - 1;
  };
  const ofCode = (code: number): number => {
    const row = (rowOfCode[code] ?? 0) - 1;
    return row !== -1 && isLive(row) ? row : -1;
  };
  const find = (id: string): number => {
    const code = ids.find(id);
    return code === -1 ? -1 : ofCode(code);
  };
  const changed = (row: number): void => {
    revision += 1;
    for (const index of touchable) index.touch(row);
  };
  const put = (value: Row): void => {
    const row = place(value.id);
    write(row, value);
    if (!isLive(row)) {
      live[row] = 1;
      size += 1;
      order.added(row, value.id);
    }
    changed(row);
  };
  const remove = (id: string): boolean => {
    const row = find(id);
    if (row === -1) return false;
    live[row] = 0;
    size -= 1;
    order.removed();
    changed(row);
    return true;
  };
  const indexOn = (field: string): FieldIndex => {
    const found = indexes.get(field);
    if (found === undefined) throw new RangeError(`No index on ${field}.`);
    return found;
  };
  const whereRows = (field: string, text: string): readonly number[] => {
    const found = indexOn(field);
    if (!touchable.includes(found.index)) touchable.push(found.index);
    const code = found.column.find(text);
    return code === -1 ? [] : found.index.rows(code);
  };
  const at = (row: number): Row => read(idAt(row), row);
  return {
    get size() {
      return size;
    },
    get revision() {
      return revision;
    },
    get: (id) => {
      const row = find(id);
      return row === -1 ? undefined : read(id, row);
    },
    has: (id) => find(id) !== -1,
    put,
    delete: remove,
    *values() {
      for (let row = 0; row < end; row += 1) if (isLive(row)) yield at(row);
    },
    where: (field, text) => whereRows(field, text).map(at),
    rows: {
      get end() {
        return end;
      },
      isLive,
      find,
      at,
      idAt,
      writeId: (row, target, from) => ids.writePlain(codeOfRow[row] ?? 0, target, from),
      hasRare: parts.hasRare,
      codeAt: (row) => codeOfRow[row] ?? 0,
      ofCode,
      column: (field) => indexOn(field).column,
      where: whereRows,
      ordered: () => order.rows(),
    },
  };
}

interface FieldIndex {
  readonly column: CodedColumn<unknown>;
  readonly index: GroupIndex;
}
