import type { CodedColumn, Column, RareColumn } from "./columns.ts";
import type { IdSpace } from "./id-space.ts";
import { createTable, type Identified, type Table } from "./table.ts";

/** One column for each field but the id. */
export type ColumnsOf<Row extends Identified> = {
  readonly [Field in Exclude<keyof Row, "id">]-?: Column<Row[Field]>;
};

/** What a table of columns is made of. */
export interface ColumnTableParts<Row extends Identified> {
  readonly ids: IdSpace;
  readonly columns: ColumnsOf<Row>;
  readonly read: (id: string, row: number) => Row;
  /** Sets every column. Written out for the largest tables: going through the fields by name takes twice as long. */
  readonly write?: (row: number, value: Row) => void;
  /** The columns that hardly any row fills, for loops that pass over the rows that do. */
  readonly rare?: readonly RareColumn[];
  readonly indexed?: Readonly<Partial<Record<keyof Row & string, CodedColumn<unknown>>>>;
}

/** Creates a table for very many rows: tens of bytes for each. */
export function createColumnTable<Row extends Identified>(
  parts: ColumnTableParts<Row>,
): Table<Row> {
  const { ids, columns, read } = parts;
  const write = parts.write ?? writeByName(columns);
  const indexed = new Map<string, CodedColumn<unknown>>();
  for (const [field, column] of Object.entries<CodedColumn<unknown> | undefined>(
    parts.indexed ?? {},
  )) {
    if (column !== undefined) indexed.set(field, column);
  }
  const { rare = [] } = parts;
  const [first, ...others] = rare;
  const hasRare = (row: number): boolean =>
    first !== undefined && (first.has(row) || others.some((column) => column.has(row)));
  return createTable({ ids, read, write, indexed, hasRare });
}

type FieldOf<Row extends Identified> = Exclude<keyof Row, "id"> & string;

function writeByName<Row extends Identified>(
  columns: ColumnsOf<Row>,
): (row: number, value: Row) => void {
  const names = Object.keys(columns).filter((name): name is FieldOf<Row> => name in columns);
  const writers = names.map((name) => fieldWriter(columns, name));
  return (row, value) => {
    for (const writer of writers) writer(row, value);
  };
}

function fieldWriter<Row extends Identified>(
  columns: ColumnsOf<Row>,
  name: FieldOf<Row>,
): (row: number, value: Row) => void {
  const column = columns[name];
  return (row, value) => column.set(row, value[name]);
}
