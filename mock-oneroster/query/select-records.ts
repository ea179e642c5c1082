import { valuesAt, type FieldPath } from "./field-paths.ts";
import { findByIndex } from "./find-by-index.ts";
import { compareValues } from "./match-filter.ts";
import type { CollectionQuery } from "./read-query.ts";
import type { SelectionSource } from "./selection-source.ts";

/**
 * Gives the handles of the records that a query asks for, before paging, in its order.
 *
 * A filter on an indexed field looks at no other record. Any other filter, and any sort but by sourcedId, looks
 * at all, and pauses in between. Undefined when the world changed in a pause: what was found is of no use then.
 */
export function selectRecords(
  source: SelectionSource,
  query: CollectionQuery,
): Uint32Array | Promise<Uint32Array | undefined> {
  if (query.filter === undefined && query.sortBy === undefined) return source.handles;
  const found = findByIndex(source, query);
  if (found !== undefined && found.exact && query.sortBy === undefined) return found.handles;
  return selectByLooking(source, query, found?.handles ?? source.handles);
}

const recordsPerTurn = 2_000;

async function selectByLooking(
  { view, ref, pause }: SelectionSource,
  query: CollectionQuery,
  handles: Uint32Array,
): Promise<Uint32Array | undefined> {
  const { matches, sortBy } = query;
  const found: number[] = [];
  const keys: unknown[] = [];
  for (let at = 0; at < handles.length; at += 1) {
    const isTurnOver = at % recordsPerTurn === recordsPerTurn - 1;
    if (isTurnOver && pause !== undefined && !(await pause())) return undefined;
    const handle = handles[at] ?? 0;
    const record = view.record(handle, ref);
    if (matches !== undefined && !matches(record)) continue;
    found.push(handle);
    if (sortBy !== undefined) keys.push(valuesAt(record, sortBy)[0]);
  }
  if (sortBy === undefined) return Uint32Array.from(found);
  const order = orderOf(keys, sortBy, query.descending ? -1 : 1);
  return Uint32Array.from(order, (at) => found[at] ?? 0);
}

/** Records without the field come last; equal ones stay in the order of their sourcedIds. */
function orderOf(keys: readonly unknown[], path: FieldPath, sign: 1 | -1): readonly number[] {
  return [...keys.keys()].toSorted((a, b) => {
    const [left, right] = [keys[a], keys[b]];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    return sign * compareValues(path.kind, left, right);
  });
}
