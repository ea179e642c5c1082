/** What the order of a table is made of. */
export interface IdOrderParts {
  readonly counted: { readonly rows: number; isLive(row: number): boolean };
  readonly idAt: (row: number) => string;
  readonly compare: (left: string, right: string) => number;
}

/** The rows of a table by id. */
export interface IdOrder {
  added(row: number, id: string): void;
  removed(): void;
  rows(): Uint32Array;
}

/**
 * Keeps the order of a table by id. Rows that come in the order of their ids are never sorted; later ones
 * are sorted by themselves and merged in, so that one new row among millions costs one pass and no sort.
 */
export function createIdOrder(parts: IdOrderParts): IdOrder {
  const { counted, compare } = parts;
  let sorted = new Uint32Array(0);
  /** Rows below this number stand in `sorted`, unless they were removed and came back since. */
  let sortedEnd = 0;
  let revived = new Set<number>();
  let isStale = false;
  /** The last id, while all came in order so far. */
  let last: string | undefined;
  let isInOrder = true;
  const rebuild = (): void => {
    const kept = isStale
      ? sorted.filter((row) => counted.isLive(row) && !revived.has(row))
      : sorted;
    const fresh = [...revived].filter((row) => counted.isLive(row));
    for (let row = sortedEnd; row < counted.rows; row += 1) {
      if (counted.isLive(row) && !revived.has(row)) fresh.push(row);
    }
    sorted = isInOrder ? joined(kept, fresh) : merge(kept, sortRows(fresh, parts), parts);
    sortedEnd = counted.rows;
    revived = new Set();
    isStale = false;
  };
  return {
    added: (row, id) => {
      if (isInOrder) isInOrder = last === undefined || compare(last, id) < 0;
      last = id;
      if (row < sortedEnd) {
        revived.add(row);
        isStale = true;
      }
    },
    removed: () => {
      isStale = true;
    },
    rows: () => {
      if (isStale || sortedEnd < counted.rows) rebuild();
      return sorted;
    },
  };
}

type Ordering = Pick<IdOrderParts, "idAt" | "compare">;

function sortRows(rows: readonly number[], { idAt, compare }: Ordering): readonly number[] {
  const keyed = rows.map((row) => ({ row, id: idAt(row) }));
  return keyed.toSorted((a, b) => compare(a.id, b.id)).map(({ row }) => row);
}

function joined(kept: Uint32Array, fresh: readonly number[]): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(kept.length + fresh.length);
  all.set(kept);
  all.set(fresh, kept.length);
  return all;
}

/** Puts each new row before the first old one with a greater id, found by halving. */
function merge(
  old: Uint32Array,
  fresh: readonly number[],
  { idAt, compare }: Ordering,
): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(old.length + fresh.length);
  let from = 0;
  let to = 0;
  for (const row of fresh) {
    const place = firstGreater(old, from, (other) => compare(idAt(other), idAt(row)) > 0);
    all.set(old.subarray(from, place), to);
    to += place - from;
    from = place;
    all[to] = row;
    to += 1;
  }
  all.set(old.subarray(from), to);
  return all;
}

function firstGreater(
  rows: Uint32Array,
  from: number,
  isGreater: (row: number) => boolean,
): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isGreater(rows[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
