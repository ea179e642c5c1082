const rowsPerChunkBits = 12;
const rowsPerChunk = 1 << rowsPerChunkBits;

/** The most rows: as many as one 32-bit number tells apart, less the one that means none. */
export const rowsMax = 2 ** 32 - 1;

/**
 * Rows of 32-bit words in typed arrays, which lie outside of the heap. A row is there while its word 0 is not 0.
 *
 * Rows are kept in chunks: growing copies nothing, and rows far apart cost no more than their chunks.
 */
export interface RowWords {
  get(row: number, word: number): number;
  set(row: number, word: number, value: number): void;
  /** Makes room for a row, of which word 0 is about to be set. */
  open(row: number): void;
  /** Gives a row's room back. */
  clear(row: number): void;
  /** The rows that are there, in order. Rows may change while they are gone through. */
  rows(): IterableIterator<number>;
}

/** Creates rows of so many words. */
export function createRowWords(wordsPerRow: number): RowWords {
  const chunks: (Uint32Array | undefined)[] = [];
  const counts: number[] = [];
  const at = (row: number): number => (row & (rowsPerChunk - 1)) * wordsPerRow;
  const get = (row: number, word: number): number =>
    chunks[row >>> rowsPerChunkBits]?.[at(row) + word] ?? 0;

  return {
    get,
    set: (row, word, value) => {
      const chunk = chunks[row >>> rowsPerChunkBits];
      if (chunk !== undefined) chunk[at(row) + word] = value;
    },
    open: (row) => {
      const index = row >>> rowsPerChunkBits;
      chunks[index] ??= new Uint32Array(rowsPerChunk * wordsPerRow);
      counts[index] = (counts[index] ?? 0) + 1;
    },
    clear: (row) => {
      const index = row >>> rowsPerChunkBits;
      const count = (counts[index] ?? 1) - 1;
      counts[index] = count;
      chunks[index]?.fill(0, at(row), at(row) + wordsPerRow);
      if (count === 0) chunks[index] = undefined;
    },
    *rows() {
      for (let index = 0; index < chunks.length; index += 1) {
        if (chunks[index] === undefined) continue;
        const first = index * rowsPerChunk;
        for (let row = first; row < first + rowsPerChunk; row += 1) {
          if (get(row, 0) !== 0) yield row;
        }
      }
    },
  };
}
