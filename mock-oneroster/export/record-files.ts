import type { RecordFile } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { classOfFile } from "../import/file-classes.ts";

/** The files whose rows are records. Each comes after those whose rows its rows require or join. */
export const recordFiles: readonly RecordFile[] = [
  "orgs",
  "academicSessions",
  "resources",
  "courses",
  "classes",
  "users",
  "demographics",
  "enrollments",
  "categories",
  "scoreScales",
  "lineItems",
  "results",
];

/** The classes that the CSV binding has no file for (1.2). */
export const classesWithoutFile: readonly ClassName[] = ["assessmentLineItem", "assessmentResult"];

/** Says whether the rows of a file are records of their own. */
export function isRecordFile(file: string): file is RecordFile {
  return Object.hasOwn(classOfFile, file);
}
