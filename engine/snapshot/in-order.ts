import type { Enrollment } from "./roster.ts";

/**
 * An index in order of its keys, so that nothing depends on the order in which records came.
 * Servers asked for that order mostly keep to it; then it is the same index.
 */
export function inOrder<Item>(index: ReadonlyMap<string, Item>): ReadonlyMap<string, Item> {
  if (isOrdered(index.keys())) return index;
  return new Map([...index].toSorted(([left], [right]) => byCodeUnits(left, right)));
}

/** The enrollments by class, classes and members in order of their sourcedIds. The lists are put in order in place. */
export function membersInOrder(
  enrollments: ReadonlyMap<string, Enrollment[]>,
): ReadonlyMap<string, readonly Enrollment[]> {
  for (const members of enrollments.values()) {
    if (!isOrdered(idsOf(members))) members.sort(byId);
  }
  return inOrder(enrollments);
}

function* idsOf(members: readonly Enrollment[]): Generator<string> {
  for (const { sourcedId } of members) yield sourcedId;
}

function isOrdered(keys: Iterable<string>): boolean {
  let before: string | undefined;
  for (const key of keys) {
    if (before !== undefined && key < before) return false;
    before = key;
  }
  return true;
}

function byId(left: Enrollment, right: Enrollment): number {
  return byCodeUnits(left.sourcedId, right.sourcedId);
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
