import type { Identified, Table } from "../table/table.ts";

/** The rows that hold a text in an indexed field, in the order in which they came: an index alone promises none. */
export function rowsOf<Row extends Identified>(
  { rows }: Table<Row>,
  field: keyof Row & string,
  text: string,
): readonly Row[] {
  return rows
    .where(field, text)
    .toSorted((a, b) => a - b)
    .map((row) => rows.at(row));
}
