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
 * bytes a row. Rows touched since stand beside it by the code that they got, so that asking costs no more after
 * many changes; when they are too many the index is forgotten, and made anew when next asked.
 */
export function createGroupIndex(table: IndexedRows, column: CodedColumn<unknown>): GroupIndex {
  let made: Groups | undefined;
  let since = createChanges();
  const touch = (row: number): void => {
    if (made === undefined) return;
    since.add(row, column.codeAt(row));
    if (since.count > 4_096 + table.rows / 16) {
      made = undefined;
      since = createChanges();
    }
  };
  const rows = (code: number): readonly number[] => {
    made ??= groupRows(table, column);
    const found: number[] = [];
    const end = made.starts[code + 1] ?? 0;
    for (let at = made.starts[code] ?? end; at < end; at += 1) {
      const row = made.members[at] ?? 0;
      if (!since.has(row) && table.isLive(row)) found.push(row);
    }
    for (const row of since.rows(code)) if (table.isLive(row)) found.push(row);
    return found;
  };
  return { rows, touch };
}

/** Rows that changed since an index was made. */
interface Changes {
  /** How many changes are kept. */
  readonly count: number;
  add(row: number, code: number): void;
  has(row: number): boolean;
  /** The rows that have a code now, each once. */
  rows(code: number): Iterable<number>;
}

function createChanges(): Changes {
  const codeOf = new Map<number, number>();
  /** By code: rows that got it at some time. They may have got another one since. */
  const byCode = new Map<number, number[]>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    add: (row, code) => {
      if (codeOf.get(row) === code) return;
      codeOf.set(row, code);
      const rows = byCode.get(code);
      if (rows === undefined) byCode.set(code, [row]);
      else rows.push(row);
      count += 1;
    },
    has: (row) => codeOf.has(row),
    rows: (code) => {
      const rows = (byCode.get(code) ?? []).filter((row) => codeOf.get(row) === code);
      return rows.length > 1 ? new Set(rows) : rows;
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
