import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Tab } from "../../contracts/run/plan.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { DesiredState, LmsState } from "../mapping/lms-state.ts";
import type { SisConnection } from "../ports.ts";
import type { Roster } from "../snapshot/roster.ts";

/** The tabs of the app in the order of the guide (R47, R48). */
export const setupTabs = [
  "configuration",
  "schools",
  "terms",
  "users",
  "courses",
  "sections",
] as const satisfies readonly ("configuration" | Tab)[];
export type SetupTab = (typeof setupTabs)[number];

/** What both servers said, and what the settings make of it. */
export interface SeenState {
  readonly roster: Roster;
  readonly desired: DesiredState;
  readonly current: LmsState;
}

/**
 * What the gates look at. Without `seen` they judge the settings alone, as the console does before anything was read.
 *
 * `pressed` are the tabs of this sync, which may save what later ones need; `connection` is what it calls the SIS with.
 */
export interface SetupInput {
  readonly settings: Settings;
  readonly by?: "hand" | "schedule" | undefined;
  readonly pressed?: readonly Tab[];
  readonly connection?: SisConnection;
  readonly seen?: SeenState;
}

/**
 * What may be done on a tab, and why not.
 *
 * `lacks` says what must still be set up here before later tabs may sync; a tab may be open and lack something.
 * `notes` forbid nothing.
 */
export interface TabState {
  readonly tab: SetupTab;
  readonly open: boolean;
  readonly refusals: readonly Diagnostic[];
  readonly lacks: readonly Diagnostic[];
  readonly notes: readonly Diagnostic[];
}
