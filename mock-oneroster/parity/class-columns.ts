import { type Column, csvColumns } from "../../contracts/oneroster/csv/columns.ts";
import { fieldName, type RecordFile } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { isRecordFile, recordFiles } from "../export/record-files.ts";
import { classOfFile } from "../import/file-classes.ts";

/** A column, and the field over REST that it holds. */
export interface FieldColumn {
  readonly column: Column;
  readonly field: string;
}

const files: ReadonlyMap<ClassName, RecordFile> = new Map(
  recordFiles.map((file) => [classOfFile[file], file]),
);

/** The file of the records of a class. */
export function fileOf(className: ClassName): RecordFile | undefined {
  return files.get(className);
}

/** The columns of the file of a class. */
export function columnsOf(version: OneRosterVersion, className: ClassName): readonly FieldColumn[] {
  const file = fileOf(className);
  if (file === undefined) return [];
  return csvColumns(version, file).map((column) => ({ column, field: fieldName(column) }));
}

/** The column that holds a field. */
export function columnOf(
  version: OneRosterVersion,
  className: ClassName,
  field: string,
): Column | undefined {
  return columnsOf(version, className).find((one) => one.field === field)?.column;
}

/** What join files refer to. */
const joinedTargets: Readonly<Record<string, ClassName>> = {
  resources: "resource",
  scoreScale: "scoreScale",
  roles: "org",
};

/** The class that a field refers to. */
export function targetOf(
  version: OneRosterVersion,
  className: ClassName,
  field: string,
): ClassName | undefined {
  const column = columnOf(version, className, field);
  if (column === undefined) return joinedTargets[field];
  const isReference = column.kind === "ref" || column.kind === "refs";
  return isReference && isRecordFile(column.of) ? classOfFile[column.of] : undefined;
}
