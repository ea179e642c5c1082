import * as z from "zod";
import { Fields, Severity } from "./diagnostic.ts";
import { Action, ObjectKind, Plan } from "./plan.ts";
import { Verdict } from "./verdict.ts";

/**
 * Equal diagnostics of one step, school by school, taken together.
 *
 * `count` is exact. `examples` holds the first of them, in source order, with their own arguments.
 * `evidence` rows are those of all the diagnostics joined. The words are made by `describeDiagnostic`.
 */
export const Finding = z.strictObject({
  code: z.string(),
  severity: Severity,
  rules: z.array(z.string()),
  school: z.string(),
  count: z.number().int(),
  examples: z.array(
    z.strictObject({
      at: z.string(),
      args: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  evidence: z.array(Fields),
});
export type Finding = Readonly<z.infer<typeof Finding>>;

/** How many changes of one kind and action there were, and what became of them. */
export const ChangeTally = z.strictObject({
  kind: ObjectKind,
  action: Action,
  school: z.string(),
  planned: z.number().int(),
  held: z.number().int(),
  applied: z.number().int(),
  failed: z.number().int(),
});
export type ChangeTally = Readonly<z.infer<typeof ChangeTally>>;

/** What crossed the wire during a step. `lmsWrites` counts calls that change the LMS, `lmsRows` the rows in them. */
export const Traffic = z.strictObject({
  sisRequests: z.number().int(),
  lmsReads: z.number().int(),
  lmsWrites: z.number().int(),
  lmsRows: z.number().int(),
});
export type Traffic = Readonly<z.infer<typeof Traffic>>;

/** One thing that a scenario expected, and what it saw. */
export const ExpectationRecord = z.strictObject({
  what: z.string(),
  expected: z.string(),
  actual: z.string(),
  verdict: Verdict,
});
export type ExpectationRecord = Readonly<z.infer<typeof ExpectationRecord>>;

/** How the LMS looks: how many of each object it holds. */
export const LmsCounts = z.strictObject({
  buildings: z.number().int(),
  gradingPeriods: z.number().int(),
  users: z.number().int(),
  associations: z.number().int(),
  courses: z.number().int(),
  sections: z.number().int(),
  activeEnrollments: z.number().int(),
  /** Sections that share course, title and grading periods with an earlier one: what F01 leaves behind. */
  duplicateSections: z.number().int(),
});
export type LmsCounts = Readonly<z.infer<typeof LmsCounts>>;

/**
 * One step of a run. `plan` is null for steps that are neither a sync nor a plan that was only made. Times are ISO 8601 in UTC, of the run's own clock.
 */
export const StepRecord = z.strictObject({
  index: z.number().int(),
  kind: z.enum(["sync", "plan", "sis-action", "expect", "wait"]),
  title: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  plan: Plan.nullable(),
  tallies: z.array(ChangeTally),
  findings: z.array(Finding),
  traffic: Traffic,
  expectations: z.array(ExpectationRecord),
  lms: LmsCounts.nullable(),
  /** Set when the step broke: the operating error in words, without secrets. */
  error: z.string().nullable(),
  verdict: Verdict,
});
export type StepRecord = Readonly<z.infer<typeof StepRecord>>;

/** A reading of something that the guide leaves open: which one was used. */
export const ReadingRecord = z.strictObject({
  name: z.string(),
  value: z.string(),
  isDefault: z.boolean(),
  /** Rule or failure ids, and in words what the alternatives are. */
  about: z.string(),
});
export type ReadingRecord = Readonly<z.infer<typeof ReadingRecord>>;

/** Where the data came from. `description` is for people: a preset with its size, or a bundle's file name. */
export const WorldRecord = z.strictObject({
  source: z.enum(["generated", "bundle", "server"]),
  description: z.string(),
  oneRosterVersion: z.enum(["1.1", "1.2"]),
  counts: z.record(z.string(), z.number().int()),
});
export type WorldRecord = Readonly<z.infer<typeof WorldRecord>>;

/** One scenario in one variant, or one sync. `findings` are those of reading the source (a bundle's, say). */
export const ResultRecord = z.strictObject({
  id: z.string(),
  variant: z.string(),
  title: z.string(),
  why: z.string(),
  rules: z.array(z.string()),
  seed: z.number().int(),
  guardPolicy: z.enum(["off", "warn", "hold"]),
  world: WorldRecord,
  readings: z.array(ReadingRecord),
  startedAt: z.string(),
  endedAt: z.string(),
  findings: z.array(Finding),
  steps: z.array(StepRecord),
  verdict: Verdict,
});
export type ResultRecord = Readonly<z.infer<typeof ResultRecord>>;

/**
 * All that a run was, and all that any report needs. Holds personal data unless redacted; never a
 * secret, a password or a port. The same inputs and seed give the same bytes, in process or over sockets.
 */
export const RunRecord = z.strictObject({
  formatVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal("roster-rehearsal"), version: z.string() }),
  command: z.enum(["run", "sync", "plan", "apply"]),
  results: z.array(ResultRecord),
  verdict: Verdict,
});
export type RunRecord = Readonly<z.infer<typeof RunRecord>>;
