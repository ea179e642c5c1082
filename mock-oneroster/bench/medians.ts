import type { CaseId, ServerName } from "./load-cases.ts";
import type { Run } from "./measure.ts";

/** The medians of a server on a case, over the rounds. */
export interface Figures {
  readonly perSecond: number;
  /** The slowest and the fastest round. */
  readonly perSecondMin: number;
  readonly perSecondMax: number;
  readonly mbPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
}

/** Looks up what was measured. Undefined when that server did not take part. */
export type FiguresOf = (caseId: CaseId, server: ServerName) => Figures | undefined;

/** Gives the medians of runs by case and server. */
export function takeMedians(runs: readonly Run[]): FiguresOf {
  return (caseId, server) => {
    const own = runs.filter((run) => run.caseId === caseId && run.server === server);
    if (own.length === 0) return undefined;
    const rates = own.map(({ perSecond }) => perSecond);
    return {
      perSecond: median(rates),
      perSecondMin: Math.min(...rates),
      perSecondMax: Math.max(...rates),
      mbPerSecond: median(own.map((run) => run.mbPerSecond)),
      p50Ms: median(own.map((run) => run.p50Ms)),
      p99Ms: median(own.map((run) => run.p99Ms)),
      cpuMicros: median(own.map((run) => run.cpuMicros)),
    };
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
