import * as z from "zod";

const timeHint = 'Write a time of day in quotes, such as "00:00" or "22:30".';
const TimeOfDay = z.string(timeHint).regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeHint);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/**
 * What the guide leaves open about time, each with the proposed reading first (rules R64 to R67).
 */
export const ScheduleReadings = z.strictObject({
  resave: z
    .enum(["keeps", "resets"])
    .default("keeps")
    .describe("Saving the same options again: the timer goes on, or starts anew (R64)"),
  manualAnchor: z
    .enum(["start", "end"])
    .default("start")
    .describe("The day of grace begins when a manual sync starts, or when it has ended (R65)"),
  graceDay: z
    .enum(["elapsed", "wall-clock"])
    .default("elapsed")
    .describe(
      "24 hours that have passed, or the same time of the next day: they differ twice a year (R67)",
    ),
  insideWindow: z
    .enum(["next-start", "at-once"])
    .default("next-start")
    .describe(
      "When the grace ends inside the window: wait for its next start, or queue there and then (R67)",
    ),
});
export type ScheduleReadings = Readonly<z.infer<typeof ScheduleReadings>>;

/** The *Scheduling Options* of the app (guide R26 to R29, R56 to R63). */
export const Schedule = z.strictObject({
  mode: z
    .enum(["manual", "scheduled"])
    .default("manual")
    .describe("Manual: someone presses each tab's button. Scheduled: daily by itself (R26, R28)"),
  frequency: z.enum(["daily"]).default("daily").describe("The guide names no other (R28, R29)"),
  window: z
    .strictObject({
      start: TimeOfDay.default("00:00").describe("When the job is queued"),
      end: TimeOfDay.default("03:00").describe("When the window closes"),
    })
    .prefault({})
    .describe("The job is queued at the start; when it runs is up to the queue (R60, R61)"),
  timeZone: z
    .string()
    .refine(isTimeZone, "Write the IANA name of a time zone, such as America/Chicago.")
    .default("UTC")
    .describe("Whose midnight counts: the organisation's"),
  readings: ScheduleReadings.prefault({}).describe("What the guide leaves open about time"),
});
export type Schedule = Readonly<z.infer<typeof Schedule>>;
