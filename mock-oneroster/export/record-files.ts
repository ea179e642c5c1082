import type { RecordFile } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";

/** The class of the records that a file holds. A file comes after those whose rows its rows require. */
export const classOfFile: Readonly<Record<RecordFile, ClassName>> = {
  orgs: "org",
  academicSessions: "academicSession",
  courses: "course",
  resources: "resource",
  classes: "class",
  users: "user",
  demographics: "demographics",
  enrollments: "enrollment",
  categories: "category",
  scoreScales: "scoreScale",
  lineItems: "lineItem",
  results: "result",
};

/** The classes that the CSV binding has no file for (1.2). */
export const classesWithoutFile: readonly ClassName[] = ["assessmentLineItem", "assessmentResult"];

/** Says whether the rows of a file are records of their own. */
export function isRecordFile(file: string): file is RecordFile {
  return Object.hasOwn(classOfFile, file);
}
