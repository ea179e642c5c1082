import { setTimeout as wait } from "node:timers/promises";

/** The only source of time. All times are epoch milliseconds in UTC. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A clock that moves only when someone sleeps on it or advances it. */
export interface VirtualClock extends Clock {
  /** Moves forward to `toMs`. A time in the past leaves the clock where it is. */
  advanceTo(toMs: number): void;
}

/** The machine's own clock, for servers that people talk to. Sleep ends, rejected, when the signal is aborted. */
export function createSystemClock(signal?: AbortSignal): Clock {
  return {
    now: () => Date.now(),
    sleep: (ms) => wait(ms, undefined, signal === undefined ? {} : { signal }),
  };
}

/** Starts at `startMs`. Sleeping takes no real time: the clock jumps to the moment of waking. */
export function createVirtualClock(startMs: number): VirtualClock {
  let nowMs = startMs;
  const advanceTo = (toMs: number): void => {
    nowMs = Math.max(nowMs, toMs);
  };
  return {
    now: () => nowMs,
    advanceTo,
    sleep: (ms) => {
      const wakeMs = nowMs + ms;
      return Promise.resolve().then(() => advanceTo(wakeMs));
    },
  };
}

/** A clock that runs as another does, and can be set to another time. */
export interface ShiftableClock extends Clock {
  /** Sets the time to `toMs`; from there it runs on. */
  shiftTo(toMs: number): void;
}

/** Runs along a clock, at the same time until it is shifted. Sleeping takes as long as on the clock itself. */
export function createShiftableClock(base: Clock): ShiftableClock {
  let offsetMs = 0;
  return {
    now: () => base.now() + offsetMs,
    sleep: (ms) => base.sleep(ms),
    shiftTo: (toMs) => {
      offsetMs = toMs - base.now();
    },
  };
}

/** Formats epoch milliseconds as `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
