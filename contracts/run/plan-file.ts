import * as z from "zod";
import { Plan } from "./plan.ts";
import { Finding } from "./run-record.ts";

/** Where a roster comes from: a CSV bundle by its absolute path, or a server by its root URL, everything before `/ims/oneroster`. */
export const PlanSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("bundle"), path: z.string() }),
  z.strictObject({ kind: z.literal("server"), url: z.string(), tokenUrl: z.string() }),
]);
export type PlanSource = Readonly<z.infer<typeof PlanSource>>;

/** The LMS that a plan is made for: a server by the URL of its API, a kept state by its absolute path, or an empty one. */
export const PlanTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("server"), url: z.string() }),
  z.strictObject({ kind: z.literal("state"), path: z.string() }),
  z.strictObject({ kind: z.literal("empty") }),
]);
export type PlanTarget = Readonly<z.infer<typeof PlanTarget>>;

/**
 * The first line of a plan file. Each line after it is one `Change`, as many as `changes` says.
 *
 * `settings` is the absolute path of the settings file, null when everything is mapped; `settingsDigest` is the
 * SHA-256 of the settings in force without their secrets, in hexadecimal. `asOf` is the day for which the plan
 * is made, `YYYY-MM-DD`, `oneRosterVersion` the version that was asked for above the settings; null when nobody chose. Holds personal data, never a secret.
 */
export const PlanFileHeader = z.strictObject({
  format: z.literal("rehearse-plan"),
  formatVersion: z.literal(1),
  toolVersion: z.string(),
  plannedAt: z.string(),
  source: PlanSource,
  target: PlanTarget,
  asOf: z.string().nullable(),
  seed: z.number().int(),
  settings: z.string().nullable(),
  oneRosterVersion: z.enum(["1.1", "1.2"]).nullable(),
  settingsDigest: z.string(),
  activeYear: z.string(),
  findings: z.array(Finding),
  plan: Plan.omit({ changes: true }),
  changes: z.number().int().min(0),
});
export type PlanFileHeader = Readonly<z.infer<typeof PlanFileHeader>>;

/** The first line of the notes of a run that applies a plan: which plan, by the SHA-256 of its file. */
export const ApplyLogHeader = z.strictObject({
  format: z.literal("rehearse-apply"),
  formatVersion: z.literal(1),
  planDigest: z.string(),
});
export type ApplyLogHeader = Readonly<z.infer<typeof ApplyLogHeader>>;

/** The last line of the notes of a run that came to its end. */
export const ApplyLogEnd = z.strictObject({ endedAt: z.string(), failed: z.number().int().min(0) });
export type ApplyLogEnd = Readonly<z.infer<typeof ApplyLogEnd>>;
