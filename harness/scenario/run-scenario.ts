import path from "node:path";
import { toIso } from "../../core/clock.ts";
import { Tab } from "../../contracts/run/plan.ts";
import type { ResultRecord, StepRecord, WorldRecord } from "../../contracts/run/run-record.ts";
import type { Scenario, ScenarioStep } from "../../contracts/run/scenario.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { worstVerdict } from "../../contracts/run/verdict.ts";
import { syncOnce, type Progress } from "../../engine/index.ts";
import {
  applyAction,
  countWorld,
  generateDistrict,
  importBundle,
  SisAction,
  type World,
} from "../../mock-oneroster/index.ts";
import { InputError } from "../input-error.ts";
import { consolidate } from "../record/consolidate.ts";
import { describeOperatingError } from "../record/describe-error.ts";
import { readingsUsed } from "../record/readings.ts";
import { brokenStep, plainStep, syncStep, type StepFrame } from "../record/steps.ts";
import { layeredSettings } from "../settings.ts";
import { clockAt, openWorld, type RehearsalWorld, type Transport } from "../world.ts";
import { checkExpectation } from "./expect.ts";
import type { LoadedScenario } from "./load.ts";

/** How scenarios are played. */
export interface PlayOptions {
  readonly transport: Transport;
  readonly onProgress?: (progress: Progress) => void;
  /** Told before each step, for a progress line. */
  readonly onStep?: (step: {
    readonly title: string;
    readonly index: number;
    readonly total: number;
  }) => void;
}

/** Plays one variant of a scenario to its end. A step that breaks ends it; the steps after it are skipped. */
export async function playVariant(
  loaded: LoadedScenario,
  variant: string,
  options: PlayOptions,
): Promise<ResultRecord> {
  const { scenario, file } = loaded;
  const settings = variantSettings(loaded, variant);
  const source = await openSource(scenario, file);
  const clock = clockAt(scenario.start);
  const startedAt = toIso(clock.now());
  const { seed } = scenario;
  await using world = await openWorld({
    sisWorld: source.world,
    settings,
    seed,
    clock,
    ...options,
  });
  const steps = scenario.steps.filter((step) => isPlayed(step, variant));
  const played = await playSteps({ world, settings, steps, file, options });
  const activeYear = played.activeYear;
  return {
    id: scenario.id,
    variant,
    title: scenario.title,
    why: scenario.why,
    rules: scenario.rules,
    seed,
    guardPolicy: settings.guards.policy,
    world: { ...source.record, oneRosterVersion: settings.oneRoster.version },
    readings: [...readingsUsed(settings, activeYear)],
    startedAt,
    endedAt: toIso(clock.now()),
    findings: [...consolidate(source.diagnostics)],
    steps: [...played.records],
    verdict: worstVerdict(played.records.map(({ verdict }) => verdict)),
  };
}

/** The settings of a variant: everything mapped, then the scenario's own, then the variant's. */
export function variantSettings({ scenario, file }: LoadedScenario, variant: string): Settings {
  const layers = [
    { oneRoster: { version: scenario.oneRoster } },
    scenario.settings,
    scenario.variants[variant] ?? {},
  ];
  return layeredSettings(layers, file);
}

interface Source {
  readonly world: World;
  readonly record: Omit<WorldRecord, "oneRosterVersion">;
  readonly diagnostics: Parameters<typeof consolidate>[0];
}

async function openSource(scenario: Scenario, file: string): Promise<Source> {
  const { district } = scenario;
  if ("bundle" in district) {
    const bundle = path.resolve(path.dirname(file), district.bundle);
    const imported = await importBundle(bundle, clockAt(scenario.start));
    const record = {
      source: "bundle",
      description: path.basename(bundle),
      counts: countWorld(imported.value),
    } as const;
    return { world: imported.value, record, diagnostics: imported.diagnostics };
  }
  const world = generateDistrict({
    seed: scenario.seed,
    asOf: scenario.start.slice(0, 10),
    ...district,
  });
  const counts = countWorld(world);
  const size = district.preset ?? "generated";
  const description = `${size} district with ${counts["students"] ?? 0} students`;
  return { world, record: { source: "generated", description, counts }, diagnostics: [] };
}

function isPlayed({ only }: ScenarioStep, variant: string): boolean {
  return only === undefined || (Array.isArray(only) ? only.includes(variant) : only === variant);
}

interface Play {
  readonly world: RehearsalWorld;
  readonly settings: Settings;
  readonly steps: readonly ScenarioStep[];
  readonly file: string;
  readonly options: PlayOptions;
}

interface Played {
  readonly records: readonly StepRecord[];
  readonly activeYear: string | undefined;
}

async function playSteps(play: Play): Promise<Played> {
  const records: StepRecord[] = [];
  let activeYear: string | undefined;
  for (const [position, step] of play.steps.entries()) {
    const frame = frameOf(step, position + 1, toIso(play.world.clock.now()));
    play.options.onStep?.({ title: frame.title, index: frame.index, total: play.steps.length });
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
  const { world, step, frame, settings } = play;
  if ("sync" in step) {
    const tabs = step.sync === "all" ? Tab.options : step.sync;
    const result = await syncOnce(world.ports, { settings, tabs });
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
  const action = SisAction.safeParse(raw);
  if (!action.success) {
    const message = `step ${play.frame.index}: not an action of the SIS: ${action.error.issues[0]?.message ?? ""}`;
    throw new InputError([{ file: play.file, line: 1, column: 1, message }]);
  }
  applyAction(play.world.sis.world, action.data, play.world.clock);
  return plainStep(play.frame, play.world.clock);
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationMs(text: string): number {
  return Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? 0);
}
