import * as fc from "fast-check";
import { type OneRosterVersion, vocabularies } from "../../vocabulary.ts";
import type { CellValue } from "../cells.ts";
import { type Column, csvColumns } from "../columns.ts";
import type { RowValues } from "../row.ts";
import type { CsvFile } from "../tables.ts";

/** Values that the standard allows in a row, made from the table of columns. */
export function valuesOf(version: OneRosterVersion, file: CsvFile): fc.Arbitrary<RowValues> {
  const columns = csvColumns(version, file);
  const model = Object.fromEntries(columns.map((column) => [column.name, cellOf(version, column)]));
  const requiredKeys = columns.filter(({ need }) => need !== "never").map(({ name }) => name);
  return fc.record<Record<string, CellValue>, string>(model, { requiredKeys });
}

const guid = fc.stringMatching(/^[0-9A-Za-z./@_-]{1,20}$/);
const plainText = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== "");
const moment = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const half = fc.stringMatching(/^[A-Za-z0-9 ]{1,6}$/);
const item = fc.stringMatching(/^[A-Za-z0-9]{1,6}$/);
const several = { minLength: 1, maxLength: 3 };

const arbitraries: Readonly<Partial<Record<Column["kind"], fc.Arbitrary<CellValue>>>> = {
  guid,
  ref: guid,
  refs: fc.array(guid, several),
  date: moment.map((full) => full.slice(0, 10)),
  dateTime: moment,
  year: fc.stringMatching(/^\d{4}$/),
  flag: fc.constantFrom("true", "false"),
  number: fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value + 0),
  list: fc.array(item, several),
  pairs: fc.array(fc.record({ left: half, right: half }), several),
};

function cellOf(version: OneRosterVersion, column: Column): fc.Arbitrary<CellValue> {
  const lists = new Map<string, { readonly values: readonly string[] }>(
    Object.entries(vocabularies[version]),
  );
  const word = fc.constantFrom(...(lists.get(column.of)?.values ?? ["?"]));
  if (column.kind === "word") return word;
  if (column.kind === "words") return fc.array(word, several);
  return arbitraries[column.kind] ?? plainText;
}
