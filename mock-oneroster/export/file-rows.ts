import { type CellValue, formatCell } from "../../contracts/oneroster/csv/cells.ts";
import { csvColumns } from "../../contracts/oneroster/csv/columns.ts";
import { type Join, joins } from "../../contracts/oneroster/csv/join-rows.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { csvLine } from "./csv-line.ts";
import { metadataColumn } from "./metadata-columns.ts";
import { partRows } from "./part-rows.ts";
import { isRecordFile } from "./record-files.ts";
import { recordRows } from "./record-rows.ts";
import type { RowScene, WrittenRow } from "./row-scene.ts";

/** The header of a file, and its rows one by one, as lines without their ends. */
export interface FileLines {
  readonly header: string;
  readonly lines: Generator<string, void>;
}

/** Gives the lines of a file. What cannot be written is counted as its row is reached. */
export function linesOf(scene: RowScene, file: CsvFile): FileLines {
  const columns = csvColumns(scene.version, file).map(({ name }) => name);
  const metadata = isRecordFile(file) ? scene.survey.metadataOf(file) : [];
  return {
    header: csvLine([...columns, ...metadata.map(metadataColumn)]),
    lines: lines(rowsOf(scene, file), columns),
  };
}

function* lines(
  rows: Generator<WrittenRow, void>,
  columns: readonly string[],
): Generator<string, void> {
  for (const { values, metadata } of rows) {
    const cells = columns.map((name) => cellText(values[name]));
    yield csvLine(metadata.length === 0 ? cells : [...cells, ...metadata]);
  }
}

function* rowsOf(scene: RowScene, file: CsvFile): Generator<WrittenRow, void> {
  if (isRecordFile(file)) return yield* recordRows(scene, file);
  const join = joins.find((one): one is Join => one.file === file);
  if (join !== undefined && scene.survey.hasParts(join.file)) yield* partRows(scene, join);
}

function cellText(value: CellValue | undefined): string {
  return value === undefined ? "" : formatCell(value);
}
