import type { ResultRecord, RunRecord } from "../contracts/run/run-record.ts";
import { worstVerdict } from "../contracts/run/verdict.ts";
import { InputError } from "./input-error.ts";
import type { LoadedScenario } from "./scenario/load.ts";
import { playVariant, type PlayOptions } from "./scenario/run-scenario.ts";

/** Which step of which scenario is about to be played. */
export interface StepNotice {
  readonly scenario: string;
  readonly variant: string;
  readonly title: string;
  readonly index: number;
  readonly total: number;
}

/** How a set of scenarios is played. `version` is the tool's own. */
export interface PlayScenariosOptions extends Omit<PlayOptions, "onStep"> {
  readonly version: string;
  readonly variant?: string;
  readonly onStep?: (notice: StepNotice) => void;
}

/**
 * Plays every variant of every scenario, one after the other, into one record.
 *
 * @throws InputError when two scenarios share an id, or none has the variant asked for
 */
export async function playScenarios(
  scenarios: readonly LoadedScenario[],
  options: PlayScenariosOptions,
): Promise<RunRecord> {
  refuseSharedIds(scenarios);
  const results: ResultRecord[] = [];
  for (const loaded of scenarios) {
    for (const variant of Object.keys(loaded.scenario.variants)) {
      if (options.variant !== undefined && options.variant !== variant) continue;
      results.push(await playVariant(loaded, variant, playOptions(loaded, variant, options)));
    }
  }
  if (results.length === 0) throw noVariant(scenarios, options.variant);
  return {
    formatVersion: 1,
    tool: { name: "roster-rehearsal", version: options.version },
    command: "run",
    results,
    verdict: worstVerdict(results.map(({ verdict }) => verdict)),
  };
}

function playOptions(
  { scenario }: LoadedScenario,
  variant: string,
  options: PlayScenariosOptions,
): PlayOptions {
  const { transport, onProgress, onStep } = options;
  return {
    transport,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onStep === undefined
      ? {}
      : { onStep: (step) => onStep({ scenario: scenario.id, variant, ...step }) }),
  };
}

function refuseSharedIds(scenarios: readonly LoadedScenario[]): void {
  const files = new Map<string, string>();
  for (const { scenario, file } of scenarios) {
    const other = files.get(scenario.id);
    if (other !== undefined) {
      const message = `the id ${scenario.id} is that of ${other} too. Give each scenario its own id.`;
      throw new InputError([{ file, message }]);
    }
    files.set(scenario.id, file);
  }
}

function noVariant(scenarios: readonly LoadedScenario[], variant: string | undefined): InputError {
  const known = new Set(scenarios.flatMap(({ scenario }) => Object.keys(scenario.variants)));
  const message = `no scenario has the variant ${variant ?? ""}. There are: ${[...known].join(", ")}.`;
  return new InputError([{ file: "--variant", message }]);
}
