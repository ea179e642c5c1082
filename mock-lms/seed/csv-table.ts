import Papa from "papaparse";
import type { FileProblem } from "./organization-file-error.ts";

/** A column: the names it may have in a header, first the usual one. Case, spaces and a star do not matter. */
export interface CsvColumn {
  readonly names: readonly string[];
  readonly required?: true;
  /** What a cell says, for the reference. */
  readonly about?: string;
}

/** A row. `at` is the file with the row's first line; `cell` gives a column's cell, trimmed, empty when missing. */
export interface CsvRow<Name extends string> {
  readonly at: string;
  readonly cell: (name: Name) => string;
}

/** The rows that can be read, and what is wrong with the others. */
export interface CsvTable<Name extends string> {
  readonly rows: readonly CsvRow<Name>[];
  readonly problems: readonly FileProblem[];
  /** Headers that mean nothing here. */
  readonly unknownColumns: readonly string[];
}

const cellCharactersMax = 2_000;
const columnsMax = 200;
const rowsMax = 10_000_000;
const problemsMax = 1_000;

/**
 * Reads CSV text with a header, as Schoology's Import and Export areas write it.
 *
 * Cells may be missing, doubled, too long or hostile: the row that has such a one is a problem and not a row.
 * Columns that nobody knows are left out.
 */
export function parseCsvTable<Name extends string>(
  file: string,
  text: string,
  columns: Readonly<Record<Name, CsvColumn>>,
): CsvTable<Name> {
  const rows: CsvRow<Name>[] = [];
  const problems: FileProblem[] = [];
  let header: Header | undefined;
  let line = 1;
  let seen = 0;
  let offset = 0;
  const clean = text.startsWith("\uFEFF") ? text.slice(1) : text;
  Papa.parse<string[]>(clean, {
    step: ({ data, errors, meta }, parser) => {
      const at = `${file}:${line}`;
      line += countNewlines(clean, offset, meta.cursor);
      offset = meta.cursor;
      seen += 1;
      const error = errors.find(({ type }) => type === "Quotes");
      if (error !== undefined) {
        problems.push({ at, why: "a quotation mark is left open or misplaced. Double it." });
      } else if (header === undefined) {
        header = readHeader(at, data, columns);
        problems.push(...header.problems);
      } else if (!isBlankRow(data)) {
        const why = whyUnusable(data, header.width);
        if (why === undefined) rows.push(rowOf(at, data, header.places));
        else problems.push({ at, why });
      }
      if (seen > rowsMax) problems.push({ at, why: "there are too many rows. Split the file." });
      if (seen > rowsMax || problems.length >= problemsMax || header?.fatal === true) {
        parser.abort();
      }
    },
    delimiter: ",",
  });
  if (header === undefined && problems.length === 0) {
    problems.push({ at: `${file}:1`, why: "the file is empty. It needs a header." });
  }
  return { rows, problems, unknownColumns: header?.unknown ?? [] };
}

interface Header {
  readonly places: ReadonlyMap<string, number>;
  readonly width: number;
  readonly problems: readonly FileProblem[];
  readonly unknown: readonly string[];
  readonly fatal: boolean;
}

function readHeader(
  at: string,
  cells: readonly string[],
  columns: Readonly<Record<string, CsvColumn>>,
): Header {
  const problems: FileProblem[] = [];
  const found = new Map<string, number>();
  const unknown: string[] = [];
  if (cells.length > columnsMax) problems.push({ at, why: "there are too many columns." });
  const names = Object.entries(columns);
  const nameOf = new Map(
    names.flatMap(([name, column]) => column.names.map((alias) => [keyOf(alias), name] as const)),
  );
  for (const [place, cell] of cells.slice(0, columnsMax).entries()) {
    const name = nameOf.get(keyOf(cell));
    if (name === undefined) unknown.push(cell.slice(0, 40));
    else if (found.has(name)) {
      problems.push({
        at,
        why: `the column ${columnTitle(columns, name)} is there twice. Remove one.`,
      });
    } else found.set(name, place);
  }
  for (const [name, column] of names) {
    if (column.required !== true || found.has(name)) continue;
    problems.push({ at, why: `the column ${column.names[0]} is missing. Add it to the header.` });
  }
  return {
    places: found,
    width: cells.length,
    problems,
    unknown,
    fatal: problems.length > 0,
  };
}

function columnTitle(columns: Readonly<Record<string, CsvColumn>>, name: string): string {
  return columns[name]?.names[0] ?? name;
}

function keyOf(header: string): string {
  return header.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function whyUnusable(cells: readonly string[], width: number): string | undefined {
  if (cells.slice(width).some((cell) => cell.trim() !== "")) {
    return `it has ${cells.length} cells and the header ${width}. Quote cells that hold commas.`;
  }
  if (cells.some((cell) => cell.length > cellCharactersMax)) {
    return `a cell has more than ${cellCharactersMax} characters. Shorten it.`;
  }
  // Control characters but for tabs and line ends: damage or an attack, never a name.
  return cells.some((cell) => /[^\P{Cc}\t\n\r]/u.test(cell))
    ? "a cell holds a control character. Remove it."
    : undefined;
}

function rowOf<Name extends string>(
  at: string,
  cells: readonly string[],
  places: ReadonlyMap<string, number>,
): CsvRow<Name> {
  return { at, cell: (name) => (cells[places.get(name) ?? -1] ?? "").trim() };
}

function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}
