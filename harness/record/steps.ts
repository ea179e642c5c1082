import { toIso, type Clock } from "../../core/clock.ts";
import type { LmsCounts, StepRecord, Traffic } from "../../contracts/run/run-record.ts";
import type { PlannedSync, SyncResult } from "../../engine/index.ts";
import { consolidate } from "./consolidate.ts";
import { tallyChanges } from "./tally.ts";

const noTraffic: Traffic = { sisRequests: 0, lmsReads: 0, lmsWrites: 0, lmsRows: 0 };

/** What every step record starts from. */
export interface StepFrame {
  readonly index: number;
  readonly kind: StepRecord["kind"];
  readonly title: string;
  readonly startedAt: string;
}

/** A step in which nothing noteworthy happened yet. */
export function plainStep(frame: StepFrame, clock: Clock): StepRecord {
  return {
    ...frame,
    endedAt: toIso(clock.now()),
    plan: null,
    tallies: [],
    findings: [],
    traffic: noTraffic,
    expectations: [],
    lms: null,
    error: null,
    verdict: "pass",
  };
}

/** The record of a sync. Its verdict tells whether the sync ran, not whether the data is good. */
export function syncStep(
  frame: StepFrame,
  clock: Clock,
  outcome: { readonly result: SyncResult; readonly lms: LmsCounts | null },
): StepRecord {
  const { result, lms } = outcome;
  return {
    ...plainStep(frame, clock),
    plan: result.plan,
    tallies: [...tallyChanges(result.plan, result.applied.failed)],
    findings: [...consolidate(result.diagnostics)],
    traffic: {
      sisRequests: result.sisRequests,
      lmsReads: result.lmsTraffic.reads,
      lmsWrites: result.lmsTraffic.writes,
      lmsRows: result.lmsTraffic.rows,
    },
    lms,
    verdict: result.applied.failed.size === 0 ? "pass" : "warn",
  };
}

/** The record of a plan that was made and not applied. */
export function planStep(frame: StepFrame, clock: Clock, planned: PlannedSync): StepRecord {
  return {
    ...plainStep(frame, clock),
    plan: planned.plan,
    tallies: [...tallyChanges(planned.plan, undefined)],
    findings: [...consolidate(planned.diagnostics)],
    traffic: {
      ...noTraffic,
      sisRequests: planned.sisRequests,
      lmsReads: planned.lmsTraffic.reads,
    },
  };
}

/** A step that broke: the harness or a server failed, which is neither a pass nor a fail. */
export function brokenStep(frame: StepFrame, clock: Clock, error: string): StepRecord {
  return { ...plainStep(frame, clock), error, verdict: "error" };
}
