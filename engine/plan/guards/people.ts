import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import { organizationKey, type Change } from "../../../contracts/run/plan.ts";
import { byText } from "../../mapping/context.ts";
import { addressOf } from "../change.ts";
import { countUp, findings, keyIn, type GuardInput, type Verdicts } from "../guard.ts";

/** Accounts of a role that does not sync any more (F30): nobody keeps them up to date, and nobody says so. */
export function roleStoppedGuard({ desired, current }: GuardInput): Verdicts {
  const counts = new Map<string, number>();
  for (const [uid, { why, school }] of desired.unsynced) {
    if (why === "role" && current.users.get(uid)?.synced === true) countUp(counts, school);
  }
  return findings(
    [...counts]
      .toSorted(([a], [b]) => byText(a, b))
      .map(([school, count]) =>
        diagnose("role-stopped-syncing", { at: addressOf("schools", school), school }, { count }),
      ),
  );
}

function updatesOf(changes: readonly Change[], field: string): readonly Change[] {
  return changes.filter(
    ({ kind, action, after }) =>
      kind === "user" && action === "update" && after?.[field] !== undefined,
  );
}

function beforeAndAfter({ before, after }: Change, field: string) {
  return { before: String(before?.[field] ?? ""), after: String(after?.[field] ?? "") };
}

/**
 * A role in Schoology that differs from the mapped one (F31): somebody gave it by hand, or the person's role in the SIS
 * has changed. Either way it is seen before it is overwritten.
 */
export function roleDriftGuard({ changes }: GuardInput): Verdicts {
  const drifted = new Set(updatesOf(changes, "role"));
  const diagnostics = [...drifted].map((change) =>
    diagnose(
      "role-drift",
      { at: change.address, school: change.school },
      beforeAndAfter(change, "role"),
    ),
  );
  return { diagnostics, holds: (change) => (drifted.has(change) ? "role-drift" : undefined) };
}

/** Preferred first names that change (F33): many at once mean that OneRoster 1.2 has begun to send them, or stopped. */
export function preferredNameGuard({ changes }: GuardInput): Verdicts {
  const field = "name_first_preferred";
  const changed = new Set(updatesOf(changes, field));
  const diagnostics = [...changed].map((change) =>
    diagnose(
      "preferred-name-changed",
      { at: change.address, school: change.school },
      beforeAndAfter(change, field),
    ),
  );
  return {
    diagnostics,
    holds: (change) => (changed.has(change) ? "preferred-name-changed" : undefined),
  };
}

/**
 * Synced accounts of people whom the SIS no longer sends (guide R115, R116, F37), to be removed by hand in both systems.
 * An incomplete roster says nothing about who is gone, and neither does one without users.
 */
export function userGoneGuard({ desired, current }: GuardInput): Verdicts {
  if (!desired.complete || desired.received.users === 0) return findings([]);
  const diagnostics: Diagnostic[] = [];
  for (const [uid, { synced }] of current.users) {
    if (synced !== true || desired.users.has(uid) || desired.unsynced.has(uid)) continue;
    diagnostics.push(diagnose("user-gone", { at: addressOf("users", uid) }, {}));
  }
  return findings(diagnostics);
}

/** Somebody comes back whose account was made inactive (F38): it is to be made active again, not made anew. */
export function inactiveGuard({ current, changes }: GuardInput): Verdicts {
  const returning = new Set(
    changes.filter((change) => {
      const isNew = change.kind === "user" && change.action === "create";
      return isNew && current.inactiveUids.has(keyIn(change, 1));
    }),
  );
  const diagnostics = [...returning].map(({ address: at, school }) =>
    diagnose("inactive-match", { at, school }, {}),
  );
  return { diagnostics, holds: (change) => (returning.has(change) ? "inactive-match" : undefined) };
}

/**
 * Parents whose building is that of none of their children (F48): a child has moved and the parent's account has not,
 * so that the parent sees the wrong school. Who belongs to the organisation, as in OneRoster 1.1, sees all.
 */
export function parentBuildingGuard(input: GuardInput): Verdicts {
  const { desired } = input;
  if (desired.associations.length === 0) return findings([]);
  const buildingOf = buildingsAfter(input);
  const childrenAt = new Map<string, Set<string>>();
  for (const { parentUid, studentUid } of desired.associations) {
    const building = buildingOf(studentUid);
    if (building === undefined) continue;
    const buildings = childrenAt.get(parentUid) ?? new Set();
    childrenAt.set(parentUid, buildings.add(building));
  }
  const diagnostics: Diagnostic[] = [];
  for (const [parentUid, children] of childrenAt) {
    const building = buildingOf(parentUid);
    if (building === undefined || building === organizationKey || children.has(building)) continue;
    const place = {
      at: addressOf("users", parentUid),
      school: desired.users.get(parentUid)?.school ?? "",
    };
    const args = { building, children: [...children].toSorted(byText).join(", ") };
    diagnostics.push(diagnose("parent-building-stale", place, args));
  }
  return findings(diagnostics);
}

/** The building of an account as it will be once the plan was carried out. */
function buildingsAfter({ current, changes }: GuardInput): (uid: string) => string | undefined {
  const planned = new Map<string, string>();
  for (const change of changes) {
    const building = change.kind === "user" ? change.after?.["building"] : undefined;
    if (typeof building === "string") planned.set(keyIn(change, 1), building);
  }
  return (uid) => {
    const present = current.users.get(uid)?.fields["building"];
    return planned.get(uid) ?? (typeof present === "string" ? present : undefined);
  };
}
