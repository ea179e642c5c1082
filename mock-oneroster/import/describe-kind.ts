import { csvColumns, type Column } from "../../contracts/oneroster/csv/columns.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import {
  isExtension,
  vocabularies,
  type OneRosterVersion,
} from "../../contracts/oneroster/vocabulary.ts";

const words: Readonly<Partial<Record<Column["kind"], string>>> = {
  guid: "an id",
  ref: "an id",
  refs: "ids with commas between",
  date: "a day (YYYY-MM-DD)",
  dateTime: "a moment (YYYY-MM-DDTHH:mm:ss.SSSZ)",
  year: "the year in which the school year ends (YYYY)",
  flag: "true or false",
  number: "a number",
  pairs: "items of the form {type:id}",
};

interface Vocabulary {
  readonly values: readonly string[];
  readonly open: boolean;
}

/** A column whose cells hold one word of a vocabulary, and which words that knows. */
export interface WordColumn {
  readonly column: Column;
  readonly knows: (word: string) => boolean;
}

const known = new Map<string, readonly WordColumn[]>();

/** The columns of a file that hold one word of a vocabulary. */
export function wordColumns(version: OneRosterVersion, file: CsvFile): readonly WordColumn[] {
  const key = `${version} ${file}`;
  const columns = known.get(key) ?? findWordColumns(version, file);
  known.set(key, columns);
  return columns;
}

/** Says in words what a cell of a column holds. */
export function describeKind(version: OneRosterVersion, column: Column | undefined): string {
  if (column === undefined) return "text";
  const vocabulary = vocabularyOf(version, column);
  if (vocabulary !== undefined) return `one of ${vocabulary.values.join(", ")}`;
  return words[column.kind] ?? "text";
}

function findWordColumns(version: OneRosterVersion, file: CsvFile): readonly WordColumn[] {
  return csvColumns(version, file).flatMap((column): WordColumn[] => {
    const vocabulary = column.kind === "word" ? vocabularyOf(version, column) : undefined;
    if (vocabulary === undefined) return [];
    const values = new Set(vocabulary.values);
    const knows = (word: string): boolean =>
      values.has(word) || (vocabulary.open && isExtension(word));
    return [{ column, knows }];
  });
}

function vocabularyOf(version: OneRosterVersion, { kind, of }: Column): Vocabulary | undefined {
  if (kind !== "word" && kind !== "words") return undefined;
  return new Map<string, Vocabulary>(Object.entries(vocabularies[version])).get(of);
}
