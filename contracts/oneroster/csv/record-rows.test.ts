import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examplesV1p1 } from "../examples/v1p1.ts";
import { examplesV1p2 } from "../examples/v1p2.ts";
import { strictV1p1 } from "../v1p1.ts";
import { strictV1p2 } from "../v1p2.ts";
import { OneRosterVersion } from "../vocabulary.ts";
import { csvFiles } from "./columns.ts";
import { joins } from "./join-rows.ts";
import { recordToRows, rowsToRecord, type RecordRows } from "./record-rows.ts";
import { formatRow, readRow, type RowValues } from "./row.ts";
import type { CsvFile } from "./tables.ts";
import { valuesOf } from "./testing/row-values.ts";
import {
  type RecordFile,
  recordToRow,
  rowToRecord,
  type WireContext,
  type WireRecord,
} from "./wire.ts";

const moment = "2025-08-01T05:00:00.000Z";
const context = (version: OneRosterVersion): WireContext => ({
  version,
  dateLastModified: moment,
  hrefOf: (className, sourcedId) => `https://sis.example/${className}/${sourcedId}`,
});

const files = [
  ["academicSessions", "academicSession"],
  ["categories", "category"],
  ["classes", "class"],
  ["courses", "course"],
  ["demographics", "demographics"],
  ["enrollments", "enrollment"],
  ["lineItems", "lineItem"],
  ["orgs", "org"],
  ["resources", "resource"],
  ["results", "result"],
  ["users", "user"],
] as const;
const recordFiles = OneRosterVersion.options.flatMap((version) =>
  csvFiles(version).flatMap((file) => (isRecordFile(file) ? [{ version, file }] : [])),
);

describe("the rows of a record", () => {
  it.each(files)("of %s of 1.1 hold all of it but its children", (file, className) => {
    const { children: _, ...record }: WireRecord = examplesV1p1[className];

    const back = rowsToRecord(file, throughCells("1.1", file, record), context("1.1"));

    expect(withoutLinks(back)).toEqual(withoutLinks(atMidnight(record)));
    expect(strictV1p1[className].safeParse(back).error?.issues ?? []).toEqual([]);
  });

  it.each(files)("of %s of 1.2 hold all of it but its children", (file, className) => {
    const { children: _, ...example }: WireRecord = examplesV1p2[className];
    const record = { ...example, dateLastModified: moment };

    const back = rowsToRecord(file, throughCells("1.2", file, record), context("1.2"));

    // A line item has one session in CSV. The standard prefers the academic session (1.2 lineItems).
    const { gradingPeriod: _period, ...expected }: WireRecord = atMidnight(record);
    expect(withoutLinks(back)).toEqual(withoutLinks(expected));
    expect(strictV1p2[className].safeParse(back).error?.issues ?? []).toEqual([]);
  });

  it("of a score scale hold its org too, which CSV asks for and REST has no field for", () => {
    const record = { ...examplesV1p2.scoreScale, dateLastModified: moment };
    const org = { sourcedId: "org-1" };

    const rows = throughCells("1.2", "scoreScales", { ...record, org });
    const { org: back, ...scale } = rowsToRecord("scoreScales", rows, context("1.2"));

    expect(withoutLinks(back)).toEqual(org);
    expect(withoutLinks(scale)).toEqual(withoutLinks(record));
    expect(strictV1p2.scoreScale.safeParse(scale).error?.issues ?? []).toEqual([]);
  });

  it("are rows of the binding, each under an id of its own", () => {
    const { joined } = recordToRows("1.2", "lineItems", examplesV1p2.lineItem);

    expect(joined).toEqual([
      {
        file: "lineItemScoreScales",
        values: {
          status: "active",
          dateLastModified: "2025-08-01T05:00:00Z",
          sourcedId: "li-1-scale",
          lineItemSourcedId: "li-1",
          scoreScaleSourcedId: "sc-1",
        },
      },
      {
        file: "lineItemLearningObjectiveIds",
        values: {
          status: "active",
          dateLastModified: "2025-08-01T05:00:00Z",
          sourcedId: "li-1-objective-1",
          lineItemSourcedId: "li-1",
          source: "case",
          learningObjectiveId: "urn:uuid:5f2c1d0e-0000-4000-8000-000000000001",
        },
      },
    ]);
  });

  it("of other records and those to be deleted are left out", () => {
    const link = { sourcedId: "l", classSourcedId: "k", resourceSourcedId: "r" };
    const rows: readonly RowValues[] = [
      link,
      { ...link, resourceSourcedId: "gone", status: "tobedeleted" },
      { ...link, resourceSourcedId: "other", classSourcedId: "k2" },
    ];
    const joined = rows.map((values) => ({ file: "classResources" as const, values }));

    const record = rowsToRecord("classes", { row: { sourcedId: "k" }, joined }, context("1.1"));

    expect(withoutLinks(record["resources"])).toEqual([{ sourcedId: "r" }]);
  });

  it.each(recordFiles)("of $file of $version survive the way to a record and back", (at) => {
    const { version, file } = at;
    const own = valuesOf(version, file);
    const parts = fc.tuple(
      ...joins
        .filter((join) => join.of === file && csvFiles(version).includes(join.file))
        .map((join) =>
          fc
            .array(valuesOf(version, join.file), { maxLength: join.field === "scoreScale" ? 1 : 3 })
            .map((rows) => ({ join, rows })),
        ),
    );
    fc.assert(
      fc.property(own, parts, (row, lists) => {
        const joined = lists.flatMap(({ join, rows }) =>
          rows.map((values) => ({
            file: join.file,
            values: Object.assign({}, values, {
              status: "active",
              [join.ownerColumn]: row["sourcedId"],
            }),
          })),
        );

        const record = rowsToRecord(file, { row, joined }, context(version));
        const back = recordToRows(version, file, record);

        expect(back.row).toEqual(row);
        expect(said(back)).toEqual(said({ row, joined }));
      }),
      { numRuns: 25 },
    );
  });
});

