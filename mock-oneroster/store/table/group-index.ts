import type { CodedColumn } from "./columns.ts";

/** What an index asks of the table whose rows it groups. */
export interface IndexedRows {
  readonly rows: number;
  isLive(row: number): boolean;
}

/** Finds the rows that hold a value in one column without looking at the others. */
export interface GroupIndex {
  /** The live rows with this code, in no particular order. */
  rows(code: number): readonly number[];
  /** To be told of every row that is added or changed. */
  touch(row: number): void;
}

/**
 * Creates the index of a column. It is made when first asked: rows grouped by code in two flat arrays, eight
 * bytes a row. Rows touched since are looked at one by one, until they are so many that it is made anew.
 */
export function createGroupIndex(table: IndexedRows, column: CodedColumn<unknown>): GroupIndex {
  let made: Groups | undefined;
  let touched = new Set<number>();
  const groups = (): Groups => {
    if (made === undefined || touched.size > 4_096 + table.rows / 16) {
      made = groupRows(table, column);
      touched = new Set();
    }
    return made;
  };
  const holds = (row: number, code: number): boolean =>
    column.codeAt(row) === code && table.isLive(row);
  return {
    touch: (row) => {
      if (made !== undefined) touched.add(row);
    },
    rows: (code) => {
      const { starts, members } = groups();
      const found: number[] = [];
      const end = starts[code + 1] ?? 0;
      for (let at = starts[code] ?? end; at < end; at += 1) {
        const row = members[at] ?? 0;
        if (!touched.has(row) && holds(row, code)) found.push(row);
      }
      for (const row of touched) if (holds(row, code)) found.push(row);
      return found;
    },
  };
}

interface Groups {
  /** By code: where its members begin. One longer than there are codes. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

/** A counting sort: two passes over the rows. */
function groupRows(table: IndexedRows, column: CodedColumn<unknown>): Groups {
  const starts = new Uint32Array(column.codes + 1);
  for (let row = 0; row < table.rows; row += 1) {
    if (table.isLive(row)) bump(starts, column.codeAt(row) + 1);
  }
  for (let code = 1; code < starts.length; code += 1) {
    starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0);
  }
  const next = starts.slice();
  const members = new Uint32Array(starts.at(-1) ?? 0);
  for (let row = 0; row < table.rows; row += 1) {
    if (table.isLive(row)) members[bump(next, column.codeAt(row))] = row;
  }
  return { starts, members };
}

/** Adds one to a counter and gives what it was before. */
function bump(counters: Uint32Array, at: number): number {
  const before = counters[at] ?? 0;
  counters[at] = before + 1;
  return before;
}
