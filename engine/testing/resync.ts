import type { Outcome } from "../../contracts/run/diagnostic.ts";
import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Plan } from "../../contracts/run/plan.ts";
import type { Settings, SettingsInput } from "../../contracts/run/settings.ts";
import type { LmsState } from "../mapping/lms-state.ts";
import { emptyMemory, rememberSync, type SyncMemory } from "../plan/sync-memory.ts";
import { appliedTo, emptyLms } from "./lms-model.ts";
import { mapped, planned, settingsWith, type Reading, type World } from "./world.ts";

/** The LMS and the engine's memory after a world was synced without any guard into an empty LMS. */
export interface Synced {
  readonly lms: LmsState;
  readonly memory: SyncMemory;
}

/** Syncs a world. */
export function syncedFrom(world: World, how: Reading = {}, before?: Synced): Synced {
  const own = how.settings ?? settingsWith();
  const settings: Settings = { ...own, guards: { ...own.guards, policy: "off", policies: {} } };
  const { lms, memory } = before ?? { lms: emptyLms, memory: emptyMemory };
  const desired = mapped(world, { ...how, settings }).value;
  const plan = planned(world, { ...how, settings, lms, memory }).value;
  return {
    lms: appliedTo(lms, plan),
    memory: rememberSync(memory, { desired, plan, failed: new Set() }),
  };
}

/** The plan of a world after another one was synced, by the guards given. */
export function resynced(
  before: World,
  after: World,
  guards: SettingsInput["guards"] = {},
): Outcome<Plan> {
  const settings = settingsWith({ guards });
  return planned(after, { settings, lms: syncedFrom(before, { settings }).lms });
}

/** The one finding of a code, or nothing. */
export function findingOf(
  outcome: { readonly diagnostics: readonly Diagnostic[] },
  code: string,
): Diagnostic | undefined {
  return outcome.diagnostics.find((diagnostic) => diagnostic.code === code);
}

/** The addresses that a guard holds. */
export function heldBy(plan: Plan, code: string): readonly string[] {
  return plan.changes.flatMap(({ held, address }) => (held === code ? [address] : []));
}
