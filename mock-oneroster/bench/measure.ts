import { createSystemClock } from "../../core/clock.ts";
import { whole } from "./bound.ts";
import type { Contender } from "./contenders.ts";
import type { CaseId, LoadCase, ServerName } from "./load-cases.ts";
import { getAnswer } from "./mock-client.ts";
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
  const [loadCase] = plan.cases;
  if (loadCase === undefined) return;
  for (const contender of plan.contenders) {
    const runs = await warmUp(() => measureOnce(plan, loadCase, contender));
    const { perSecond = 0, cpuMicros = 0 } = runs.at(-1) ?? {};
    const speed = `${whole(perSecond)} requests/s of ${whole(cpuMicros)} us each`;
    plan.note(`Warm-up of ${contender.name}: ${runs.length} runs, then ${speed}`);
  }
}

async function measureRound(plan: MeasurePlan): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const loadCase of plan.cases) {
    for (const contender of plan.contenders) {
      if (!loadCase.servers.includes(contender.name)) continue;
      if (loadCase.servers.length > 1) await askOnce(plan, loadCase, contender);
      runs.push(await measureOnce(plan, loadCase, contender));
      await comeToRest(contender, loadCase.paths[0] ?? "/", plan.authorization);
    }
  }
  return runs;
}

/** Where others answer prebuilt bytes, each has sent its answers once. Cases of the mock alone show the first time. */
async function askOnce(
  { authorization }: MeasurePlan,
  { paths }: LoadCase,
  { origin }: Contender,
): Promise<void> {
  for (const path of paths) await getAnswer(origin, path, { authorization });
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

/**
 * Waits until a server has finished what the load left it, so that the next run is not charged with it.
 * One more answer shows that the queue is empty, even when others keep the server from the processor;
 * a quiet process shows that its collector and compiler are done.
 */
async function comeToRest(
  { origin, pid }: Contender,
  path: string,
  authorization: string,
): Promise<void> {
  await getAnswer(origin, path, { authorization });
  const clock = createSystemClock();
  let before = processorMsOf(pid) ?? 0;
  for (let rests = 0; rests < restsMax; rests += 1) {
    await clock.sleep(restMs);
    const now = processorMsOf(pid) ?? 0;
    if (now - before < restMs / 5) return;
    before = now;
  }
}
