import type { Schedule } from "../../contracts/run/schedule.ts";
import { graceEnd, isInWindow, windowStartFrom } from "./window-start.ts";

/**
 * The one timer of the app: it decides when the next scheduled sync of all data is queued (guide R60 to R68).
 *
 * It is a value: what happens gives another one.
 */
export interface SyncTimer {
  readonly schedule: Schedule;
  /** When the schedule was saved with this time. */
  readonly savedMs: number;
  /** Where the last day of grace began: a manual sync, or a change of the time. */
  readonly graceMs: number | undefined;
  /** When the last scheduled sync was queued. */
  readonly queuedMs: number | undefined;
}

/** The timer of a schedule that is saved for the first time. No grace: nothing has synced yet. */
export function createSyncTimer(schedule: Schedule, atMs: number): SyncTimer {
  return { schedule, savedMs: atMs, graceMs: undefined, queuedMs: undefined };
}

/** *Save Sync Options*: a change of the time begins a day of grace (guide R62 to R64). */
export function saveSchedule(timer: SyncTimer, schedule: Schedule, atMs: number): SyncTimer {
  const isReset = schedule.readings.resave === "resets" || hasOtherTime(timer.schedule, schedule);
  return { ...timer, schedule, savedMs: atMs, graceMs: isReset ? atMs : timer.graceMs };
}

function hasOtherTime(before: Schedule, after: Schedule): boolean {
  return timeFacts(before) !== timeFacts(after);
}

function timeFacts({ mode, frequency, window, timeZone }: Schedule): string {
  return [mode, frequency, window.start, window.end, timeZone].join(" ");
}

/** A manual sync of any tab delays the scheduled sync of all data (guide R65, R68). The last one wins. */
export function noteManualSync(
  timer: SyncTimer,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): SyncTimer {
  const atMs = timer.schedule.readings.manualAnchor === "start" ? startMs : endMs;
  return { ...timer, graceMs: Math.max(atMs, timer.graceMs ?? atMs) };
}

/** A scheduled sync was queued: the next one comes a day later at the earliest (guide R29). */
export function noteQueued(timer: SyncTimer, atMs: number): SyncTimer {
  return { ...timer, queuedMs: atMs };
}

/**
 * When the next scheduled sync is queued, in epoch milliseconds; undefined in manual mode, where nothing runs by itself
 * (guide R27).
 */
export function nextQueueTime(timer: SyncTimer): number | undefined {
  const { schedule, savedMs, graceMs, queuedMs } = timer;
  if (schedule.mode === "manual") return undefined;
  const earliest = Math.max(savedMs, queuedMs === undefined ? savedMs : queuedMs + 1);
  if (graceMs === undefined) return windowStartFrom(schedule, earliest);
  const endMs = graceEnd(schedule, graceMs);
  if (endMs < earliest) return windowStartFrom(schedule, earliest);
  const atOnce = schedule.readings.insideWindow === "at-once" && isInWindow(schedule, endMs);
  return atOnce ? endMs : windowStartFrom(schedule, endMs);
}
