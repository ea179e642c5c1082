import path from "node:path";
import { toIso, type VirtualClock } from "../core/clock.ts";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import type { DecisionRow } from "../contracts/run/decision-row.ts";
import { Tab } from "../contracts/run/plan.ts";
import type { ResultRecord, RunRecord, StepRecord } from "../contracts/run/run-record.ts";
import type { Settings } from "../contracts/run/settings.ts";
import { worstVerdict, type Verdict } from "../contracts/run/verdict.ts";
import { syncOnce, type Progress } from "../engine/index.ts";
import { countWorld, importBundle } from "../mock-oneroster/index.ts";
import { judgeRepeat } from "./repeat.ts";
import { consolidate } from "./record/consolidate.ts";
import { describeOperatingError } from "./record/describe-error.ts";
import { readingsUsed } from "./record/readings.ts";
import { brokenStep, syncStep } from "./record/steps.ts";
import { readDecisionsOf } from "./prep/read-decisions.ts";
import { factsOf, settingsFor } from "./source-settings.ts";
import { clockAt, openWorld, type RehearsalWorld, type Transport } from "./world.ts";

/** What a bundle is rehearsed with. `asOf` is `YYYY-MM-DD`; the run begins at noon UTC of that day. */
export interface BundleSyncOptions {
  readonly bundle: string;
  readonly asOf: string;
  readonly seed: number;
  readonly version: string;
  readonly transport: Transport;
  readonly settings?: { readonly file: string; readonly text: string };
  /** Which version the mock SIS speaks; the bundle's own by default. */
  readonly oneRosterVersion?: OneRosterVersion;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Rehearses the first sync of a district's own export, and the sync after it, which must write nothing (R4).
 *
 * Without a settings file everything is mapped, and the readings say so.
 *
 * @throws BundleError when the bundle cannot be used, InputError when the settings cannot
 */
export async function rehearseBundle(options: BundleSyncOptions): Promise<RunRecord> {
  const clock = clockAt(`${options.asOf}T12:00:00.000Z`);
  const imported = await importBundle(options.bundle, clock);
  const counts = countWorld(imported.value);
  const settings = settingsFor(options, factsOf(imported.value));
  const decisions = await readDecisionsOf(settings, options.settings?.file ?? "");
  const startedAt = toIso(clock.now());
  await using world = await openWorld({
    sisWorld: imported.value,
    settings,
    seed: options.seed,
    clock,
    transport: options.transport,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  const played = await syncTwice(world, { settings, decisions }, clock);
  const findings = consolidate(imported.diagnostics);
  const seen = [...findings, ...played.steps.flatMap((step) => step.findings)];
  const verdict = worstVerdict([
    ...seen.map(({ severity }) => verdictOf(severity)),
    ...played.steps.map((step) => step.verdict),
    ...(played.steps.some(hasHolds) ? (["fail"] as const) : []),
  ]);
  const result: ResultRecord = {
    id: "sync",
    variant: settings.guards.policy === "off" ? "faithful" : "guarded",
    title: `First sync of ${path.basename(options.bundle)}`,
    why: "Shows what the app would create, skip and hold if this export were synced into an empty Schoology.",
    rules: ["R4"],
    seed: options.seed,
    guardPolicy: settings.guards.policy,
    world: {
      source: "bundle",
      description: path.basename(options.bundle),
      oneRosterVersion: settings.oneRoster.version,
      counts,
    },
    readings: [
      ...readingsUsed(settings, played.activeYear),
      {
        name: "mapping",
        value: options.settings === undefined ? "everything" : path.basename(options.settings.file),
        isDefault: options.settings === undefined,
        about:
          "Without a settings file every school, term and role is mapped; the real app starts with nothing mapped (R94, R102, R106).",
      },
    ],
    startedAt,
    endedAt: toIso(clock.now()),
    findings: [...findings],
    steps: [...played.steps],
    verdict,
  };
  return {
    formatVersion: 1,
    tool: { name: "roster-rehearsal", version: options.version },
    command: "sync",
    results: [result],
    verdict,
  };
}

interface Played {
  readonly steps: readonly StepRecord[];
  readonly activeYear: string | undefined;
}

async function syncTwice(
  world: RehearsalWorld,
  how: { readonly settings: Settings; readonly decisions: readonly DecisionRow[] },
  clock: VirtualClock,
): Promise<Played> {
  const steps: StepRecord[] = [];
  let activeYear: string | undefined;
  for (const [index, title] of titles.entries()) {
    const frame = { index: index + 1, kind: "sync", title, startedAt: toIso(clock.now()) } as const;
    try {
      const result = await syncOnce(world.ports, { ...how, tabs: Tab.options });
      const step = syncStep(frame, clock, { result, lms: world.lms.counts() });
      steps.push(index === 0 ? step : judgeRepeat(step));
      activeYear = result.activeYear;
    } catch (error) {
      return {
        steps: [...steps, brokenStep(frame, clock, describeOperatingError(error))],
        activeYear,
      };
    }
  }
  return { steps, activeYear };
}

const titles = ["First sync, into an empty Schoology", "The next sync, nothing changed"];

function hasHolds(step: StepRecord): boolean {
  return step.tallies.some(({ held }) => held > 0);
}

function verdictOf(severity: "error" | "warn" | "info"): Verdict {
  if (severity === "error") return "fail";
  return severity === "warn" ? "warn" : "pass";
}
