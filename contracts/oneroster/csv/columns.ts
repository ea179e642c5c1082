import { assert } from "../../../core/assert.ts";
import type { OneRosterVersion } from "../vocabulary.ts";
import { type CsvFile, csvLinesV1p1, csvLinesV1p2 } from "./tables.ts";

const kinds = [
  "text",
  "guid",
  "date",
  "dateTime",
  "year",
  "flag",
  "number",
  "ref",
  "refs",
  "word",
  "words",
  "list",
  "pairs",
] as const;

/** The kind of a column, the word before the brackets. */
export type ColumnKind = (typeof kinds)[number];

/** One column of a CSV file. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What stood in the brackets: the file that is referred to, or the vocabulary. */
  readonly of: string;
  readonly need: "always" | "delta" | "never";
}

const linePattern = /^(\w+) (\w+)(?:\((\w+)\))? (1|0\.\.1|delta)$/;
const needs: Readonly<Record<string, Column["need"]>> = {
  "1": "always",
  "0..1": "never",
  delta: "delta",
};

const linesOf = { "1.1": csvLinesV1p1, "1.2": csvLinesV1p2 };
const columnsOf = {
  "1.1": parseTable(csvLinesV1p1),
  "1.2": parseTable(csvLinesV1p2),
};

/** Names the files of a version in the order of its manifest, without `.csv`. */
export function csvFiles(version: OneRosterVersion): readonly CsvFile[] {
  const known: Readonly<Record<string, unknown>> = linesOf[version];
  return [...columnsOf[version].keys()].filter((name): name is CsvFile => name in known);
}

/** Gives the columns of a file in order, or none when the version has no such file. */
export function csvColumns(version: OneRosterVersion, file: CsvFile): readonly Column[] {
  return columnsOf[version].get(file) ?? [];
}

function parseTable(
  table: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly Column[]> {
  return new Map(Object.entries(table).map(([file, lines]) => [file, lines.map(parseColumn)]));
}

function parseColumn(line: string): Column {
  const [, name, kind, of = "", need = ""] = linePattern.exec(line) ?? [];
  assert(name !== undefined && isKind(kind), `the column "${line}" does not read`);
  return { name, kind, of, need: needs[need] ?? "never" };
}

function isKind(word: string | undefined): word is ColumnKind {
  return kinds.some((kind) => kind === word);
}
