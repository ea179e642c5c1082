/** What a run cost the server for each request, and how fast it was. */
export interface WarmUpRun {
  readonly perSecond: number;
  /** NaN where the system does not tell. */
  readonly cpuMicros: number;
}

const runsMax = 30;
/** So many runs that are no cheaper than the best before end the warm-up. */
const staleMax = 4;
const gain = 0.97;

/**
 * Loads a server until its requests get no cheaper, and gives the runs. Node is there in seconds, a Java
 * server in a minute or more. Judged by processor time, since the rate also falls when others are busy.
 */
export async function warmUp(load: () => Promise<WarmUpRun>): Promise<readonly WarmUpRun[]> {
  const runs: WarmUpRun[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (let stale = 0; stale < staleMax && runs.length < runsMax;) {
    const run = await load();
    const cost = Number.isNaN(run.cpuMicros) ? 1 / run.perSecond : run.cpuMicros;
    stale = cost < best * gain ? 0 : stale + 1;
    best = Math.min(best, cost);
    runs.push(run);
  }
  return runs;
}
