import { rowsMax } from "./columns/row-words.ts";

const rowsPerChunkBits = 10;
const rowsPerChunk = 1 << rowsPerChunkBits;

/** Records by row: a place that is counted up and never given twice. */
export interface RecordRows<Item> {
  readonly size: number;
  get(row: number): Item | undefined;
  /** Puts a record where there is one or none. Rows are whole and less than `rowsMax`. */
  set(row: number, item: Item): void;
  clear(row: number): void;
  /** The records in the order of their rows. They may change while they are gone through. */
  values(): IterableIterator<Item>;
}

/**
 * Creates rows that hold nothing yet. They are kept in chunks: growing copies nothing, a look-up hashes nothing,
 * and rows far apart cost no more than their chunks.
 */
export function createRecordRows<Item>(): RecordRows<Item> {
  const chunks: ((Item | undefined)[] | undefined)[] = [];
  let size = 0;

  const get = (row: number): Item | undefined =>
    row < rowsMax ? chunks[row >>> rowsPerChunkBits]?.[row & (rowsPerChunk - 1)] : undefined;
  return {
    get size() {
      return size;
    },
    get,
    set: (row, item) => {
      if (get(row) === undefined) size += 1;
      const chunk = (chunks[row >>> rowsPerChunkBits] ??= []);
      chunk[row & (rowsPerChunk - 1)] = item;
    },
    clear: (row) => {
      const chunk = chunks[row >>> rowsPerChunkBits];
      if (chunk === undefined || get(row) === undefined) return;
      chunk[row & (rowsPerChunk - 1)] = undefined;
      size -= 1;
    },
    *values() {
      for (let index = 0; index < chunks.length; index += 1) {
        for (const item of chunks[index] ?? []) if (item !== undefined) yield item;
      }
    },
  };
}
