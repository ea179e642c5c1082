import { assert } from "../../../core/assert.ts";
import { wordColumn, type CodedColumn } from "./columns.ts";
import type { IdSpace } from "./id-space.ts";
import { createTable, type Identified, type Table } from "./table.ts";

/** Creates a table for some thousands of rows, kept as the objects that they are. */
export function createObjectTable<Row extends Identified>(
  ids: IdSpace,
  indexedFields: readonly (keyof Row & string)[] = [],
): Table<Row> {
  const objects: Row[] = [];
  const indexed = new Map<string, CodedColumn<string | undefined>>();
  for (const field of indexedFields) indexed.set(field, wordColumn<string | undefined>());
  return createTable<Row>({
    ids,
    indexed,
    // An object may hold anything.
    hasRare: () => true,
    write: (row, value) => {
      objects[row] = value;
      for (const field of indexedFields) indexed.get(field)?.set(row, textOf(value[field]));
    },
    read: (_id, row) => {
      const value = objects[row];
      assert(value !== undefined, "a row is written before it is read.");
      return value;
    },
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
