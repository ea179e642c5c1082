import { createHash } from "node:crypto";
import path from "node:path";
import { toIso } from "../../core/clock.ts";
import { Tab, type Plan } from "../../contracts/run/plan.ts";
import type { PlanFileHeader, PlanSource, PlanTarget } from "../../contracts/run/plan-file.ts";
import type { ResultRecord, RunRecord, StepRecord } from "../../contracts/run/run-record.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { worstVerdict, type Verdict } from "../../contracts/run/verdict.ts";
import { applySync, planSync, type PlannedSync, type Progress } from "../../engine/index.ts";
import { consolidate } from "../record/consolidate.ts";
import { readingsUsed } from "../record/readings.ts";
import { planStep, syncStep, type StepFrame } from "../record/steps.ts";
import type { ChosenSettings } from "../source-settings.ts";
import { openCheckpointFile } from "./checkpoint-file.ts";
import { comparePlans, type Moved } from "./compare-plans.ts";
import { openEnds, type Ends } from "./ends.ts";
import { writePlanFile, type KeptPlan } from "./plan-file.ts";

/** What a plan is made with. The name of the chosen settings file is absolute. */
export interface PlanOptions {
  readonly source: PlanSource;
  readonly target: PlanTarget;
  readonly asOf: string | null;
  readonly seed: number;
  readonly chosen: ChosenSettings;
  /** Where the plan is kept. */
  readonly file: string;
  /** Of the tool, for the record. */
  readonly version: string;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Decides what a sync would do, keeps it in a file, and writes nothing to the LMS.
 *
 * @throws RequestError when an end cannot be read, InputError, BundleError, StoreFileError
 */
export async function rehearsePlan(options: PlanOptions): Promise<RunRecord> {
  await using ends = await openEnds(options);
  const { settings, decisions, ports } = ends;
  const { clock } = ports;
  const startedAt = toIso(clock.now());
  const planned = await planSync(ports, { settings, decisions, tabs: Tab.options });
  const header = headerOf(options, { planned, settings, plannedAt: startedAt });
  await writePlanFile(options.file, header, planned.plan);
  const step = planStep(
    frameOf("plan", "What a sync would do; nothing was written", startedAt),
    clock,
    planned,
  );
  return recordOf(options, ends, { command: "plan", startedAt, step, planned });
}

function headerOf(
  options: PlanOptions,
  made: {
    readonly planned: PlannedSync;
    readonly settings: Settings;
    readonly plannedAt: string;
  },
): Omit<PlanFileHeader, "plan" | "changes"> {
  const { planned, settings, plannedAt } = made;
  return {
    format: "rehearse-plan",
    formatVersion: 1,
    toolVersion: options.version,
    plannedAt,
    source: options.source,
    target: options.target,
    asOf: options.asOf,
    seed: options.seed,
    settings: options.chosen.settings?.file ?? null,
    oneRosterVersion: options.chosen.oneRosterVersion ?? null,
    settingsDigest: digestOf(settings),
    activeYear: planned.activeYear,
    findings: [...consolidate(planned.diagnostics)],
  };
}

/** The digest of what the settings decide. Secrets are left out, so that renewing one changes nothing. */
function digestOf({ oneRoster, schoology: _secrets, ...rest }: Settings): string {
  const text = JSON.stringify({ version: oneRoster.version, ...rest });
  return createHash("sha256").update(text).digest("hex");
}

/** What became of a kept plan: the record when it was applied, or what moved since it was made. */
export type ApplyOutcome =
  | { readonly kind: "applied"; readonly record: RunRecord }
  | { readonly kind: "moved"; readonly moved: readonly Moved[] }
  | { readonly kind: "settings-changed" }
  | { readonly kind: "already-applied"; readonly endedAt: string };

/** What applying a kept plan needs. The settings are those of the file that the plan names, read again. */
export interface ApplyPlanOptions {
  readonly kept: KeptPlan;
  readonly file: string;
  readonly settings?: { readonly file: string; readonly text: string };
  readonly version: string;
  readonly onProgress?: (progress: Progress) => void;
}

/** The notes of a plan's run lie beside it. */
export function notesPathOf(planFile: string): string {
  return `${planFile}.applied`;
}

/**
 * Applies a kept plan, and nothing else: the world is read and planned anew, and when that is no longer the
 * same plan, nothing is written and what moved is given back. An interrupted run goes on where it was.
 *
 * @throws RequestError, InputError, BundleError, StoreFileError
 */
export async function applyKeptPlan(options: ApplyPlanOptions): Promise<ApplyOutcome> {
  const { kept } = options;
  const { header } = kept;
  await using notes = await openCheckpointFile(notesPathOf(options.file), kept.digest);
  if (notes.ended !== undefined) return { kind: "already-applied", endedAt: notes.ended.endedAt };
  const chosen = chosenBy(options);
  await using ends = await openEnds({ ...header, ...progressOf(options), chosen });
  const { settings, decisions } = ends;
  if (digestOf(settings) !== header.settingsDigest) return { kind: "settings-changed" };
  const { clock } = ends.ports;
  const startedAt = toIso(clock.now());
  const now = await planSync(ends.ports, { settings, decisions, tabs: header.plan.tabs });
  const moved = comparePlans(kept.plan, now.plan, notes.checkpoint.resumed);
  if (moved.length > 0) return { kind: "moved", moved };
  await notes.begin();
  const { applied, lmsTraffic } = await applySync(
    ends.ports,
    kept.plan,
    settings.limits,
    notes.checkpoint,
  );
  await notes.finish({ endedAt: toIso(clock.now()), failed: applied.failed.size });
  const result = {
    ...now,
    plan: kept.plan,
    applied,
    diagnostics: [...now.diagnostics, ...applied.diagnostics],
    lmsTraffic: {
      reads: now.lmsTraffic.reads + lmsTraffic.reads,
      writes: lmsTraffic.writes,
      rows: lmsTraffic.rows,
    },
  };
  const frame = frameOf("sync", "The plan was applied", startedAt);
  const step = syncStep(frame, clock, { result, lms: ends.lms?.counts() ?? null });
  const about = { ...header, version: options.version, chosen };
  const record = recordOf(about, ends, { command: "apply", startedAt, step, planned: now });
  return { kind: "applied", record };
}

/** What was chosen when the plan was made. */
function chosenBy({ kept, settings }: ApplyPlanOptions): ChosenSettings {
  const { oneRosterVersion } = kept.header;
  return {
    ...(settings === undefined ? {} : { settings }),
    ...(oneRosterVersion === null ? {} : { oneRosterVersion }),
  };
}

function progressOf({
  onProgress,
}: Pick<PlanOptions, "onProgress">): Pick<PlanOptions, "onProgress"> {
  return onProgress === undefined ? {} : { onProgress };
}

function frameOf(kind: StepRecord["kind"], title: string, startedAt: string): StepFrame {
  return { index: 1, kind, title, startedAt };
}

interface Recorded {
  readonly command: "plan" | "apply";
  readonly startedAt: string;
  readonly step: StepRecord;
  readonly planned: Pick<PlannedSync, "activeYear">;
}

type RecordedOptions = Pick<PlanOptions, "source" | "chosen" | "seed" | "version">;

function recordOf(options: RecordedOptions, ends: Ends, recorded: Recorded): RunRecord {
  const { source } = options;
  const { settings } = ends;
  const { command, step, startedAt } = recorded;
  const findings = [...consolidate(ends.diagnostics)];
  const verdict = worstVerdict([
    step.verdict,
    ...[...findings, ...step.findings].map(({ severity }) => verdictOf(severity)),
    ...(hasHolds(step.plan) ? (["fail"] as const) : []),
  ]);
  const result: ResultRecord = {
    id: command,
    variant: settings.guards.policy === "off" ? "faithful" : "guarded",
    title: command === "plan" ? "Plan of a sync" : "A plan, applied",
    why:
      command === "plan"
        ? "Shows what a sync would create, change and hold. Nothing was written."
        : "Does what a plan says, after looking whether the world is still the one it was made for.",
    rules: ["R4"],
    seed: options.seed,
    guardPolicy: settings.guards.policy,
    world: {
      source: source.kind,
      description: source.kind === "bundle" ? path.basename(source.path) : "a OneRoster server",
      oneRosterVersion: settings.oneRoster.version,
      counts: { ...ends.sisCounts },
    },
    readings: [...readingsUsed(settings, recorded.planned.activeYear), mappingReading(options)],
    startedAt,
    endedAt: step.endedAt,
    findings,
    steps: [step],
    verdict,
  };
  return {
    formatVersion: 1,
    tool: { name: "roster-rehearsal", version: options.version },
    command,
    results: [result],
    verdict,
  };
}

function mappingReading({ chosen }: RecordedOptions): ResultRecord["readings"][number] {
  const file = chosen.settings?.file;
  return {
    name: "mapping",
    value: file === undefined ? "everything" : path.basename(file),
    isDefault: file === undefined,
    about:
      "Without a settings file every school, term and role is mapped; the real app starts with nothing mapped (R94, R102, R106).",
  };
}

function hasHolds(plan: Plan | null): boolean {
  return plan?.changes.some(({ held }) => held !== null) ?? false;
}

function verdictOf(severity: "error" | "warn" | "info"): Verdict {
  if (severity === "error") return "fail";
  return severity === "warn" ? "warn" : "pass";
}
