import { inOrder, membersInOrder } from "./in-order.ts";
import type { Collection, Enrollment, Roster } from "./roster.ts";

/** What changed since a roster was read: the records as they are now, and the ids of those marked tobedeleted. */
export interface RosterDelta {
  readonly changed: Roster;
  readonly gone: Readonly<Record<Collection, ReadonlySet<string>>>;
}

/**
 * The roster as it is now: what changed takes the place of what was, and what is marked tobedeleted goes (F66).
 *
 * Everything else stays, for a delta never proves that a record is gone: a removal that the SIS does not mark shows
 * only in a full reading (F83). What was incomplete stays so until then.
 */
export function applyDelta(previous: Roster, delta: RosterDelta): Roster {
  const { changed, gone } = delta;
  return {
    version: changed.version,
    incomplete: new Set([...previous.incomplete, ...changed.incomplete]),
    orgs: merge(previous.orgs, changed.orgs, gone.orgs),
    sessions: merge(previous.sessions, changed.sessions, gone.academicSessions),
    courses: merge(previous.courses, changed.courses, gone.courses),
    classes: merge(previous.classes, changed.classes, gone.classes),
    people: merge(previous.people, changed.people, gone.users),
    enrollments: mergeMembers(previous.enrollments, changed.enrollments, gone.enrollments),
  };
}

function merge<Item>(
  before: ReadonlyMap<string, Item>,
  changed: ReadonlyMap<string, Item>,
  gone: ReadonlySet<string>,
): ReadonlyMap<string, Item> {
  const now = new Map([...before, ...changed]);
  for (const id of gone) now.delete(id);
  return inOrder(now);
}

type Members = ReadonlyMap<string, readonly Enrollment[]>;

/** An enrollment that changed may have changed its class too, so it is looked for in every class. */
function mergeMembers(before: Members, changed: Members, gone: ReadonlySet<string>): Members {
  const replaced = new Set(gone);
  for (const members of changed.values()) {
    for (const { sourcedId } of members) replaced.add(sourcedId);
  }
  const now = new Map<string, Enrollment[]>();
  for (const [classId, members] of before) {
    const kept = members.filter(({ sourcedId }) => !replaced.has(sourcedId));
    if (kept.length > 0) now.set(classId, kept);
  }
  for (const [classId, members] of changed) {
    const kept = now.get(classId);
    if (kept === undefined) now.set(classId, [...members]);
    else kept.push(...members);
  }
  return membersInOrder(now);
}
