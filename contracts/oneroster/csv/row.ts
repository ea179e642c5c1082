import { describeSeen, unreadable } from "../tolerant-values.ts";
import { OneRosterVersion } from "../vocabulary.ts";
import {
  type CellReader,
  type CellValue,
  formatCell,
  strictReader,
  tolerantReader,
} from "./cells.ts";
import { type Column, csvColumns, csvFiles } from "./columns.ts";
import type { FileMode } from "./manifest.ts";
import type { CsvFile } from "./tables.ts";

/** What the cells of a row mean. A blank cell has no member; `metadata.x` columns keep their name. */
export type RowValues = Readonly<Record<string, CellValue>>;

/** Something wrong with a cell. */
export interface CellProblem {
  readonly column: string;
  /** `must-be-blank` is for status and dateLastModified in a bulk file of 1.2. */
  readonly problem: "missing" | "unreadable" | "must-be-blank" | "unknown-column";
  /** At most 40 characters of the cell. May be personal data: for reports, not for logs. */
  readonly value: string;
}

/** A row and how to read it. */
export interface RowInput {
  readonly version: OneRosterVersion;
  readonly file: CsvFile;
  readonly mode: Exclude<FileMode, "absent">;
  /** Strict judges by the standard; tolerant reads what it can. */
  readonly dialect: "strict" | "tolerant";
  readonly row: Readonly<Record<string, string>>;
}

/** What a row says, and what is wrong with it. */
export interface RowReading {
  readonly values: RowValues;
  readonly problems: readonly CellProblem[];
}

/**
 * Reads a parsed row. A cell that does not read is left out and becomes a problem; so does a required
 * cell that is blank, in both dialects: whether the row can do without it is for the caller to say.
 *
 * The tolerant dialect takes `TRUE`, `Scheduled`, moments for days, known misspellings of columns, and
 * status cells in a bulk file, and the resources of a user that 1.2.0 had. It passes unknown columns over.
 */
export function readRow(input: RowInput): RowReading {
  const values: Record<string, CellValue> = {};
  const problems: CellProblem[] = [];
  const { columns, names } = readerOf(input);
  for (const { column, read } of columns) {
    const cell = cellOf(input, column.name);
    const problem = readCell(cell, { column, read, input, values });
    if (problem !== undefined) {
      problems.push({ column: column.name, problem, value: describeCell(cell) });
    }
  }
  if (hasOthers(input.row, names)) readOtherColumns(input, { values, problems, names });
  return { values, problems };
}

/** Writes values as the cells of a row: every column of the file, in order, then the metadata columns. */
export function formatRow(
  version: OneRosterVersion,
  file: CsvFile,
  values: RowValues,
): Record<string, string> {
  const names = csvColumns(version, file).map((column) => column.name);
  const metadata = Object.keys(values).filter((name) => name.startsWith("metadata."));
  return Object.fromEntries(
    [...names, ...metadata.toSorted()].map((name) => {
      const value = values[name];
      return [name, value === undefined ? "" : formatCell(value)];
    }),
  );
}

interface ColumnReader {
  readonly column: Column;
  readonly read: CellReader;
}

interface FileReader {
  readonly columns: readonly ColumnReader[];
  readonly names: ReadonlySet<string>;
}

const dialects = ["strict", "tolerant"] as const;

/** The readers of every file, made once: a bundle has millions of cells. */
const fileReaders: ReadonlyMap<string, FileReader> = new Map(
  OneRosterVersion.options.flatMap((version) =>
    dialects.flatMap((dialect) =>
      csvFiles(version).map((file) => [
        `${version} ${dialect} ${file}`,
        fileReader({ version, dialect, file }),
      ]),
    ),
  ),
);

function fileReader({ version, dialect, file }: Omit<RowInput, "mode" | "row">): FileReader {
  const make = dialect === "strict" ? strictReader : tolerantReader;
  const columns = csvColumns(version, file);
  return {
    columns: columns.map((column) => ({ column, read: make(version, column) })),
    names: new Set(columns.map((column) => column.name)),
  };
}

const noFile: FileReader = { columns: [], names: new Set() };

function readerOf({ version, dialect, file }: RowInput): FileReader {
  return fileReaders.get(`${version} ${dialect} ${file}`) ?? noFile;
}

function readCell(
  cell: string,
  at: ColumnReader & { readonly input: RowInput; readonly values: Record<string, CellValue> },
): CellProblem["problem"] | undefined {
  const { column, input } = at;
  const required = column.need === "always" || (column.need === "delta" && input.mode === "delta");
  if (cell === "" || (input.dialect === "tolerant" && cell.trim() === "")) {
    return required ? "missing" : undefined;
  }
  if (mustBeBlank(column, input)) return "must-be-blank";
  const value = at.read(cell);
  if (value === unreadable) return "unreadable";
  at.values[column.name] = value;
  return undefined;
}

/** Only 1.2.1 is known to forbid filled cells in a bulk file. */
function mustBeBlank(column: Column, { version, mode, dialect }: RowInput): boolean {
  return column.need === "delta" && mode === "bulk" && version === "1.2" && dialect === "strict";
}

/** Names under which columns come by mistake, or came in 1.0. */
const misspellings: Readonly<Record<string, string>> = {
  termSourcedIds: "termSourcedId",
  subjectCodes: "SubjectCodes",
  stateOfBirthAbbreviation: "stateofBirthAbbreviation",
  birthDate: "birthdate",
};

function cellOf({ row, dialect, file }: RowInput, name: string): string {
  const cell = ownCell(row, name);
  if (cell !== undefined || dialect === "strict") return cell ?? "";
  if (file === "demographics" && name === "sourcedId") return ownCell(row, "userSourcedId") ?? "";
  return ownCell(row, misspellings[name] ?? name) ?? "";
}

function ownCell(row: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

function hasOthers(row: RowInput["row"], names: ReadonlySet<string>): boolean {
  for (const name in row) if (!names.has(name)) return true;
  return false;
}

function readOtherColumns(
  input: RowInput,
  to: {
    readonly values: Record<string, CellValue>;
    readonly problems: CellProblem[];
    readonly names: ReadonlySet<string>;
  },
): void {
  for (const [name, cell] of Object.entries(input.row)) {
    if (to.names.has(name)) continue;
    if (name.startsWith("metadata.")) {
      if (cell !== "") to.values[name] = cell;
    } else if (isFormer(input, name)) {
      to.values[name] = itemsIn(cell);
    } else if (input.dialect === "strict") {
      to.problems.push({ column: name.slice(0, 40), problem: "unknown-column", value: "" });
    }
  }
}

/** Users of 1.2.0 listed their resources; 1.2.1 made userResources.csv of it. */
function isFormer({ version, file, dialect }: RowInput, name: string): boolean {
  const known = version === "1.2" && file === "users" && name === "resourceSourcedIds";
  return known && dialect === "tolerant";
}

function itemsIn(cell: string): readonly string[] {
  const items = cell.split(",").map((item) => item.trim());
  return items.filter((item) => item !== "");
}

function describeCell(cell: string): string {
  return describeSeen(cell).replace(/^string ?/, "");
}
