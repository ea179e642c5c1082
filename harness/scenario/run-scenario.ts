import { toIso } from "../../core/clock.ts";
import type { ResultRecord } from "../../contracts/run/run-record.ts";
import type { ScenarioStep } from "../../contracts/run/scenario.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { worstVerdict } from "../../contracts/run/verdict.ts";
import type { Progress } from "../../engine/index.ts";
import { consolidate } from "../record/consolidate.ts";
import { readingsUsed } from "../record/readings.ts";
import { readDecisionsOf } from "../prep/read-decisions.ts";
import { layeredSettings } from "../settings.ts";
import { clockAt, openWorld, type Transport } from "../world.ts";
import type { LoadedScenario } from "./load.ts";
import { openSource } from "./open-source.ts";
import { playSteps, type Play } from "./play-steps.ts";

/** How scenarios are played. */
export interface PlayOptions {
  readonly transport: Transport;
  readonly onProgress?: (progress: Progress) => void;
  /** Told before each step, for a progress line. */
  readonly onStep?: Play["onStep"];
}

/** Plays one variant of a scenario to its end. A step that breaks ends it; the steps after it are skipped. */
export async function playVariant(
  loaded: LoadedScenario,
  variant: string,
  options: PlayOptions,
): Promise<ResultRecord> {
  const { scenario } = loaded;
  const settings = variantSettings(loaded, variant);
  const source = await openSource(loaded);
  const decisions = await readDecisionsOf(settings, loaded.file);
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
  const played = await playSteps({
    world,
    settings,
    decisions,
    steps,
    ...(options.onStep === undefined ? {} : { onStep: options.onStep }),
  });
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
function variantSettings({ scenario, file }: LoadedScenario, variant: string): Settings {
  const layers = [
    { oneRoster: { version: scenario.oneRoster } },
    scenario.settings,
    scenario.variants[variant] ?? {},
  ];
  return layeredSettings(layers, file);
}

function isPlayed({ only }: ScenarioStep, variant: string): boolean {
  return only === undefined || (Array.isArray(only) ? only.includes(variant) : only === variant);
}
