import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OneRosterVersion } from "../vocabulary.ts";
import { csvFiles } from "./columns.ts";
import { formatRow, readRow, type RowInput, type RowReading } from "./row.ts";
import { valuesOf } from "./testing/row-values.ts";

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

  it("reads a cell of blanks in no time", { timeout: 5_000 }, () => {
    const userIds = `${" ".repeat(4_000)}:${" ".repeat(4_000)}{`;
    const target = { version: "1.2", file: "users", dialect: "tolerant" } as const;

    expect(read({ sourcedId: "u", userIds }, target).values["userIds"]).toBeUndefined();
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

  it("keeps text as it is written in either dialect, also where it is not NFC", () => {
    const row = { ...class11, title: " Zoe\u0308 ", periods: "e\u0301" };

    const { values } = read(row, { dialect: "tolerant" });

    expect(values).toMatchObject({ title: " Zoe\u0308 ", periods: ["e\u0301"] });
    expect(read(row).values).toMatchObject({ title: " Zoe\u0308 ", periods: ["e\u0301"] });
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
