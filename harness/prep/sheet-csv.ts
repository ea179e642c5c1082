import Papa from "papaparse";
import type { Sheet } from "../../engine/index.ts";

/** Text that a spreadsheet would run as a formula (CWE-1236), behind any number of quotation marks that disarm it. */
const formula = /^'*[=+\-@\t\r]/;
const disarmed = /^'+[=+\-@\t\r]/;
const chunkRows = 2_000;

/**
 * A sheet as CSV in chunks of text: RFC 4180, with a byte order mark, by which spreadsheets know UTF-8. A cell that looks
 * like a formula gets a quotation mark before it, which `armedCell` takes away again.
 */
export function* sheetCsv({ columns, rows }: Sheet): Generator<string> {
  let chunk: (readonly string[])[] = [columns];
  let start = "\uFEFF";
  for (const row of rows()) {
    chunk.push(row.map(disarmedCell));
    if (chunk.length < chunkRows) continue;
    yield start + csvOf(chunk);
    chunk = [];
    start = "";
  }
  if (chunk.length > 0) yield start + csvOf(chunk);
}

function csvOf(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: "\r\n" },
  )}\r\n`;
}

/** A cell that no spreadsheet runs. */
export function disarmedCell(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before it was disarmed. */
export function armedCell(cell: string): string {
  return disarmed.test(cell) ? cell.slice(1) : cell;
}
