import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toIso } from "../../core/clock.ts";
import { Schedule } from "../../contracts/run/schedule.ts";
import {
  createSyncTimer,
  nextQueueTime,
  noteManualSync,
  noteQueued,
  saveSchedule,
  type SyncTimer,
} from "./sync-timer.ts";

type Input = Parameters<typeof Schedule.parse>[0];

/** A moment in Chicago, from `2026-09-07T14:00-05:00`. */
function ms(text: string): number {
  return Date.parse(text);
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : toIso(at);
}

function schedule(rest: object = {}): Schedule {
  const input: Input = { mode: "scheduled", timeZone: "America/Chicago", ...rest };
  return Schedule.parse(input);
}

/** Set up long ago, with a run in the night before the Monday of the examples. */
function running(rest: object = {}): SyncTimer {
  const timer = createSyncTimer(schedule(rest), ms("2026-08-01T12:00-05:00"));
  return noteQueued(timer, ms("2026-09-07T00:00-05:00"));
}

function afterManual(at: string, timer = running()): string | undefined {
  return iso(nextQueueTime(noteManualSync(timer, { startMs: ms(at), endMs: ms(at) + 600_000 })));
}

const tuesday = iso(ms("2026-09-08T00:00-05:00"));
const wednesday = iso(ms("2026-09-09T00:00-05:00"));

describe("the scheduled sync", () => {
  it("is queued every day at the start of its window (R60, R61)", () => {
    expect(iso(nextQueueTime(running()))).toBe(tuesday);
    expect(iso(nextQueueTime(noteQueued(running(), ms("2026-09-08T00:00-05:00"))))).toBe(wednesday);
  });

  it("never comes by itself in manual mode (R27)", () => {
    expect(nextQueueTime(running({ mode: "manual" }))).toBeUndefined();
  });

  it.each([
    ["Monday 14:00", "2026-09-07T14:00-05:00", wednesday],
    ["Monday 23:59", "2026-09-07T23:59-05:00", wednesday],
    ["Monday 00:00, on the boundary", "2026-09-07T00:00-05:00", tuesday],
    ["Monday 00:30", "2026-09-07T00:30-05:00", wednesday],
  ])(
    "waits a day and then for its window after a manual sync on %s (R66, R67)",
    (_when, at, next) => {
      expect(afterManual(at)).toBe(next);
    },
  );

  it("may be queued inside the window by the other reading (R67)", () => {
    const timer = running({ readings: { insideWindow: "at-once" } });

    expect(afterManual("2026-09-07T00:30-05:00", timer)).toBe(iso(ms("2026-09-08T00:30-05:00")));
    expect(afterManual("2026-09-07T14:00-05:00", timer)).toBe(wednesday);
  });

  it("waits after the last of two manual syncs of whatever tabs, whichever is told first (R67, R68)", () => {
    const first = { startMs: ms("2026-09-07T10:00-05:00"), endMs: ms("2026-09-07T10:10-05:00") };
    const last = { startMs: ms("2026-09-08T10:00-05:00"), endMs: ms("2026-09-08T10:10-05:00") };
    const thursday = iso(ms("2026-09-10T00:00-05:00"));

    expect(iso(nextQueueTime(noteManualSync(noteManualSync(running(), first), last)))).toBe(
      thursday,
    );
    expect(iso(nextQueueTime(noteManualSync(noteManualSync(running(), last), first)))).toBe(
      thursday,
    );
  });

  it("counts from the start of a manual sync, or from its end by the other reading (R65)", () => {
    const overMidnight = {
      startMs: ms("2026-09-06T23:55-05:00"),
      endMs: ms("2026-09-07T00:05-05:00"),
    };
    const byEnd = running({ readings: { manualAnchor: "end" } });

    expect(iso(nextQueueTime(noteManualSync(running(), overMidnight)))).toBe(tuesday);
    expect(iso(nextQueueTime(noteManualSync(byEnd, overMidnight)))).toBe(wednesday);
  });

  it("waits a day when its time is changed, and not when the same is saved again (R64)", () => {
    const at = ms("2026-09-07T14:00-05:00");
    const later = schedule({ window: { start: "01:00", end: "04:00" } });

    expect(iso(nextQueueTime(saveSchedule(running(), schedule(), at)))).toBe(tuesday);
    expect(iso(nextQueueTime(saveSchedule(running(), later, at)))).toBe(
      iso(ms("2026-09-09T01:00-05:00")),
    );
    const resets = schedule({ readings: { resave: "resets" } });
    expect(iso(nextQueueTime(saveSchedule(running(), resets, at)))).toBe(wednesday);
  });

  it.each([
    ["elapsed", "2027-03-16T00:00-05:00"],
    ["wall-clock", "2027-03-15T00:00-05:00"],
  ])("tells a day of 23 hours from 24 hours by the reading %s (R67, F86)", (graceDay, next) => {
    // Clocks in Chicago jump on Sunday, 2027-03-14; anchored on Saturday at 23:30.
    const timer = running({ readings: { graceDay } });

    expect(afterManual("2027-03-13T23:30-06:00", timer)).toBe(iso(ms(next)));
  });

  it("starts after the gap where clocks skip its time, and once where they repeat it (F86)", () => {
    const window = { start: "02:30", end: "05:00" };
    const gap = createSyncTimer(schedule({ window }), ms("2027-03-13T12:00-06:00"));
    const fall = createSyncTimer(
      schedule({ window: { start: "01:30", end: "05:00" } }),
      ms("2026-11-01T00:00-05:00"),
    );
    const first = nextQueueTime(fall) ?? 0;

    expect(iso(nextQueueTime(gap))).toBe(iso(ms("2027-03-14T03:00-05:00")));
    expect(iso(first)).toBe(iso(ms("2026-11-01T01:30-05:00")));
    expect(iso(nextQueueTime(noteQueued(fall, first)))).toBe(iso(ms("2026-11-02T01:30-06:00")));
  });

  it("comes within two days and an hour of any manual sync, and never within a day of it", () => {
    const zones = [
      "UTC",
      "America/Chicago",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Pacific/Apia",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: ms("2026-01-01"), max: ms("2028-01-01") }),
        fc.integer({ min: 0, max: 23 }),
        (timeZone, startMs, hour) => {
          const start = `${String(hour).padStart(2, "0")}:15`;
          const timer = createSyncTimer(
            schedule({ timeZone, window: { start, end: "23:59" } }),
            startMs - 1_000,
          );
          const next = nextQueueTime(noteManualSync(timer, { startMs, endMs: startMs })) ?? 0;

          const hours = (next - startMs) / 3_600_000;
          expect(hours).toBeGreaterThanOrEqual(24);
          expect(hours).toBeLessThanOrEqual(50);
        },
      ),
    );
  });
});
