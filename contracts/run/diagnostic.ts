import * as z from "zod";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { catalogue, type CatalogueCode } from "./catalogue.ts";

/** How bad a diagnostic is: `error` means something was not done, `warn` that it may hurt, `info` that it is good to know. */
export const Severity = z.enum(["error", "warn", "info"]);
export type Severity = z.infer<typeof Severity>;

/** The plain values that may stand in a record. */
export const FieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
]);
export type FieldValue = z.infer<typeof FieldValue>;

/** One row of named values. */
export const Fields = z.record(z.string(), FieldValue);
export type Fields = Readonly<Record<string, FieldValue>>;

/**
 * Something that the data says and a reader should know. A value, never thrown; words come last.
 *
 * `at` is an address: `sis/users/s-17` for a record that was read, `users/s-17` for an LMS object,
 * `users.csv:12:5` (line and column from 1) for a place in a file, `settings.yaml:3:1` likewise.
 * `school` is the sourcedId of the school concerned, empty for the whole district.
 * `evidence` holds rows for a table, such as the pairs of a trial switch.
 */
export const Diagnostic = z.strictObject({
  code: z.string(),
  severity: Severity,
  at: z.string(),
  school: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.array(Fields).optional(),
});
export type Diagnostic = Readonly<z.infer<typeof Diagnostic>>;

/** A stage's answer together with what it noticed: roster data is never all good. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Entry<Code extends CatalogueCode> = (typeof catalogue)[Code];
type ArgName<Code extends CatalogueCode> = Placeholders<
  Entry<Code>["message"] | Entry<Code>["remedy"]
>;

/** Where a diagnostic belongs. */
export interface Place {
  readonly at: string;
  readonly school?: string;
  readonly evidence?: readonly Fields[];
}

/** Makes the diagnostic of a catalogue code. The types ask for each argument its sentences name. */
export function diagnose<Code extends CatalogueCode>(
  code: Code,
  place: Place,
  args: Readonly<Record<ArgName<Code>, string | number>>,
): Diagnostic {
  const base = {
    code,
    severity: catalogue[code].severity,
    at: place.at,
    school: place.school ?? "",
    args: { ...args },
  };
  return place.evidence === undefined ? base : { ...base, evidence: [...place.evidence] };
}

const entries: ReadonlyMap<string, CatalogueEntry> = new Map(Object.entries(catalogue));

/** A diagnostic in words: what was found, and what to do about it. */
export interface DiagnosticWords {
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
  readonly rules: readonly string[];
}

/** Puts a diagnostic into words. A code of a newer version is shown by its code. */
export function describeDiagnostic(diagnostic: Pick<Diagnostic, "code" | "args">): DiagnosticWords {
  const entry = entries.get(diagnostic.code);
  if (entry === undefined) {
    return {
      title: diagnostic.code,
      message: JSON.stringify(diagnostic.args),
      remedy: "",
      rules: [],
    };
  }
  return {
    title: entry.title,
    message: fill(entry.message, diagnostic.args),
    remedy: fill(entry.remedy, diagnostic.args),
    rules: entry.rules,
  };
}

function fill(text: string, args: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? String(args[name]) : whole,
  );
}
