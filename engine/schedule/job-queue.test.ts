import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyQueue, endJob, queueJob, runningJob, startNextJob } from "./job-queue.ts";

const scheduled = { by: "schedule", tabs: ["users", "courses", "sections"] } as const;
const byHand = { by: "hand", tabs: ["users"] } as const;

describe("the job queue of an organisation", () => {
  it("starts a job when the one before it has ended, and tells both times (R60, R69, F84, F85)", () => {
    const first = queueJob(emptyQueue, { ...byHand, queuedMs: 1_000 });
    const second = queueJob(first.queue, { ...scheduled, queuedMs: 2_000 });
    const running = startNextJob(second.queue, 1_500)?.queue ?? emptyQueue;

    expect(startNextJob(running, 2_500)).toBeUndefined();
    const next = startNextJob(endJob(running, 9_000), 9_000);
    expect(next?.job).toMatchObject({ by: "schedule", queuedMs: 2_000, startedMs: 9_000 });
  });

  it("has nothing to start or to end when it is empty", () => {
    expect(startNextJob(emptyQueue, 1)).toBeUndefined();
    expect(endJob(emptyQueue, 1)).toBe(emptyQueue);
  });

  it("never runs two at once, loses none and keeps their order, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("queue", "start", "end")), (steps) => {
        let [queue, queued] = [emptyQueue, 0];
        const started: number[] = [];
        for (const [at, step] of steps.entries()) {
          if (step === "queue") {
            queue = queueJob(queue, { ...byHand, queuedMs: at }).queue;
            queued += 1;
          } else if (step === "end") queue = endJob(queue, at);
          else {
            const next = startNextJob(queue, at);
            if (next !== undefined) started.push(next.job.id);
            queue = next?.queue ?? queue;
          }
          const open = queue.jobs.filter(
            (job) => job.startedMs !== undefined && job.endedMs === undefined,
          );
          expect(open.length).toBeLessThanOrEqual(1);
          expect(runningJob(queue)).toBe(open[0]);
        }
        expect(queue.jobs).toHaveLength(queued);
        expect(started).toEqual(started.map((_, index) => index + 1));
      }),
    );
  });
});
