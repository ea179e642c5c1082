import { runWrk, type Load } from "./wrk.ts";

/** How a server came to its speed. */
export interface WarmUp {
  readonly runs: number;
  readonly perSecond: number;
}

const runsMax = 20;
/** So many runs that are no faster than the best before end the warm-up. */
const staleMax = 3;
const growth = 1.05;

/** Loads a server until it gets no faster. Node is there in seconds, a Java server in half a minute or more. */
export async function warmUp(load: Load): Promise<WarmUp> {
  let best = 0;
  let stale = 0;
  let runs = 0;
  for (; runs < runsMax && stale < staleMax; runs += 1) {
    const { perSecond } = await runWrk(load);
    stale = perSecond > best * growth ? 0 : stale + 1;
    best = Math.max(best, perSecond);
  }
  return { runs, perSecond: best };
}
