/** No row. */
export const noRow = -1;

/**
 * Finds rows by a hash of what they hold, in constant time: open addressing in typed arrays, which lie outside
 * of the heap and cost 8 bytes a slot.
 */
export interface RowTable {
  readonly size: number;
  /** The row of this hash that `matches`; `noRow` when there is none. */
  find(hash: number, matches: (row: number) => boolean): number;
  add(hash: number, row: number): void;
  remove(hash: number, row: number): void;
  /** Puts another row in the place of one. */
  swap(hash: number, row: number, other: number): void;
}

const slotsMin = 16;

/** Creates an empty table. It grows to stay less than two thirds full. */
export function createRowTable(): RowTable {
  let hashes = new Uint32Array(slotsMin);
  // A row is held as one more than it is: 0 is an empty slot.
  let rows = new Uint32Array(slotsMin);
  let mask = slotsMin - 1;
  let size = 0;

  const place = (hash: number, held: number): void => {
    let slot = hash & mask;
    while (rows[slot] !== 0) slot = (slot + 1) & mask;
    hashes[slot] = hash;
    rows[slot] = held;
  };
  const slotOf = (hash: number, row: number): number => {
    let slot = hash & mask;
    while (rows[slot] !== 0 && rows[slot] !== row + 1) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const [oldHashes, oldRows] = [hashes, rows];
    hashes = new Uint32Array(oldRows.length * 2);
    rows = new Uint32Array(oldRows.length * 2);
    mask = rows.length - 1;
    for (let slot = 0; slot < oldRows.length; slot += 1) {
      const held = oldRows[slot] ?? 0;
      if (held !== 0) place(oldHashes[slot] ?? 0, held);
    }
  };
  /** Moves what follows a gap into it, so that no search stops too early. */
  const closeGap = (gap: number): void => {
    let empty = gap;
    for (let slot = (gap + 1) & mask; rows[slot] !== 0; slot = (slot + 1) & mask) {
      const home = (hashes[slot] ?? 0) & mask;
      if (((slot - home) & mask) < ((slot - empty) & mask)) continue;
      hashes[empty] = hashes[slot] ?? 0;
      rows[empty] = rows[slot] ?? 0;
      empty = slot;
    }
    rows[empty] = 0;
  };

  return {
    get size() {
      return size;
    },
    find: (hash, matches) => {
      for (let slot = hash & mask; rows[slot] !== 0; slot = (slot + 1) & mask) {
        const row = (rows[slot] ?? 0) - 1;
        if (hashes[slot] === hash && matches(row)) return row;
      }
      return noRow;
    },
    add: (hash, row) => {
      if ((size + 1) * 3 > rows.length * 2) grow();
      place(hash, row + 1);
      size += 1;
    },
    remove: (hash, row) => {
      const slot = slotOf(hash, row);
      if (rows[slot] === 0) return;
      size -= 1;
      closeGap(slot);
    },
    swap: (hash, row, other) => {
      const slot = slotOf(hash, row);
      if (rows[slot] !== 0) rows[slot] = other + 1;
    },
  };
}

/** Hashes two numbers into 32 bits (the finalizer of MurmurHash3, over both). */
export function hashPair(first: number, second: number): number {
  return mix(Math.imul(mix(first >>> 0), 0x9e3779b1) ^ (second >>> 0));
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
