import type * as z from "zod";
import type { Profile } from "../store/records.ts";
import { parseRow } from "../../contracts/lms/parse-row.ts";

/** Why a row or a call is not carried out. The words hold ids and codes, never names or addresses. */
export interface Refusal {
  readonly kind: "refuse";
  readonly code: 400 | 404;
  readonly error: string;
}

/** What a rule makes of a row: nothing, a new record, or the record as it will be. */
export type Decision<Item> =
  | Refusal
  | { readonly kind: "create"; readonly build: (id: number) => Item }
  | { readonly kind: "update"; readonly record: Item };

/** The row says something that is not allowed. */
export function refuse(error: string): Refusal {
  return { kind: "refuse", code: 400, error };
}

/** The row speaks of something that is not there. */
export function refuseUnknown(error: string): Refusal {
  return { kind: "refuse", code: 404, error };
}

/** A row that fits its schema, or the first thing that is wrong with it. */
export type ReadRow<Row> = Refusal | { readonly kind: "read"; readonly row: Row };

/** Reads one row of a body. A row that is wrong fails alone. */
export function readRow<Schema extends z.ZodType>(
  schema: Schema,
  row: unknown,
): ReadRow<z.output<Schema>> {
  const parsed = parseRow(schema, row);
  if (parsed.success) return { kind: "read", row: parsed.data };
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join(".") ?? "";
  const why = issue?.message ?? "It cannot be read.";
  return refuse(at === "" ? why : `${at}: ${why}`);
}

/** The fields of a row that no rule looks at, to be kept as they came. */
export function passiveFields(
  row: Readonly<Record<string, unknown>>,
  ruled: ReadonlySet<string>,
): Profile {
  const kept: Record<string, string | number | string[]> = {};
  for (const name of Object.keys(row)) {
    if (ruled.has(name)) continue;
    const value = row[name];
    if (typeof value === "string" || typeof value === "number") kept[name] = value;
    if (Array.isArray(value)) kept[name] = value.map(String);
  }
  return kept;
}

/** Says whether text holds nothing but white space. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}
