/** What of a run shows how warm a server is. */
export interface WarmUpRun {
  readonly requests: number;
}

/** After so many WireMock gets no faster: the compiler of Java goes by calls, not by time. */
const requestsWanted = 100_000;
/** Two minutes of runs of three seconds are enough for any server. */
const runsMax = 40;

/**
 * Loads a server until it is warm, and gives the runs. That is known by the number of its answers: how fast
 * it goes tells little when others are busy. Node takes seconds, a Java server most of a minute or more.
 */
export async function warmUp<Run extends WarmUpRun>(
  load: () => Promise<Run>,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let requests = 0; requests < requestsWanted && runs.length < runsMax;) {
    const run = await load();
    requests += run.requests;
    runs.push(run);
  }
  return runs;
}
