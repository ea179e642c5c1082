import type { Change, Plan } from "../../contracts/run/plan.ts";

/** How a change of a kept plan and the same change planned now differ. */
export type Move = "new" | "gone" | "different";

/** One way in which the world moved since a plan was made. */
export interface Moved {
  readonly move: Move;
  readonly change: Change;
}

/**
 * What moved since a plan was made: the changes that a plan made now has and it has not, those that are no
 * longer needed, and those that are no longer the same. Empty when it still is the plan.
 *
 * Of a run that was interrupted, `resumed`, only what is new or different counts: what is no longer needed is
 * what it had done. Whether a change is held does not count there either, for guards see half the work done.
 */
export function comparePlans(kept: Plan, now: Plan, resumed: boolean): readonly Moved[] {
  const before = new Map(kept.changes.map((change) => [keyOf(change), change]));
  const moved: Moved[] = [];
  for (const change of now.changes) {
    const key = keyOf(change);
    const own = before.get(key);
    before.delete(key);
    if (own === undefined) moved.push({ move: "new", change });
    else if (textOf(own, resumed) !== textOf(change, resumed)) {
      moved.push({ move: "different", change });
    }
  }
  if (!resumed) for (const change of before.values()) moved.push({ move: "gone", change });
  return moved;
}

function keyOf({ address, action }: Change): string {
  return `${action} ${address}`;
}

function textOf({ before, after, lmsId, held }: Change, resumed: boolean): string {
  return JSON.stringify(resumed ? [before, after, lmsId] : [before, after, lmsId, held]);
}
