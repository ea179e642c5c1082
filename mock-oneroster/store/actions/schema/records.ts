import * as z from "zod";
import { selector } from "./fields.ts";

/** The kinds of record that carry a status. */
export const recordKind = z.enum([
  "org",
  "academicSession",
  "course",
  "class",
  "enrollment",
  "user",
  "demographics",
  "category",
  "lineItem",
  "gradingTask",
  "result",
  "scoreScale",
  "resource",
  "assessmentLineItem",
  "assessmentResult",
]);
export type RecordKind = z.infer<typeof recordKind>;

const record = selector.describe(
  "a sourcedId, or first, second, … of the records that the action may change",
);

/** What can happen to the status of any record (F66). */
export const recordSchemas = [
  z.strictObject({ action: z.literal("mark-deleted"), kind: recordKind, record }),
  z.strictObject({ action: z.literal("restore"), kind: recordKind, record }),
] as const;
