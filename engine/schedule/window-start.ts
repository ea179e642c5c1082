import { Cron } from "croner";
import type { Schedule } from "../../contracts/run/schedule.ts";

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * The first start of the window at or after a moment, in epoch milliseconds (guide R66).
 *
 * A start that a day does not have, because clocks skip it, is the first moment after the gap; of one that a day has
 * twice the first counts (F86).
 */
export function windowStartFrom(
  { window, timeZone }: Pick<Schedule, "window" | "timeZone">,
  fromMs: number,
): number {
  return nextTime(window.start, timeZone, fromMs);
}

/** Says whether a moment lies in the window: from its start to before its end, over midnight too. */
export function isInWindow(
  { window, timeZone }: Pick<Schedule, "window" | "timeZone">,
  atMs: number,
): boolean {
  const time = timeOfDay(timeZone, atMs);
  const [start, end] = [window.start, window.end];
  return start < end ? time >= start && time < end : time >= start || time < end;
}

/** The end of the day of grace that begins at a moment (guide R65 to R67). */
export function graceEnd(
  { timeZone, readings }: Pick<Schedule, "timeZone" | "readings">,
  anchorMs: number,
): number {
  if (readings.graceDay === "elapsed") return anchorMs + dayMs;
  // Seconds do not differ between zones' days; a day of 23 or 25 hours is why half of one is skipped.
  const restMs = anchorMs % 60_000;
  return nextTime(timeOfDay(timeZone, anchorMs), timeZone, anchorMs + dayMs / 2) + restMs;
}

function nextTime(time: string, timeZone: string, fromMs: number): number {
  const [hour = "0", minute = "0"] = time.split(":");
  const cron = new Cron(`0 ${Number(minute)} ${Number(hour)} * * *`, { timezone: timeZone });
  // croner looks for what comes after, and by whole seconds.
  const found = cron.nextRun(new Date(Math.ceil(fromMs / 1_000) * 1_000 - 1_000));
  if (found === null) throw new RangeError("A day without end has no next window.");
  return found.getTime();
}

function timeOfDay(timeZone: string, atMs: number): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(atMs);
}
