import { describe, expect, it } from "vitest";
import { createSystemClock, createVirtualClock, toIso } from "./clock.ts";

describe("clock", () => {
  it("jumps to the moment of waking, in no real time", async () => {
    const clock = createVirtualClock(Date.UTC(2026, 7, 3));

    await clock.sleep(86_400_000);

    expect(toIso(clock.now())).toBe("2026-08-04T00:00:00.000Z");
  });

  it("wakes two sleepers at the later moment, not at the sum", async () => {
    const clock = createVirtualClock(0);

    await Promise.all([clock.sleep(300), clock.sleep(500)]);

    expect(clock.now()).toBe(500);
  });

  it("never moves backwards", () => {
    const clock = createVirtualClock(1_000);

    clock.advanceTo(500);

    expect(clock.now()).toBe(1_000);
  });

  it("takes real time when the clock is the machine's own", async () => {
    const clock = createSystemClock();
    const before = clock.now();

    await clock.sleep(15);

    expect(clock.now() - before).toBeGreaterThanOrEqual(10);
  });
});