describe("a line item", () => {
  it("has the session of the other version when it has none of its own", () => {
    const old = rowToRecord("lineItems", { gradingPeriodSourcedId: "q1" }, context("1.1"));
    const fresh = rowToRecord("lineItems", { academicSessionSourcedId: "t1" }, context("1.2"));

    expect(recordToRow("1.2", "lineItems", old)).toMatchObject({ academicSessionSourcedId: "q1" });
    expect(recordToRow("1.1", "lineItems", fresh)).toMatchObject({ gradingPeriodSourcedId: "t1" });
  });
});

describe("a row", () => {
  it("takes the day of a moment where the binding wants a day", () => {
    const record = { sourcedId: "r", scoreDate: "2026-09-01T10:30:00+02:00" };

    expect(recordToRow("1.1", "results", record)).toMatchObject({ scoreDate: "2026-09-01" });
  });

  it("has flags as text, also where a record has JSON booleans", () => {
    expect(recordToRow("1.2", "results", { late: true })).toEqual({ late: "true" });
  });
});

function isRecordFile(file: CsvFile): file is RecordFile {
  return !joins.some((join) => join.file === file);
}

function throughCells(version: OneRosterVersion, file: RecordFile, record: WireRecord): RecordRows {
  const rows = recordToRows(version, file, record);
  const read = (name: CsvFile, values: RowValues): RowValues => {
    const stamped = { ...values, dateLastModified: moment };
    const row = formatRow(version, name, stamped);
    const reading = readRow({ version, file: name, mode: "delta", dialect: "strict", row });
    expect(reading.problems).toEqual([]);
    return reading.values;
  };
  return {
    row: read(file, rows.row),
    joined: rows.joined.map(({ file: name, values }) => ({
      file: name,
      values: read(name, values),
    })),
  };
}

/** What the joined rows say, without their own ids, status and moments, and what REST has no place for. */
function said({ joined }: RecordRows): readonly string[] {
  return joined
    .map(({ file, values }) => {
      const { sourcedId: _i, status: _s, dateLastModified: _d, title: _t, ...rest } = values;
      if (file === "userProfiles") return JSON.stringify([file, rest["username"]]);
      if (file !== "userResources") {
        return JSON.stringify([file, Object.entries(rest).toSorted(byName)]);
      }
      return JSON.stringify([file, rest["userSourcedId"], rest["resourceSourcedId"]]);
    })
    .toSorted();
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** The days of a line item are moments at midnight once they have been in CSV. */
function atMidnight(record: WireRecord): WireRecord {
  const midnight = (name: string): unknown => {
    const value = record[name];
    return typeof value === "string" ? `${value.slice(0, 10)}T00:00:00.000Z` : undefined;
  };
  if (record["assignDate"] === undefined) return record;
  return { ...record, assignDate: midnight("assignDate"), dueDate: midnight("dueDate") };
}

/** A row keeps the id of a reference, not its URL nor which of the words for its class was used. */
function withoutLinks(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner === "object" && inner !== null && "href" in inner && "sourcedId" in inner
        ? { sourcedId: inner.sourcedId }
        : inner,
    ),
  );
}
