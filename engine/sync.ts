import { toIso } from "../core/clock.ts";
import type { Diagnostic, Outcome } from "../contracts/run/diagnostic.ts";
import type { Plan, Tab } from "../contracts/run/plan.ts";
import type { Settings } from "../contracts/run/settings.ts";
import { applyPlan, type Applied } from "./apply/apply-plan.ts";
import { createLmsClient, type LmsTraffic } from "./http/lms-client.ts";
import { createSisClient, type SisClient } from "./http/sis-client.ts";
import { mapRoster } from "./mapping/map-roster.ts";
import { planChanges } from "./plan/plan-changes.ts";
import type { SyncPorts } from "./ports.ts";
import { createRosterBuilder } from "./snapshot/build-roster.ts";
import { collections, type Roster } from "./snapshot/roster.ts";
import { pullCollection } from "./source/pull-roster.ts";
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

  const roster = await pullRoster(sis, { ports, settings });
  const desired = mapRoster(roster.value, settings, toIso(ports.clock.now()).slice(0, 10));
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

/** Reads all six collections in the order that Infinite Campus recommends, one after the other. */
async function pullRoster(
  sis: SisClient,
  { ports, settings }: { readonly ports: SyncPorts; readonly settings: Settings },
): Promise<Outcome<Roster>> {
  const { version } = settings.oneRoster;
  const builder = createRosterBuilder(version);
  const options = { version, limits: settings.limits, ...progressOf(ports) };
  for (const collection of collections) await pullCollection(sis, collection, builder, options);
  return builder.finish();
}

function progressOf(ports: SyncPorts): Pick<SyncPorts, "onProgress"> {
  return ports.onProgress === undefined ? {} : { onProgress: ports.onProgress };
}
