import type { Collection, Entry } from "../project/collections.ts";
import { valuesAt, type FieldPath } from "./field-paths.ts";
import { compareValues } from "./match-filter.ts";
import type { CollectionQuery } from "./read-query.ts";

/** How many filtered or sorted lists are remembered for each path while the world stays as it is. */
const viewsMax = 4;

/** Remembers the lists behind queries, so that paging through one costs one pass. */
export type ViewCache = WeakMap<Collection, Map<string, readonly Entry[]>>;

/** Gives the records that a query asks for, before paging, in its order. */
export function viewOf(
  cache: ViewCache,
  collection: Collection,
  query: CollectionQuery,
): readonly Entry[] {
  if (query.matches === undefined && query.sortBy === undefined) return collection.entries;
  const views = cache.get(collection) ?? new Map<string, readonly Entry[]>();
  cache.set(collection, views);
  const known = views.get(query.viewKey);
  if (known !== undefined) return known;
  const view = makeView(collection, query);
  const [oldest] = views.keys();
  if (views.size >= viewsMax && oldest !== undefined) views.delete(oldest);
  views.set(query.viewKey, view);
  return view;
}

function makeView(collection: Collection, query: CollectionQuery): readonly Entry[] {
  const { matches, sortBy } = query;
  const found =
    matches === undefined
      ? collection.entries
      : collection.entries.filter(({ record }) => matches(record));
  return sortBy === undefined ? found : sortEntries(found, sortBy, query.descending ? -1 : 1);
}

/** Records without the field come last; equal ones stay in the order of their sourcedIds. */
function sortEntries(entries: readonly Entry[], path: FieldPath, sign: 1 | -1): readonly Entry[] {
  const keyed = entries.map((entry) => ({ entry, key: valuesAt(entry.record, path)[0] }));
  const sorted = keyed.toSorted((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      return Number(a.key === undefined) - Number(b.key === undefined);
    }
    return sign * compareValues(path.kind, a.key, b.key);
  });
  return sorted.map(({ entry }) => entry);
}
