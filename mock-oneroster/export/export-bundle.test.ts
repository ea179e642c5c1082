import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { recordToRow, type RecordFile } from "../../contracts/oneroster/csv/wire.ts";
import { examplesV1p1 } from "../../contracts/oneroster/examples/v1p1.ts";
import { examplesV1p2 } from "../../contracts/oneroster/examples/v1p2.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { exportRecords, exportWorld, type Exported } from "../testing/export-records.ts";
import { linkedRecords } from "../testing/linked-records.ts";
import type { Records } from "../testing/records-projection.ts";
import { smallWorld } from "../testing/small-world.ts";
import { classOfFile } from "../import/file-classes.ts";

const versions = OneRosterVersion.options;
const modes = ["bulk", "delta"] as const;
const kinds = versions.flatMap((version) => modes.map((mode) => ({ version, mode })));

describe("an exported bundle", () => {
  it.each(kinds)("of $version in $mode is valid by the letter", async ({ version, mode }) => {
    const { problems, manifest, report } = await exportWorld(smallWorld(), { version, mode });

    expect(problems).toEqual([]);
    expect(manifest).toMatchObject({ version, files: { users: mode, courseResources: "absent" } });
    const counts = Object.fromEntries(report.files.map(({ file, rows }) => [file, rows]));
    expect(counts).toMatchObject({ orgs: 3, classes: 12, enrollments: 48, demographics: 12 });
    expect([counts["users"], counts["roles"]]).toEqual(
      version === "1.1" ? [26, undefined] : [25, 27],
    );
  });

  it.each(kinds)("of $version in $mode may hold every file of the binding", async (kind) => {
    const { version, mode } = kind;

    const { problems, rows, report } = await exportRecords(version, examples(version), { mode });

    expect(problems).toEqual([]);
    expect([...rows.keys()]).toEqual(csvFiles(version));
    expect(report.files.map(({ file }) => file)).toEqual(csvFiles(version));
  });

  it.each(kinds)("of $version in $mode is valid and says all, or says what not", async (kind) => {
    const { version, mode } = kind;
    await fc.assert(
      fc.asyncProperty(linkedRecords(version), async (records) => {
        const exported = await exportRecords(version, records, { mode });

        expect(exported.problems).toEqual([]);
        expect(exported.report.losses.map(({ code }) => code)).not.toContain("no-column");
        for (const [file, className] of Object.entries(classOfFile)) {
          if (!isFileOf(version, file)) continue;
          for (const record of records[className] ?? []) {
            expect(unsaid(exported, { version, mode, file, record })).toEqual([]);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

/** The examples of a version, and what their references lead to. */
function examples(version: OneRosterVersion): Records {
  const all: Records = Object.fromEntries(
    Object.entries(version === "1.1" ? examplesV1p1 : examplesV1p2).map(([name, record]) => [
      name,
      [record],
    ]),
  );
  return JSON.parse(JSON.stringify(all), (name, value: unknown) => {
    if (name !== "sourcedId" || typeof value !== "string") return value;
    return exampleIds[value] ?? value;
  });
}

/** The examples refer to records beside them, which are not there; these stand for them. */
const exampleIds: Readonly<Record<string, string>> = {
  g201: "s101",
  "u-201": "u-101",
  "org-0": "org-1",
  "year-1": "term-1",
};

interface Expected {
  readonly version: OneRosterVersion;
  readonly mode: "bulk" | "delta";
  readonly file: RecordFile;
  readonly record: Readonly<Record<string, unknown>>;
}

/** The columns in which a record is not what it was, and no loss says so. */
function unsaid({ rows, report }: Exported, at: Expected): readonly string[] {
  const { version, mode, file, record } = at;
  if (mode === "bulk" && record["status"] === "tobedeleted") return [];
  const losses = report.losses.filter((loss) => loss.file === file);
  const row = rows.get(file)?.find(({ sourcedId }) => sourcedId === record["sourcedId"]);
  if (row === undefined || losses.some(({ code }) => code === "row-repeated")) {
    const isSaid = losses.some(({ code }) => code.startsWith("row-"));
    return isSaid ? [] : [`${file} without ${String(record["sourcedId"])}`];
  }
  const draft = recordToRow(version, file, record);
  return csvColumns(version, file)
    .filter(({ need }) => need !== "delta")
    .map(({ name }) => name)
    .filter((name) => JSON.stringify(draft[name]) !== JSON.stringify(row[name]))
    .filter((name) => !losses.some(({ column }) => column === name));
}

function isFileOf(version: OneRosterVersion, file: string): file is RecordFile {
  return csvFiles(version).some((one) => one === file);
}
