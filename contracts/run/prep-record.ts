import * as z from "zod";
import { Rung } from "./rung.ts";
import { Finding, ReadingRecord, WorldRecord } from "./run-record.ts";
import { Verdict } from "./verdict.ts";

/** What data preparation pairs: one sheet each. */
export const SheetKind = z.enum(["users", "sections", "courses", "schools", "terms"]);
export type SheetKind = z.infer<typeof SheetKind>;

/** How one kind of thing pairs. `questions` counts those of the SIS that only a person can decide; they are in `onlySis` too. */
export const SheetSummary = z.strictObject({
  kind: SheetKind,
  file: z.string(),
  both: z.number().int(),
  onlySchoology: z.number().int(),
  onlySis: z.number().int(),
  questions: z.number().int(),
  rungs: z.array(z.strictObject({ rung: Rung, count: z.number().int() })),
});
export type SheetSummary = Readonly<z.infer<typeof SheetSummary>>;

/** One point of the preflight checklist. `attention` is worth a look, `problem` something that will not work. */
export const CheckItem = z.strictObject({
  id: z.string(),
  title: z.string(),
  rules: z.array(z.string()),
  status: z.enum(["ok", "attention", "problem"]),
  count: z.number().int(),
  toDo: z.string(),
  findings: z.array(Finding),
});
export type CheckItem = Readonly<z.infer<typeof CheckItem>>;

/** What a first sync would do to accounts, with the decisions as they are. */
export const PrepOutlook = z.strictObject({
  created: z.number().int(),
  updated: z.number().int(),
  paired: z.number().int(),
  untouched: z.number().int(),
  held: z.number().int(),
  /** People whose username another account has: they are not created. */
  refused: z.number().int(),
});
export type PrepOutlook = Readonly<z.infer<typeof PrepOutlook>>;

/**
 * What data preparation found before a first sync or a migration (facts B.2). The rows are in the sheets, which are CSV
 * files beside it. Holds personal data unless `redacted`.
 */
export const PrepRecord = z.strictObject({
  formatVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal("roster-rehearsal"), version: z.string() }),
  command: z.literal("prep"),
  redacted: z.boolean(),
  asOf: z.string(),
  world: WorldRecord,
  lms: z.strictObject({ description: z.string(), counts: z.record(z.string(), z.number().int()) }),
  readings: z.array(ReadingRecord),
  schoolNames: z.record(z.string(), z.string()),
  sheets: z.array(SheetSummary),
  checklist: z.array(CheckItem),
  /** The file of decisions and how many pairs it makes; null when there is none. */
  decisions: z.strictObject({ file: z.string(), pairs: z.number().int() }).nullable(),
  outlook: PrepOutlook,
  verdict: Verdict,
});
export type PrepRecord = Readonly<z.infer<typeof PrepRecord>>;
