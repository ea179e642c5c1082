import { atLeast, megabytes, under, whole, type Bound } from "./bound.ts";
import type { FiguresOf } from "./medians.ts";
import type { MemoryRun } from "./memory-run.ts";
import { promisedRatios, type PromisedRatio, type Side } from "./promises.ts";

/** A promise with what was measured. */
export interface Judgement {
  readonly title: string;
  readonly figure: string;
  readonly wanted: string;
  readonly verdict: "met" | "NOT MET" | "not measured";
}

/** What is judged. */
export interface Measured {
  readonly users: number;
  readonly figuresOf: FiguresOf;
  /** Of a mock of 100,000 rows. */
  readonly memory: MemoryRun;
}

/** Judges each promise. What was not measured is neither met nor broken. */
export function judge({ users, figuresOf, memory }: Measured): readonly Judgement[] {
  const memoryBound = under(150, megabytes);
  return [
    judgeOne("users in the district", users, atLeast(100_000, whole)),
    ...promisedRatios.map((promise) =>
      judgeOne(promise.title, ratioOf(promise, figuresOf), promise.bound),
    ),
    judgeOne("rows of the mock whose memory is read", memory.rows, atLeast(100_000, whole)),
    judgeOne("memory after the load", memory.afterLoad?.residentMb, memoryBound),
    judgeOne("memory at its highest", memory.afterLoad?.peakMb, memoryBound),
  ];
}

function ratioOf({ figure, of, to }: PromisedRatio, figuresOf: FiguresOf): number | undefined {
  const read = ([id, server]: Side): number | undefined => figuresOf(id, server)?.[figure];
  const [value, against] = [read(of), read(to)];
  return value === undefined || against === undefined ? undefined : value / against;
}

function judgeOne(title: string, figure: number | undefined, bound: Bound): Judgement {
  const { wanted } = bound;
  if (figure === undefined) return { title, figure: "", wanted, verdict: "not measured" };
  const verdict = bound.holds(figure) ? "met" : "NOT MET";
  return { title, figure: bound.show(figure), wanted, verdict };
}
