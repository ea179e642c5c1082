import { csvColumns, type Column } from "../../contracts/oneroster/csv/columns.ts";
import type { FileMode } from "../../contracts/oneroster/csv/manifest.ts";
import { readRow, type CellProblem, type RowValues } from "../../contracts/oneroster/csv/row.ts";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { BundleFile } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";
import { checkHeader, type Header, type HeaderTarget } from "./check-header.ts";
import { describeKind, wordColumns } from "./describe-kind.ts";
import type { Detach } from "./detach-text.ts";
import type { Findings } from "./findings.ts";
import { rowsMax } from "./limits.ts";
import { readRows, type CsvRow } from "./read-rows.ts";
import { createSeenIds, type SeenIds } from "./seen-ids.ts";

/** A row that has a sourcedId of its own. */
export interface TableRow {
  readonly sourcedId: string;
  readonly line: number;
  readonly values: RowValues;
  readonly header: Header;
}

/** A file to read, and where to say what is wrong with it. */
export interface TableReading extends HeaderTarget {
  readonly source: BundleFile;
  readonly mode: Exclude<FileMode, "absent">;
  readonly findings: Findings;
  readonly detach: Detach;
}

/** What was read: the sourcedIds, and how many passwords were passed over. */
export interface TableResult {
  readonly ids: SeenIds;
  readonly passwords: number;
}

/**
 * Reads a file of a bundle row by row and gives each row to `take`.
 *
 * Rows without a sourcedId and rows whose sourcedId came before are left out; rows with blank or wrong cells
 * are kept, because a mock SIS must be able to serve dirty data.
 */
export async function readTable(
  reading: TableReading,
  take: (row: TableRow) => void,
): Promise<TableResult> {
  const ids = createSeenIds();
  let header: Header | undefined;
  let passwords = 0;
  for await (const rows of readRows(reading.source)) {
    for (const row of rows) {
      if (header === undefined) {
        header = checkHeader(reading, row.cells, reading.findings);
        continue;
      }
      const read = readTableRow(reading, header, row);
      if (read === undefined || !isFirst(reading, ids, read)) continue;
      if (read.values["password"] !== undefined) passwords += 1;
      take(read);
      if (ids.size > rowsMax) throw tooManyRows(reading.source.name);
    }
  }
  if (header === undefined) throw headerMissing(reading);
  return { ids, passwords };
}

function readTableRow(reading: TableReading, header: Header, row: CsvRow): TableRow | undefined {
  const { version, file, mode, findings } = reading;
  checkShape(reading, header, row);
  const { values: cells, problems } = readRow({
    version,
    file,
    mode,
    dialect: "tolerant",
    row: toCells(header, row.cells),
  });
  const values = reading.detach(cells);
  const sourcedId = values["sourcedId"];
  if (typeof sourcedId !== "string") {
    const name = reading.source.name;
    const place = { file: name, line: row.line, column: header.columnOf("sourcedId") };
    findings.addAt(place, (at) =>
      diagnose("bundle-row-without-id", { at }, { file: name, line: row.line }),
    );
    return undefined;
  }
  for (const problem of problems) noteProblem(reading, { header, row, problem });
  noteStrangeWords(reading, { header, row, values });
  return { sourcedId, line: row.line, values, header };
}

function toCells(header: Header, cells: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {};
  for (const [index, name] of header.names.entries()) {
    if (name !== "") row[name] = cells[index] ?? "";
  }
  return row;
}

function checkShape({ source, findings }: TableReading, header: Header, row: CsvRow): void {
  const { line } = row;
  const [cells, columns] = [row.cells.length, header.names.length];
  const file = source.name;
  if (row.strayQuote) {
    findings.addAt({ file, line, column: 1 }, (at) =>
      diagnose("bundle-quote-stray", { at }, { file, line }),
    );
  }
  if (cells === columns) return;
  const place = { file, line, column: Math.min(cells, columns) + 1 };
  findings.addAt(place, (at) =>
    diagnose("bundle-row-ragged", { at }, { file, line, cells, columns }),
  );
}

function noteProblem(
  { source, version, file: table, findings }: TableReading,
  found: { readonly header: Header; readonly row: CsvRow; readonly problem: CellProblem },
): void {
  const { column, problem, value } = found.problem;
  const file = source.name;
  const { line } = found.row;
  const place = { file, line, column: found.header.columnOf(column) };
  if (problem === "missing") {
    if (!found.header.names.includes(column)) return;
    findings.addAt(place, (at) => diagnose("bundle-cell-blank", { at }, { file, line, column }));
    return;
  }
  const kind = csvColumns(version, table).find((one: Column) => one.name === column);
  const expected = describeKind(version, kind);
  findings.addAt(place, (at) =>
    diagnose("bundle-cell-type", { at }, { file, line, column, expected, value }),
  );
}

/** Words of a vocabulary that are not in it are read by the tolerant dialect, but not without a remark. */
function noteStrangeWords(
  { source, version, file: table, findings }: TableReading,
  found: { readonly header: Header; readonly row: CsvRow; readonly values: RowValues },
): void {
  const file = source.name;
  const { line } = found.row;
  for (const { column, knows } of wordColumns(version, table)) {
    const value = found.values[column.name];
    if (typeof value !== "string" || knows(value)) continue;
    const place = { file, line, column: found.header.columnOf(column.name) };
    const expected = describeKind(version, column);
    const args = { file, line, column: column.name, value: value.slice(0, 40), expected };
    findings.addAt(place, (at) => diagnose("bundle-cell-word", { at }, args));
  }
}

function isFirst(
  { source, findings }: TableReading,
  ids: SeenIds,
  { sourcedId, line, header }: TableRow,
): boolean {
  const firstLine = ids.add(sourcedId, line);
  if (firstLine === undefined) return true;
  const file = source.name;
  const place = { file, line, column: header.columnOf("sourcedId") };
  findings.addAt(place, (at) =>
    diagnose("bundle-id-repeated", { at }, { sourcedId, file, line, firstLine }),
  );
  return false;
}

function tooManyRows(file: string): BundleError {
  const args = { file, what: "the number of rows", limit: rowsMax };
  return new BundleError(diagnose("bundle-too-large", { at: file }, args));
}

function headerMissing({ source, findings }: TableReading): BundleError {
  const at = `${source.name}:1:1`;
  return new BundleError(
    diagnose("bundle-header-missing", { at }, { file: source.name }),
    findings.all(),
  );
}
