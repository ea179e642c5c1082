import type { OneRosterVersion } from "../vocabulary.ts";
import { csvFiles } from "./columns.ts";
import { type Join, type JoinFile, joins, partsToRows, rowToPart, withParts } from "./join-rows.ts";
import type { RowValues } from "./row.ts";
import {
  type RecordFile,
  recordToRow,
  rowToRecord,
  type WireContext,
  type WireRecord,
} from "./wire.ts";

/** All rows of one record: that of its own file, and those that other files join to it. */
export interface RecordRows {
  readonly row: RowValues;
  readonly joined: readonly JoinedRow[];
}

/** A row of a join file. */
export interface JoinedRow {
  readonly file: JoinFile;
  readonly values: RowValues;
}

/** Joins all rows of a record into what it is over REST. Rows that are to be deleted, or of others, are left out. */
export function rowsToRecord(file: RecordFile, rows: RecordRows, context: WireContext): WireRecord {
  let record = rowToRecord(file, rows.row, context);
  for (const join of joinsOf(context.version, file)) {
    const parts = rows.joined
      .filter((row) => row.file === join.file)
      .map(({ values }) => rowToPart(join, values, context))
      .filter(({ owner, isDeleted }) => owner === record["sourcedId"] && !isDeleted);
    if (parts.length === 0) continue;
    record = withParts(
      record,
      join,
      parts.map(({ part }) => part),
    );
  }
  return record;
}

/** Spreads a record over the rows of all files that hold parts of it in this version. */
export function recordToRows(
  version: OneRosterVersion,
  file: RecordFile,
  record: WireRecord,
): RecordRows {
  return {
    row: recordToRow(version, file, record),
    joined: joinsOf(version, file).flatMap((join) =>
      partsToRows(join, record).map((values) => ({ file: join.file, values })),
    ),
  };
}

/** The join files that a version has for a file. */
function joinsOf(version: OneRosterVersion, file: RecordFile): readonly Join[] {
  const files = csvFiles(version);
  return joins.filter((join) => join.of === file && files.includes(join.file));
}
