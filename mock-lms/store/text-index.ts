import { createRowTable, noRow } from "./columns/row-table.ts";

/** Finds the one row that has a text, in constant time. */
export interface TextIndex {
  /** The row with this text; `noRow` when there is none. */
  find(text: string): number;
  add(text: string, row: number): void;
  remove(text: string, row: number): void;
}

/**
 * Creates an index that holds nothing yet. It keeps hashes only, outside of the heap: 12 bytes a row, where a map
 * takes several times as much and every collection of garbage walks through it.
 *
 * @param textOf the text of a row that was added; what it gives must not change while the row is in the index
 */
export function createTextIndex(textOf: (row: number) => string | undefined): TextIndex {
  const table = createRowTable();
  let wanted = "";
  const matches = (row: number): boolean => textOf(row) === wanted;
  return {
    find: (text) => {
      if (table.size === 0) return noRow;
      wanted = text;
      return table.find(hashText(text), matches);
    },
    add: (text, row) => table.add(hashText(text), row),
    remove: (text, row) => table.remove(hashText(text), row),
  };
}

/** Hashes text into 32 bits (FNV-1a over UTF-16, with the finalizer of MurmurHash3). */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
