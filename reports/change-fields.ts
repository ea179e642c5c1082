import type { FieldValue } from "../contracts/run/diagnostic.ts";
import type { Change } from "../contracts/run/plan.ts";
import { byText } from "./wording.ts";

/** One field of a change. A side that a create or a remove does not have is undefined. */
export interface ChangedField {
  readonly name: string;
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
}

/** The fields of a change by name, so that a record read back from JSON gives the same report. */
export function fieldsOf(change: Pick<Change, "before" | "after">): readonly ChangedField[] {
  const before = new Map(Object.entries(change.before ?? {}));
  const after = new Map(Object.entries(change.after ?? {}));
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted(byText);
  return names.map((name) => ({ name, before: before.get(name), after: after.get(name) }));
}

/** A field's value as plain text; empty for nothing. */
export function valueText(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
