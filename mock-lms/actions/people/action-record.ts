import type * as z from "zod";
import type { LiveWorld } from "../live-world.ts";

/** Whose state actions change. */
export interface ActionTarget {
  readonly world: LiveWorld;
}

/** What an action says came of it: ids and counts, never names or addresses. */
export type ActionOutcome = Readonly<Record<string, unknown>>;

/** An action that people can take: what it needs, and what it does. */
export interface LmsActionRecord<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** Carries it out. Throws an `UnknownObjectError`, or another error with a sentence, when it cannot be done. */
  perform(target: ActionTarget, action: z.output<Schema>): ActionOutcome;
}

/** Joins a schema to what is done with it, so that the two fit. */
export function defineAction<Schema extends z.ZodType>(
  record: LmsActionRecord<Schema>,
): LmsActionRecord<Schema> {
  return record;
}

/** What an action says beside its kind, for those that read it once more. */
export function inputOf<Action extends { readonly kind: string }>(
  action: Action,
): Omit<Action, "kind"> {
  const { kind: _kind, ...input } = action;
  return input;
}
