import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { joins } from "../../contracts/oneroster/csv/join-rows.ts";
import { recordToRows, rowsToRecord } from "../../contracts/oneroster/csv/record-rows.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { valuesOf } from "../../contracts/oneroster/csv/testing/row-values.ts";
import type { RecordFile, WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { examplesV1p1 } from "../../contracts/oneroster/examples/v1p1.ts";
import { examplesV1p2 } from "../../contracts/oneroster/examples/v1p2.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Outcome } from "../../contracts/run/diagnostic.ts";
import { createTempFolder, manifestText, valuesText, writeFolder } from "../testing/bundles.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { writtenRecord } from "../testing/written-record.ts";
import { classOfFile } from "./file-classes.ts";
import { importBundle, type ImportedWorld } from "./import-bundle.ts";
import { worldFromRecords } from "./world-from-records.ts";

const moment = "2026-09-01T00:00:00.000Z";
const clock = createVirtualClock(Date.parse(moment));

/** The rows of each file of a bundle. */
type Rows = ReadonlyMap<CsvFile, readonly RowValues[]>;

async function importRows(version: OneRosterVersion, rows: Rows): Promise<Outcome<ImportedWorld>> {
  const texts = Array.from(rows, ([file, values]): [string, string] => [
    `${file}.csv`,
    valuesText(version, file, values),
  ]);
  const files = Object.fromEntries(texts);
  await using folder = await createTempFolder();
  const manifest = manifestText(version, Object.keys(files), "delta");
  return await importBundle(
    await writeFolder(folder, { ...files, "manifest.csv": manifest }),
    clock,
  );
}

/** The example records of a version by file. */
function examples(version: OneRosterVersion): ReadonlyMap<RecordFile, WireRecord> {
  const all: Readonly<Partial<Record<ClassName, WireRecord>>> =
    version === "1.1" ? examplesV1p1 : examplesV1p2;
  const found = new Map<RecordFile, WireRecord>();
  for (const file of recordFiles(version)) {
    const record = all[classOfFile[file]];
    if (record !== undefined) found.set(file, { ...record, dateLastModified: moment });
  }
  return found;
}

describe("a bundle with every file of the binding", () => {
  it.each(["1.1", "1.2"] as const)("of %s gives every record back", async (version) => {
    const rows = new Map<CsvFile, RowValues[]>();
    for (const [file, record] of examples(version)) {
      const { row, joined } = recordToRows(version, file, record);
      rows.set(file, [row]);
      for (const part of joined) rows.set(part.file, [...(rows.get(part.file) ?? []), part.values]);
    }

    const { value: world, diagnostics } = await importRows(version, rows);

    expect([...rows.keys()].toSorted()).toEqual([...csvFiles(version)].toSorted());
    const codes = new Set(diagnostics.map(({ code }) => code));
    // A score scale has its org in CSV only.
    codes.delete("bundle-cell-blank");
    expect([...codes].toSorted()).toEqual(["bundle-password-dropped", "bundle-reference-dangling"]);
    for (const [file, record] of examples(version)) {
      const id = String(record["sourcedId"]);
      const back = writtenRecord(world, { version, className: classOfFile[file], id });
      expect(back).toEqual(inCsv(file, version, record));
    }
  });

  it.each(["1.1", "1.2"] as const)(
    "of %s is the same world as the records that its rows are",
    async (version) => {
      const files = csvFiles(version).map((file) =>
        fc
          .uniqueArray(valuesOf(version, file), {
            minLength: 1,
            maxLength: 3,
            selector: (row) => row["sourcedId"],
          })
          .map((rows) => [file, rows] as const),
      );
      await fc.assert(
        fc.asyncProperty(fc.noShrink(fc.tuple(...files)), async (entries) => {
          const rows: Rows = new Map(owned(entries));

          const { value, diagnostics } = await importRows(version, rows);
          const { world, losses } = await worldFromRecords(version, records(version, rows), moment);

          expect(diagnostics.map(({ code }) => code)).not.toContain("bundle-file-unused");
          expect(losses.map(({ code }) => code).filter((code) => !harmless.has(code))).toEqual([]);
          expect(withoutRowIds(value)).toEqual(withoutRowIds(world));
        }),
        { numRuns: 10 },
      );
    },
  );
});

/** What is said of sound rows: cells that only REST wants, lists that repeat an item, passwords. */
const harmless: ReadonlySet<string> = new Set(["missing", "repeated", "password"]);

function recordFiles(version: OneRosterVersion): readonly RecordFile[] {
  return csvFiles(version).filter((file): file is RecordFile => file in classOfFile);
}

/** Gives the rows of join files owners that are there: the first record of the file that they belong to. */
function owned(
  entries: readonly (readonly [CsvFile, readonly RowValues[]])[],
): readonly (readonly [CsvFile, readonly RowValues[]])[] {
  const all = new Map(entries);
  return entries.map(([file, rows]) => {
    const join = joins.find((one) => one.file === file);
    const owner = join === undefined ? undefined : all.get(join.of)?.[0]?.["sourcedId"];
    if (join === undefined || owner === undefined) return [file, rows];
    return [file, rows.map((row) => ({ ...row, [join.ownerColumn]: owner }))];
  });
}

function records(
  version: OneRosterVersion,
  rows: Rows,
): Readonly<Partial<Record<ClassName, readonly WireRecord[]>>> {
  const context = { version, dateLastModified: moment, hrefOf: () => "" };
  const joined = joins.flatMap(({ file }) =>
    (rows.get(file) ?? []).map((values) => ({ file, values })),
  );
  const classes = recordFiles(version).map((file) => [
    classOfFile[file],
    (rows.get(file) ?? []).map((row) => rowsToRecord(file, { row, joined }, context)),
  ]);
  return Object.fromEntries(classes);
}

/** Over REST a role has no row, and nobody says the same resource or objective twice. */
function withoutRowIds(world: ImportedWorld | Parameters<typeof dumpWorld>[0]): unknown {
  return JSON.parse(
    JSON.stringify(dumpWorld(world), (name, value: unknown) =>
      name === "rowId" || name === "resources" ? undefined : value,
    ),
  );
}

/** An example as the CSV binding keeps it: no children, no hrefs, days for moments, one session of a line item. */
function inCsv(file: RecordFile, version: OneRosterVersion, record: WireRecord): unknown {
  const { children: _, ...kept } = record;
  const twice = version === "1.2" && file === "lineItems";
  return JSON.parse(
    JSON.stringify(kept, (name, value: unknown) => {
      if (name === "password" || (twice && name === "gradingPeriod")) return undefined;
      if (moments.has(name)) return `${String(value).slice(0, 10)}T00:00:00.000Z`;
      const isLink = typeof value === "object" && value !== null && "href" in value;
      return isLink && "sourcedId" in value ? { sourcedId: value.sourcedId } : value;
    }),
  );
}

const moments: ReadonlySet<string> = new Set(["assignDate", "dueDate"]);
