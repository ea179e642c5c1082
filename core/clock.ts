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

/** The machine's own clock, for servers that people talk to. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    sleep: (ms) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms);
      }),
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

/** Formats epoch milliseconds as `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
