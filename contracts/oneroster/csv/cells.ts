import { isCalendarDate, isCsvDateTime } from "../calendar.ts";
import {
  readDate,
  readDateTime,
  readFlag,
  readNumber,
  readYear,
  unreadable,
  type ValueReader,
  wordReader,
} from "../tolerant-values.ts";
import { isExtension, type OneRosterVersion, vocabularies } from "../vocabulary.ts";
import type { Column, ColumnKind } from "./columns.ts";

/** Two halves of a `{left:right}` item: type and identifier of a user id, or both sides of a score. */
export interface Pair {
  readonly left: string;
  readonly right: string;
}

/** What a cell can mean. Flags, days and enumerations stay text, as over REST. */
export type CellValue = string | number | readonly string[] | readonly Pair[];

/** Reads a cell that is not blank, or says that it cannot. */
export type CellReader = (cell: string) => CellValue | typeof unreadable;

/** The characters of an id in the CSV binding; over REST there is no such rule. */
export const guidPattern = /^[0-9A-Za-z./@_-]{1,255}$/;

const numberPattern = /^-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?$/;

const listKinds: ReadonlySet<ColumnKind> = new Set(["refs", "words", "list"]);

/** Makes the reader of a column that takes what the standard says and nothing else. */
export function strictReader(version: OneRosterVersion, column: Column): CellReader {
  const fits = fitOf(version, column);
  if (column.kind === "pairs") return strictPairs;
  if (column.kind === "number") {
    return (cell) => (numberPattern.test(cell) ? finite(Number(cell)) : unreadable);
  }
  if (!listKinds.has(column.kind)) return (cell) => (fits(cell) ? cell : unreadable);
  return (cell) => {
    const items = cell.split(",");
    return items.every((item) => fits(item)) ? items : unreadable;
  };
}

/** Makes the reader of a column that takes the deviations of the wild too. */
export function tolerantReader(version: OneRosterVersion, column: Column): CellReader {
  const read = tolerantItem(version, column);
  if (column.kind === "pairs") return tolerantPairs;
  if (listKinds.has(column.kind)) {
    return (cell) => {
      const items = cell.split(",").map((item) => item.trim());
      return items.filter((item) => item !== "").map((item) => asText(read(item)));
    };
  }
  return (cell) => {
    const value = read(cell);
    return typeof value === "string" || typeof value === "number" ? value : unreadable;
  };
}

/** Writes a value as a cell. Lists have commas; the caller quotes. */
export function formatCell(value: CellValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return value
    .map((item) => (typeof item === "string" ? item : `{${item.left}:${item.right}}`))
    .join(",");
}

function fitOf(version: OneRosterVersion, column: Column): (text: string) => boolean {
  const plain: Readonly<Partial<Record<ColumnKind, (text: string) => boolean>>> = {
    guid: (text) => guidPattern.test(text),
    ref: (text) => guidPattern.test(text),
    refs: (text) => guidPattern.test(text),
    date: isCalendarDate,
    dateTime: isCsvDateTime,
    year: (text) => /^\d{4}$/.test(text),
    flag: (text) => text === "true" || text === "false",
    list: (text) => text.trim() !== "",
  };
  if (column.kind !== "word" && column.kind !== "words") return plain[column.kind] ?? (() => true);
  const { values, open } = vocabularyOf(version, column.of);
  return (text) => values.includes(text) || (open && isExtension(text));
}

function tolerantItem(version: OneRosterVersion, column: Column): ValueReader {
  const plain: Readonly<Partial<Record<ColumnKind, ValueReader>>> = {
    date: readDate,
    dateTime: readDateTime,
    year: readYear,
    flag: readFlag,
    number: readNumber,
  };
  // Text stays as it is, also where it is not NFC: whoever compares names has to find that out.
  if (column.kind !== "word" && column.kind !== "words") {
    return plain[column.kind] ?? ((cell) => cell);
  }
  return wordReader(vocabularyOf(version, column.of).values);
}

function vocabularyOf(
  version: OneRosterVersion,
  name: string,
): { readonly values: readonly string[]; readonly open: boolean } {
  const entries: [string, { readonly values: readonly string[]; readonly open: boolean }][] =
    Object.entries(vocabularies[version]);
  return new Map(entries).get(name) ?? { values: [], open: false };
}

function strictPairs(cell: string): readonly Pair[] | typeof unreadable {
  const items = cell.split(/(?<=\}),/);
  const pairs = items.flatMap((item) => pairIn(/^\{([^{}:]+):([^{}]+)\}$/.exec(item)));
  return pairs.length === items.length ? pairs : unreadable;
}

/**
 * Also without the braces: `Fed:123`. Only between braces may there be commas. Blanks around an item are cut off
 * first: a pattern that passes over them too takes minutes for a cell of some thousand.
 */
function tolerantPairs(cell: string): readonly Pair[] | typeof unreadable {
  const strict = strictPairs(cell);
  if (strict !== unreadable) return strict;
  const pairs = cell
    .split(",")
    .flatMap((item) => pairIn(/^\{?([^{}:]+):([^{}]+)\}?$/.exec(item.trim())));
  return pairs.length === 0 ? unreadable : pairs;
}

function pairIn(match: RegExpExecArray | null): Pair[] {
  const [, left, right] = match ?? [];
  return left === undefined || right === undefined ? [] : [{ left, right }];
}

function finite(value: number): number | typeof unreadable {
  return Number.isFinite(value) ? value : unreadable;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
