import { toIso } from "../core/clock.ts";
import type { Diagnostic } from "../contracts/run/diagnostic.ts";
import type { Plan, Tab } from "../contracts/run/plan.ts";
import type { Settings } from "../contracts/run/settings.ts";
import { applyPlan, type Applied } from "./apply/apply-plan.ts";
import { createLmsClient, type LmsTraffic } from "./http/lms-client.ts";
import { createSisClient } from "./http/sis-client.ts";
import { mapRoster } from "./mapping/map-roster.ts";
import { planChanges } from "./plan/plan-changes.ts";
import type { SyncPorts } from "./ports.ts";
import { pullRoster, type KeptRoster, type Reading } from "./source/pull-roster.ts";
import { readLms } from "./source/read-lms.ts";

/** One sync: what was decided, what became of it, and what was noticed on the way. */
export interface SyncResult {
  readonly plan: Plan;
  readonly applied: Applied;
  readonly activeYear: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sisRequests: number;
  readonly lmsTraffic: LmsTraffic;
}

/** What to sync and how. */
export interface SyncOptions {
  readonly settings: Settings;
  readonly tabs: readonly Tab[];
  /** How the SIS is read; everything when it is left out. */
  readonly reading?: Reading;
  /** Is given the roster that was read, for the next delta to build upon. */
  readonly keepRoster?: (kept: KeptRoster) => void;
}

/**
 * Reads once, decides without touching anything, does exactly what was decided, and says what happened.
 *
 * @throws RequestError when the SIS or the LMS cannot be read at all; nothing was written then
 */
export async function syncOnce(ports: SyncPorts, options: SyncOptions): Promise<SyncResult> {
  const { settings, tabs } = options;
  const retry = { ...ports, attemptsMax: settings.limits.attemptsMax };
  const sis = createSisClient(retry, ports.sis, settings.oneRoster.version);
  const lms = createLmsClient(retry, ports.lms);

  const { version } = settings.oneRoster;
  const pulling = { version, limits: settings.limits, clock: ports.clock, ...progressOf(ports) };
  const roster = await pullRoster(sis, pulling, options.reading ?? { mode: "full" });
  options.keepRoster?.(roster.value);
  const desired = mapRoster(roster.value.roster, settings, toIso(ports.clock.now()).slice(0, 10));
  const current = await readLms(lms, {
    sectionCodes: new Set(desired.value.sections.keys()),
    atOnce: settings.limits.lmsRequestsAtOnce,
    ...progressOf(ports),
  });
  const plan = planChanges({ desired: desired.value, current, tabs, guards: settings.guards });
  const applied = await applyPlan(plan.value, lms, ports.onProgress);

  return {
    plan: plan.value,
    applied,
    activeYear: desired.value.activeYear,
    diagnostics: [roster, desired, plan, applied].flatMap((stage) => stage.diagnostics),
    sisRequests: sis.requests(),
    lmsTraffic: lms.traffic(),
  };
}

function progressOf(ports: SyncPorts): Pick<SyncPorts, "onProgress"> {
  return ports.onProgress === undefined ? {} : { onProgress: ports.onProgress };
}
