/** All rows of a table, in the order in which they came. */
export function rowsOf<Row>(table: { values(): Iterable<Row> }): readonly Row[] {
  return [...table.values()];
}
