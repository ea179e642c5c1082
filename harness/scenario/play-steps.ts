import { toIso } from "../../core/clock.ts";
import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import { Tab } from "../../contracts/run/plan.ts";
import type { StepRecord } from "../../contracts/run/run-record.ts";
import type { ScenarioStep } from "../../contracts/run/scenario.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { worstVerdict } from "../../contracts/run/verdict.ts";
import { syncOnce } from "../../engine/index.ts";
import { applyAction, SisAction } from "../../mock-oneroster/index.ts";
import { describeOperatingError } from "../record/describe-error.ts";
import { brokenStep, plainStep, syncStep, type StepFrame } from "../record/steps.ts";
import type { RehearsalWorld } from "../world.ts";
import { checkExpectation } from "./expect.ts";

/** The steps of one variant and the world they are played in. */
export interface Play {
  readonly world: RehearsalWorld;
  readonly settings: Settings;
  readonly decisions: readonly DecisionRow[];
  readonly steps: readonly ScenarioStep[];
  readonly onStep?: (step: {
    readonly title: string;
    readonly index: number;
    readonly total: number;
  }) => void;
}

/** What came of them, and the Active Year that the last sync used. */
export interface Played {
  readonly records: readonly StepRecord[];
  readonly activeYear: string | undefined;
}

/** Plays steps in order. A step that breaks ends the play: those after it are skipped. */
export async function playSteps(play: Play): Promise<Played> {
  const records: StepRecord[] = [];
  let activeYear: string | undefined;
  for (const [position, step] of play.steps.entries()) {
    const frame = frameOf(step, position + 1, toIso(play.world.clock.now()));
    play.onStep?.({ title: frame.title, index: frame.index, total: play.steps.length });
    if (records.at(-1)?.verdict === "error" || records.at(-1)?.verdict === "skip") {
      records.push({ ...plainStep(frame, play.world.clock), verdict: "skip" });
      continue;
    }
    try {
      const lastSync = records.findLast(({ plan }) => plan !== null);
      const done = await playStep({ ...play, step, frame, lastSync });
      records.push(done.record);
      activeYear = done.activeYear ?? activeYear;
    } catch (error) {
      records.push(brokenStep(frame, play.world.clock, describeOperatingError(error)));
    }
  }
  return { records, activeYear };
}

function frameOf(step: ScenarioStep, index: number, startedAt: string): StepFrame {
  if ("sync" in step) {
    const title = step.title ?? `Sync ${step.sync === "all" ? "every tab" : step.sync.join(", ")}`;
    return { index, kind: "sync", title, startedAt };
  }
  if ("sis" in step) {
    return { index, kind: "sis-action", title: step.title ?? `SIS: ${step.sis.action}`, startedAt };
  }
  if ("wait" in step)
    return { index, kind: "wait", title: step.title ?? `Wait ${step.wait}`, startedAt };
  return { index, kind: "expect", title: step.title ?? "Check what came of it", startedAt };
}

interface StepPlay extends Play {
  readonly step: ScenarioStep;
  readonly frame: StepFrame;
  readonly lastSync: StepRecord | undefined;
}

interface Done {
  readonly record: StepRecord;
  readonly activeYear?: string;
}

async function playStep(play: StepPlay): Promise<Done> {
  const { world, step, frame, settings, decisions } = play;
  if ("sync" in step) {
    const tabs = step.sync === "all" ? Tab.options : step.sync;
    const result = await syncOnce(world.ports, { settings, decisions, tabs });
    const record = syncStep(frame, world.clock, { result, lms: world.lms.counts() });
    return { record, activeYear: result.activeYear };
  }
  if ("sis" in step) return { record: playAction(play, step.sis) };
  if ("wait" in step) {
    world.clock.advanceTo(world.clock.now() + durationMs(step.wait));
    return { record: plainStep(frame, world.clock) };
  }
  const expectations = checkExpectation(step.expect, {
    lastSync: play.lastSync,
    lms: world.lms.counts(),
  });
  const record = plainStep(frame, world.clock);
  const verdict = worstVerdict(expectations.map((expectation) => expectation.verdict));
  return { record: { ...record, expectations: [...expectations], verdict } };
}

function playAction(play: StepPlay, raw: unknown): StepRecord {
  applyAction(play.world.sis.world, SisAction.parse(raw), play.world.clock);
  return plainStep(play.frame, play.world.clock);
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationMs(text: string): number {
  return Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? 0);
}
