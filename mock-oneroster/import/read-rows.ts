import Papa from "papaparse";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { BundleFile } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";
import { rowCharactersMax } from "./limits.ts";
import { countLines, createRowCutter, type RowBlock } from "./row-blocks.ts";
import { decodeText } from "./decode-text.ts";

/** A row of cells and the line on which it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether a quotation mark in it stands where it may not. */
  readonly strayQuote: boolean;
}

/**
 * Reads the rows of a CSV file, block by block, and holds no more of its text than one block.
 *
 * Lines that are blank are passed over but counted. Throws a BundleError when the file is not UTF-8, when a
 * quotation mark is never closed, and when a row is longer than any row should be.
 */
export async function* readRows(file: BundleFile): AsyncGenerator<readonly CsvRow[]> {
  const cutter = createRowCutter();
  for await (const text of decodeText(file)) {
    const block = cutter.push(text);
    if (block !== undefined) yield parseBlock(block);
    if (cutter.held() > rowCharactersMax) throw tooLong(file.name, cutter.heldLine());
  }
  const open = cutter.openQuote();
  if (open !== undefined) throw quoteOpen(file.name, open);
  const last = cutter.end();
  if (last !== undefined) yield parseBlock(last);
}

function parseBlock({ text, line }: RowBlock): readonly CsvRow[] {
  const parsed = Papa.parse<string[]>(text, { delimiter: ",", newline: "\n" });
  const stray = new Set(parsed.errors.map((error) => error.row));
  const rows: CsvRow[] = [];
  let at = line;
  for (const [index, cells] of parsed.data.entries()) {
    const blank = cells.length === 1 && cells[0]?.trim() === "";
    if (!blank) rows.push({ line: at, cells, strayQuote: stray.has(index) });
    at += 1;
    for (const cell of cells) at += countLines(cell);
  }
  return rows;
}

/** Whether a quotation mark in it would be closed further on is not looked at. */
function tooLong(file: string, line: number): BundleError {
  const args = { file, line, limit: rowCharactersMax };
  return new BundleError(diagnose("bundle-row-too-long", { at: `${file}:${line}:1` }, args));
}

function quoteOpen(file: string, line: number): BundleError {
  return new BundleError(
    diagnose("bundle-quote-open", { at: `${file}:${line}:1` }, { file, line }),
  );
}
