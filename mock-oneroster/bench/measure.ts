import { createSystemClock } from "../../core/clock.ts";
import { whole } from "./bound.ts";
import type { Contender } from "./contenders.ts";
import type { CaseId, LoadCase, ServerName } from "./load-cases.ts";
import { processorMsOf } from "./process-figures.ts";
import { warmUp } from "./warm-up.ts";
import { runWrk, type LoadFigures } from "./wrk.ts";

/** Who is measured, on what, and for how long. */
export interface MeasurePlan {
  readonly contenders: readonly Contender[];
  readonly cases: readonly LoadCase[];
  readonly authorization: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly note: (line: string) => void;
}

/** One run of one server on one case. */
export interface Run extends LoadFigures {
  readonly caseId: CaseId;
  readonly server: ServerName;
  /** Processor time of the server for each request; NaN where the system does not tell. */
  readonly cpuMicros: number;
}

/** A rest is over when the server used less than a fifth of it, and after five seconds anyway. */
const restMs = 100;
const restsMax = 50;

/**
 * Measures each case on each server in turn, and all of that again in each round: what else the machine
 * does then falls on all of them alike. Before that each server is warmed up, and a first round is not counted.
 */
export async function measureRounds(plan: MeasurePlan): Promise<readonly Run[]> {
  await warmAll(plan);
  await measureRound(plan);
  const runs: Run[] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    plan.note(`Round ${round} of ${plan.rounds}`);
    runs.push(...(await measureRound(plan)));
  }
  return runs;
}

async function warmAll(plan: MeasurePlan): Promise<void> {
  const { contenders, cases, authorization, seconds, note } = plan;
  const paths = cases[0]?.paths ?? [];
  for (const { name, origin } of contenders) {
    const { runs, perSecond } = await warmUp({ origin, authorization, paths, seconds });
    note(`Warm-up of ${name}: ${runs} runs to ${whole(perSecond)} requests/s`);
  }
}

async function measureRound(plan: MeasurePlan): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const loadCase of plan.cases) {
    for (const contender of plan.contenders) {
      if (!loadCase.servers.includes(contender.name)) continue;
      runs.push(await measureOnce(plan, loadCase, contender));
      await comeToRest(contender.pid);
    }
  }
  return runs;
}

async function measureOnce(
  { authorization, seconds }: MeasurePlan,
  { id, paths }: LoadCase,
  { name, origin, pid }: Contender,
): Promise<Run> {
  const before = processorMsOf(pid) ?? Number.NaN;
  const figures = await runWrk({ origin, authorization, paths, seconds });
  const cpuMs = (processorMsOf(pid) ?? Number.NaN) - before;
  return { ...figures, caseId: id, server: name, cpuMicros: (cpuMs * 1_000) / figures.requests };
}

/** Waits until a server has finished what the load left it, so that the next run is not charged with it. */
async function comeToRest(pid: number): Promise<void> {
  const clock = createSystemClock();
  let before = processorMsOf(pid) ?? 0;
  for (let rests = 0; rests < restsMax; rests += 1) {
    await clock.sleep(restMs);
    const now = processorMsOf(pid) ?? 0;
    if (now - before < restMs / 5) return;
    before = now;
  }
}
