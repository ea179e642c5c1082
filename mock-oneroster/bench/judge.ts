import { atLeast, megabytes, under, whole, type Bound } from "./bound.ts";
import type { FiguresOf } from "./medians.ts";
import type { Memory } from "./process-figures.ts";
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
  /** Of the mock, after the load. */
  readonly memory: Memory | undefined;
}

/** Judges each promise. What was not measured is neither met nor broken. */
export function judge({ users, figuresOf, memory }: Measured): readonly Judgement[] {
  const memoryBound = under(150, megabytes);
  return [
    judgeOne("users in the district", users, atLeast(100_000, whole)),
    ...promisedRatios.map((promise) =>
      judgeOne(promise.title, ratioOf(promise, figuresOf), promise.bound),
    ),
    judgeOne("memory after the load", memory?.residentMb, memoryBound),
    judgeOne("memory at its highest", memory?.peakMb, memoryBound),
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
