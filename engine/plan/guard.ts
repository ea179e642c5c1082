import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import type { Guards } from "../../contracts/run/guards.ts";
import type { DesiredState, LmsState } from "../mapping/lms-state.ts";
import type { Resolved } from "./resolve.ts";

/** What a guard has to say: findings, and which changes it would hold back. */
export interface Verdicts {
  readonly diagnostics: readonly Diagnostic[];
  /** The code of the guard that holds this change; undefined when none does. */
  readonly holds: (change: Change) => string | undefined;
}

/** What guards look at: the plan so far and what it was made from. */
export interface GuardInput {
  readonly desired: DesiredState;
  readonly current: LmsState;
  readonly resolved: Resolved;
  readonly changes: readonly Change[];
  readonly guards: Guards;
}
