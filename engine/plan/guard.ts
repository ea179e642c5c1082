import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import {
  guardSpecs,
  type GuardPolicy,
  type Guards,
  type ShrinkBound,
} from "../../contracts/run/guards.ts";
import type { IntegrationMapping } from "../../contracts/run/integration-mapping.ts";
import type { DesiredState, LmsState } from "../mapping/lms-state.ts";
import type { Resolved } from "./resolve.ts";
import type { SyncMemory } from "./sync-memory.ts";

/** What a guard has to say: findings, and which changes it would hold back. A guard that finds nothing holds nothing. */
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
  /** Absent when nothing is known of earlier syncs. */
  readonly memory?: SyncMemory | undefined;
  /** From when on ids count as changed (F23). */
  readonly idChange: Pick<IntegrationMapping, "idChangePercent" | "idChangeMin">;
  /** Unique IDs of accounts that people said are nobody's. */
  readonly declined: ReadonlySet<string>;
}

/** A check of a plan. */
export type Guard = (input: GuardInput) => Verdicts;

/** The verdict of a guard that only speaks. */
export function findings(diagnostics: readonly Diagnostic[]): Verdicts {
  return { diagnostics, holds: () => undefined };
}

interface GuardSpec {
  readonly failure: string;
  readonly most: "warn" | "hold";
}

const specs: ReadonlyMap<string, GuardSpec> = new Map(Object.entries(guardSpecs));

/**
 * What a guard does: what the settings say of its code, else of its failure, else what they say of all guards,
 * and then no more than the guard does by itself.
 */
export function guardPolicyOf(code: string, guards: Guards): GuardPolicy {
  const spec = specs.get(code);
  const own = guards.policies[code] ?? (spec && guards.policies[spec.failure]);
  if (own !== undefined) return own;
  return guards.policy === "hold" ? (spec?.most ?? "hold") : guards.policy;
}

/** Whether so many of so many are too many to be missing (F65). */
export function isTooMany(
  bound: ShrinkBound,
  { missing, of }: { readonly missing: number; readonly of: number },
): boolean {
  if (bound.count !== undefined && missing > bound.count) return true;
  return missing >= bound.min && (missing / of) * 100 > bound.percent;
}

/** The encoded section school code in the address of a section or an enrollment; empty for other kinds. */
export function sectionOf(change: Change): string {
  if (change.kind !== "section" && change.kind !== "enrollment") return "";
  return change.address.split("/")[1] ?? "";
}

/** The natural key at a place of a change's address, 1 for the first. */
export function keyIn(change: Change, place: number): string {
  return decodeURIComponent(change.address.split("/")[place] ?? "");
}

/** Adds one to the count of a key. */
export function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
