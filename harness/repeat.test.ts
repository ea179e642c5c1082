import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../core/clock.ts";
import type { StepRecord } from "../contracts/run/run-record.ts";
import { plainStep } from "./record/steps.ts";
import { judgeRepeat } from "./repeat.ts";

function syncThatWrote(lmsWrites: number): StepRecord {
  const frame = { index: 2, kind: "sync", title: "Again", startedAt: "" } as const;
  const step = plainStep(frame, createVirtualClock(0));
  return { ...step, traffic: { ...step.traffic, lmsWrites } };
}

describe("judgeRepeat", () => {
  it("fails a second sync that writes although nothing changed (R4)", () => {
    const judged = judgeRepeat(syncThatWrote(1));

    expect(judged.verdict).toBe("fail");
    expect(judged.expectations).toMatchObject([{ expected: "0", actual: "1", verdict: "fail" }]);
  });

  it("passes one that writes nothing", () => {
    expect(judgeRepeat(syncThatWrote(0)).verdict).toBe("pass");
  });
});
