import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OneRosterVersion, vocabularies } from "../vocabulary.ts";
import type { CellValue } from "./cells.ts";
import { type Column, csvColumns, csvFiles } from "./columns.ts";
import { formatRow, readRow, type RowInput, type RowReading, type RowValues } from "./row.ts";
import type { CsvFile } from "./tables.ts";

const files = OneRosterVersion.options.flatMap((version) =>
  csvFiles(version).map((file) => ({ version, file })),
);

const class11 = {
  sourcedId: "c-1",
  status: "",
  dateLastModified: "",
  title: "Algebra I 2",
  grades: "09,10",
  courseSourcedId: "course-1",
  classCode: "M101-2",
  classType: "scheduled",
  location: "204",
  schoolSourcedId: "org-1",
  termSourcedIds: "t1,t2",
  subjects: "",
  subjectCodes: "",
  periods: "3",
};

function read(
  row: Readonly<Record<string, string>>,
  how: Partial<Omit<RowInput, "row">> = {},
): RowReading {
  return readRow({
    version: "1.1",
    file: "classes",
    mode: "bulk",
    dialect: "strict",
    ...how,
    row,
  });
}

/** Values that the standard allows in a row, made from the table of columns. */
function valuesOf(version: OneRosterVersion, file: CsvFile): fc.Arbitrary<RowValues> {
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

describe("a row", () => {
  it.each(files)("of $file of $version survives the way to cells and back", ({ version, file }) => {
    fc.assert(
      fc.property(valuesOf(version, file), (values) => {
        const row = formatRow(version, file, values);
        const strict = read(row, { version, file, mode: "delta" });
        const tolerant = read(row, { version, file, mode: "delta", dialect: "tolerant" });

        expect(strict).toEqual({ values, problems: [] });
        expect(tolerant.problems).toEqual([]);
        expect(formatRow(version, file, strict.values)).toEqual(row);
      }),
      { numRuns: 25 },
    );
  });

  it("is read without throwing, whatever the cells say", () => {
    const columns = fc.constantFrom(
      "sourcedId",
      "termSourcedIds",
      "userIds",
      "status",
      "metadata.x",
    );
    const rows = fc.dictionary(fc.oneof(columns, fc.string()), fc.string());
    const dialect = fc.constantFrom("strict" as const, "tolerant" as const);
    fc.assert(
      fc.property(fc.constantFrom(...files), dialect, rows, (file, how, row) => {
        const { problems } = read(row, { ...file, dialect: how });
        return problems.every(({ value }) => value.length <= 40);
      }),
    );
  });

  it("gives typed values", () => {
    expect(read(class11)).toEqual({
      problems: [],
      values: {
        sourcedId: "c-1",
        title: "Algebra I 2",
        grades: ["09", "10"],
        courseSourcedId: "course-1",
        classCode: "M101-2",
        classType: "scheduled",
        location: "204",
        schoolSourcedId: "org-1",
        termSourcedIds: ["t1", "t2"],
        periods: ["3"],
      },
    });
  });

  it.each([
    ["a missing id", { sourcedId: "" }, "sourcedId missing"],
    ["an id with a space", { sourcedId: "c 1" }, "sourcedId unreadable"],
    ["a capital", { classType: "Scheduled" }, "classType unreadable"],
    ["an empty item", { termSourcedIds: "t1,,t2" }, "termSourcedIds unreadable"],
    ["another column", { shoeSize: "42" }, "shoeSize unknown-column"],
  ])("is refused by strict for %s", (_what, change, complaint) => {
    const { problems } = read({ ...class11, ...change });

    expect(problems.map(({ column, problem }) => `${column} ${problem}`)).toEqual([complaint]);
  });

  it("extends open vocabularies only, by the ext prefix", () => {
    const extended = { ...class11, classType: "ext:virtual" };
    const enrollment = { primary: "ext:maybe" };

    expect(read(extended, { version: "1.2" }).problems).toEqual([]);
    expect(read(extended).problems.map(({ column }) => column)).toEqual(["classType"]);
    expect(read(enrollment, { version: "1.2", file: "enrollments" }).problems).toContainEqual({
      column: "primary",
      problem: "unreadable",
      value: "ext:maybe",
    });
  });

  it("keeps the columns of metadata and the pairs of user ids", () => {
    const row = { sourcedId: "u", userIds: "{Fed:123},{LDAP:xyz}", "metadata.pin": "7" };
    const bare = { sourcedId: "u", userIds: "Fed:123" };

    const read12 = { version: "1.2", file: "users" } as const;

    expect(read(row, read12).values).toEqual({
      sourcedId: "u",
      userIds: [
        { left: "Fed", right: "123" },
        { left: "LDAP", right: "xyz" },
      ],
      "metadata.pin": "7",
    });
    expect(read(bare, { ...read12, dialect: "tolerant" }).values["userIds"]).toEqual([
      { left: "Fed", right: "123" },
    ]);
    expect(read(bare, read12).problems).toContainEqual({
      column: "userIds",
      problem: "unreadable",
      value: "Fed:123",
    });
  });

  it("may have status cells in a bulk file of 1.1, but not of 1.2", () => {
    const row = { ...class11, status: "active", dateLastModified: "2025-08-01T05:00:00.000Z" };

    expect(read(row).problems).toEqual([]);
    expect(read(row, { version: "1.2" }).problems.map(({ problem }) => problem)).toEqual([
      "must-be-blank",
      "must-be-blank",
    ]);
    expect(read(row, { version: "1.2", dialect: "tolerant" })).toMatchObject({
      values: { status: "active" },
      problems: [],
    });
  });

  it("must have status cells in a delta file", () => {
    expect(read(class11, { mode: "delta" }).problems).toEqual([
      { column: "status", problem: "missing", value: "" },
      { column: "dateLastModified", problem: "missing", value: "" },
    ]);
  });

  it("reads tolerantly what the wild sends", () => {
    const { termSourcedIds, ...others } = class11;
    const row = {
      ...others,
      termSourcedId: termSourcedIds,
      classType: "Scheduled",
      grades: "9, 10,",
    };

    const { values, problems } = read(row, { dialect: "tolerant" });

    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      classType: "scheduled",
      grades: ["9", "10"],
      termSourcedIds: ["t1", "t2"],
    });
  });

  it("reads flags, days, years and numbers of the wild too", () => {
    const session = { sourcedId: "t", title: "T", type: "Term", schoolYear: "2025-2026" };
    const dates = { startDate: "2025-08-18T00:00:00Z", endDate: "20.12.2025" };

    const { values, problems } = read(
      { ...session, ...dates },
      { file: "academicSessions", dialect: "tolerant" },
    );

    expect(values).toMatchObject({ type: "term", schoolYear: "2026", startDate: "2025-08-18" });
    expect(problems).toEqual([{ column: "endDate", problem: "unreadable", value: "20.12.2025" }]);
    expect(
      read({ sourcedId: "e", primary: "TRUE" }, { file: "enrollments", dialect: "tolerant" })
        .values,
    ).toEqual({ sourcedId: "e", primary: "true" });
  });
});
