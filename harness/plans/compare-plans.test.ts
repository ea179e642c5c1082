import { describe, expect, it } from "vitest";
import type { Change, Plan } from "../../contracts/run/plan.ts";
import { comparePlans } from "./compare-plans.ts";

function change(uid: string, own: Partial<Change> = {}): Change {
  return {
    address: `users/${uid}`,
    kind: "user",
    action: "create",
    reason: "new-in-source",
    tab: "users",
    school: "s1",
    label: uid,
    lmsId: null,
    before: null,
    after: { name_first: uid },
    held: null,
    ...own,
  };
}

function planOf(...changes: readonly Change[]): Plan {
  const knownIds = {
    buildings: {},
    gradingPeriods: {},
    roles: {},
    users: {},
    courses: {},
    sections: {},
  };
  return {
    formatVersion: 1,
    tabs: ["users"],
    complete: true,
    applyable: true,
    changes: [...changes],
    untouched: {},
    schoolNames: {},
    knownIds,
  };
}

const kept = planOf(change("a"), change("b"), change("c"));
const moves = (now: Plan, resumed = false): readonly string[] =>
  comparePlans(kept, now, resumed).map(({ move, change: { address } }) => `${move} ${address}`);

describe("comparePlans", () => {
  it("finds nothing when the plan is the same, in whatever order", () => {
    expect(moves(planOf(change("c"), change("a"), change("b")))).toEqual([]);
  });

  it("tells what is new, what is gone and what is different", () => {
    const now = planOf(change("a", { after: { name_first: "Other" } }), change("c"), change("d"));

    expect(moves(now)).toEqual(["different users/a", "new users/d", "gone users/b"]);
  });

  it("tells an update from a creation of the same object, and a change that a guard now holds", () => {
    const update = change("a", { action: "update", lmsId: "7", before: { name_first: "x" } });
    const now = planOf(update, change("b", { held: "shrink-total" }), change("c"));

    expect(moves(now)).toEqual(["new users/a", "different users/b", "gone users/a"]);
  });

  it("takes what is gone for done, of a run that was interrupted, and holds for half the picture", () => {
    const now = planOf(change("b", { held: "shrink-total" }), change("d"));

    expect(moves(now, true)).toEqual(["new users/d"]);
  });
});
