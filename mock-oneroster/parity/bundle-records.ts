import { formatCell } from "../../contracts/oneroster/csv/cells.ts";
import { joins, type Join } from "../../contracts/oneroster/csv/join-rows.ts";
import { rowsToRecord, type JoinedRow } from "../../contracts/oneroster/csv/record-rows.ts";
import { readRow, type RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { RecordFile, WireContext, WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createFindings } from "../import/findings.ts";
import { openBundle } from "../import/open-bundle.ts";
import { planBundle, type PlannedFile } from "../import/read-manifest.ts";
import { readRows } from "../import/read-rows.ts";
import { fileOf } from "./class-columns.ts";
import { createPackedLists, type PackedLists } from "./packed-lists.ts";

/** A bundle that is open for reading its records as REST would send them. */
export interface RecordBundle {
  readonly version: OneRosterVersion;
  /** Whether the file of a class replaces everything or brings changes. One that is not there is as the others are. */
  modeOf(className: ClassName): "bulk" | "delta" | undefined;
  records(className: ClassName): AsyncGenerator<WireRecord>;
  close(): Promise<void>;
}

/**
 * Opens a bundle. Its rows are read by the letter: a cell that does not read is given as it is written, and a bulk file
 * says neither status nor moment. What join files say of a class is held while its records are read.
 */
export async function openRecordBundle(path: string): Promise<RecordBundle> {
  const { value: bundle } = await openBundle(path);
  const plan = await planBundle(bundle, createFindings());
  const planned = new Map<string, PlannedFile>(plan.files.map((file) => [file.file, file]));
  const plannedOf = (className: ClassName): PlannedFile | undefined =>
    planned.get(fileOf(className) ?? "");
  return {
    version: plan.version,
    modeOf: (className) => plannedOf(className)?.mode ?? plan.files[0]?.mode,
    close: () => bundle.close(),
    async *records(className) {
      const file = fileOf(className);
      const own = plannedOf(className);
      if (file === undefined || own === undefined) return;
      const parts = new Map<Join, PackedLists>();
      for (const join of joins.filter(({ of }) => of === file)) {
        const found = planned.get(join.file);
        if (found !== undefined) parts.set(join, await partsOf(plan.version, join, found));
      }
      for await (const row of rowsOf(plan.version, own)) {
        yield toRecord({ version: plan.version, file, row }, parts);
      }
    },
  };
}

async function partsOf(
  version: OneRosterVersion,
  { ownerColumn }: Join,
  planned: PlannedFile,
): Promise<PackedLists> {
  const parts = createPackedLists();
  for await (const row of rowsOf(version, planned)) {
    parts.add(formatCell(row[ownerColumn] ?? ""), JSON.stringify(row));
  }
  return parts;
}

async function* rowsOf(
  version: OneRosterVersion,
  { file, mode, source }: PlannedFile,
): AsyncGenerator<RowValues> {
  let header: readonly string[] | undefined;
  for await (const block of readRows(source)) {
    for (const { cells } of block) {
      if (header === undefined) {
        header = cells;
        continue;
      }
      const row = Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ""]));
      const { values, problems } = readRow({ version, file, mode, dialect: "strict", row });
      if (problems.length === 0) yield values;
      else yield { ...values, ...rawCells(row, problems) };
    }
  }
}

function rawCells(
  row: Readonly<Record<string, string>>,
  problems: readonly { readonly column: string }[],
): RowValues {
  const raw = problems.map(({ column }) => [column, row[column] ?? ""] as const);
  return Object.fromEntries(raw.filter(([, cell]) => cell !== ""));
}

interface OwnRow {
  readonly version: OneRosterVersion;
  readonly file: RecordFile;
  readonly row: RowValues;
}

function toRecord(
  { version, file, row }: OwnRow,
  parts: ReadonlyMap<Join, PackedLists>,
): WireRecord {
  const context: WireContext = { version, dateLastModified: "", hrefOf: () => "" };
  const owner = formatCell(row["sourcedId"] ?? "");
  const joined = Array.from(parts, ([join, lists]) => joinedRows(join, lists, owner)).flat();
  // What is deleted still had its parts.
  const kept = row["status"] === "tobedeleted" ? joined.map(withoutStatus) : joined;
  const { status, dateLastModified, ...record } = rowsToRecord(
    file,
    { row, joined: kept },
    context,
  );
  return {
    ...record,
    ...(row["status"] === undefined ? {} : { status }),
    ...(row["dateLastModified"] === undefined ? {} : { dateLastModified }),
  };
}

function joinedRows({ file }: Join, lists: PackedLists, owner: string): readonly JoinedRow[] {
  const index = lists.find(owner);
  if (index === -1) return [];
  return lists.textsAt(index).map((text) => ({ file, values: parseRow(text) }));
}

function parseRow(text: string): RowValues {
  return JSON.parse(text);
}

function withoutStatus({ file, values }: JoinedRow): JoinedRow {
  const { status: _, ...rest } = values;
  return { file, values: rest };
}
