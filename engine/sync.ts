import { toIso } from "../core/clock.ts";
import type { DecisionRow } from "../contracts/run/decision-row.ts";
import type { Diagnostic, Outcome } from "../contracts/run/diagnostic.ts";
import type { Plan, Tab } from "../contracts/run/plan.ts";
import type { Limits } from "../contracts/run/limits.ts";
import type { Settings } from "../contracts/run/settings.ts";
import { applyPlan, type Applied } from "./apply/apply-plan.ts";
import type { Checkpoint } from "./apply/checkpoint.ts";
import { createLmsClient, type LmsTraffic } from "./http/lms-client.ts";
import { createSisClient } from "./http/sis-client.ts";
import type { DesiredState, LmsState } from "./mapping/lms-state.ts";
import { mapRoster } from "./mapping/map-roster.ts";
import type { SyncPorts } from "./ports.ts";
import type { Roster } from "./snapshot/roster.ts";
import { asSaved, tabsOf } from "./setup/as-saved.ts";
import { planInGates, refuseUnconfigured } from "./setup/plan-in-gates.ts";
import { pullRoster, type KeptRoster, type Reading } from "./source/pull-roster.ts";
import { readLms } from "./source/read-lms.ts";

/** What was decided, before anything is done. */
export interface PlannedSync {
  readonly plan: Plan;
  readonly activeYear: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sisRequests: number;
  readonly lmsTraffic: LmsTraffic;
}

/** What became of a plan, and what crossed the wire for it. */
export interface AppliedSync {
  readonly applied: Applied;
  readonly lmsTraffic: LmsTraffic;
}

/** One sync: what was decided, what became of it, and what was noticed on the way. */
export interface SyncResult extends PlannedSync {
  readonly applied: Applied;
}

/** What to sync and how. */
export interface SyncOptions {
  readonly settings: Settings;
  readonly tabs: readonly Tab[];
  /** How the SIS is read; everything when it is left out. */
  readonly reading?: Reading;
  /** Is given the roster that was read, for the next delta to build upon. */
  readonly keepRoster?: (kept: KeptRoster) => void;
  /** Who starts it: somebody who presses buttons, or the schedule. */
  readonly by?: "hand" | "schedule";
  /** What came back of data preparation: the rows of the file that `integrationMapping.file` names. */
  readonly decisions?: readonly DecisionRow[];
}

/**
 * Reads once, decides without touching anything, does exactly what was decided, and says what happened.
 *
 * @throws RequestError when the SIS or the LMS cannot be read at all; nothing was written then
 */
export async function syncOnce(ports: SyncPorts, options: SyncOptions): Promise<SyncResult> {
  const planned = await planSync(ports, options);
  const { applied, lmsTraffic } = await applySync(ports, planned.plan, options.settings.limits);
  return {
    ...planned,
    applied,
    diagnostics: [...planned.diagnostics, ...applied.diagnostics],
    lmsTraffic: addTraffic(planned.lmsTraffic, lmsTraffic),
  };
}

/**
 * Reads the SIS and the LMS once and decides what a sync would do. Writes nothing.
 *
 * @throws RequestError when the SIS or the LMS cannot be read at all
 */
export async function planSync(ports: SyncPorts, options: SyncOptions): Promise<PlannedSync> {
  const { settings, by } = options;
  const gates = { settings, by, connection: ports.sis, pressed: tabsOf(by, options.tabs) };
  const refused = refuseUnconfigured(gates);
  if (refused !== undefined) return withoutReading(refused, settings);
  const { planned } = await readAndPlan(ports, options);
  return planned;
}

/** What was read, and what is decided from it. */
export interface ReadAndPlanned {
  readonly roster: Roster;
  readonly desired: DesiredState;
  readonly current: LmsState;
  readonly planned: PlannedSync;
}

/** Like `planSync`, for whoever wants to look at what was read too. Reads even where the configuration is not complete. */
export async function readAndPlan(ports: SyncPorts, options: SyncOptions): Promise<ReadAndPlanned> {
  const { settings, by } = options;
  const gates = { settings, by, connection: ports.sis, pressed: tabsOf(by, options.tabs) };
  const retry = { ...ports, attemptsMax: settings.limits.attemptsMax };
  const sis = createSisClient(retry, ports.sis, settings.oneRoster.version);
  const lms = createLmsClient(retry, ports.lms);

  const { version } = settings.oneRoster;
  const pulling = { version, limits: settings.limits, clock: ports.clock, ...progressOf(ports) };
  const roster = await pullRoster(sis, pulling, options.reading ?? { mode: "full" });
  options.keepRoster?.(roster.value);
  const today = toIso(ports.clock.now()).slice(0, 10);
  const mapped = mapRoster(roster.value.roster, settings, today);
  const current = await readLms(lms, {
    sectionCodes: new Set(mapped.value.sections.keys()),
    atOnce: settings.limits.lmsRequestsAtOnce,
    ...progressOf(ports),
  });
  const read = { roster: roster.value.roster, desired: mapped.value, current };
  const found = by === "schedule" ? asSaved(settings, read) : settings;
  const desired = found === settings ? mapped : mapRoster(roster.value.roster, found, today);
  const plan = planInGates(
    { ...gates, settings: found, seen: { ...read, desired: desired.value } },
    {
      guards: settings.guards,
      preparation: {
        mapping: settings.integrationMapping,
        rows: options.decisions ?? [],
        isKnown: (id) => read.roster.people.has(id),
      },
    },
  );

  const planned = {
    plan: plan.value,
    activeYear: desired.value.activeYear,
    diagnostics: [roster, desired, plan].flatMap((stage) => stage.diagnostics),
    sisRequests: sis.requests(),
    lmsTraffic: lms.traffic(),
  };
  return { roster: roster.value.roster, desired: desired.value, current, planned };
}

function withoutReading(plan: Outcome<Plan>, settings: Settings): PlannedSync {
  return {
    plan: plan.value,
    activeYear: settings.activeYear ?? "unknown",
    diagnostics: plan.diagnostics,
    sisRequests: 0,
    lmsTraffic: { reads: 0, writes: 0, rows: 0 },
  };
}

/**
 * Does what a plan says. With a checkpoint it goes on where an interrupted run of the same plan stopped.
 *
 * @throws RequestError `not-a-mock` before anything is written
 */
export async function applySync(
  ports: SyncPorts,
  plan: Plan,
  limits: Pick<Limits, "attemptsMax">,
  checkpoint?: Checkpoint,
): Promise<AppliedSync> {
  const retry = { ...ports, attemptsMax: limits.attemptsMax };
  const client = createLmsClient(retry, ports.lms);
  const applied = await applyPlan(plan, {
    client,
    retry,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...progressOf(ports),
  });
  return { applied, lmsTraffic: client.traffic() };
}

function addTraffic(left: LmsTraffic, right: LmsTraffic): LmsTraffic {
  return {
    reads: left.reads + right.reads,
    writes: left.writes + right.writes,
    rows: left.rows + right.rows,
  };
}

function progressOf(ports: SyncPorts): Pick<SyncPorts, "onProgress"> {
  return ports.onProgress === undefined ? {} : { onProgress: ports.onProgress };
}
