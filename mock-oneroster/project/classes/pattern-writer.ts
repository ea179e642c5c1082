import { recordBytesMax, type PageBytes, type RecordWriter } from "../record-writer.ts";

/** Writes a plain id of a row. Gives its end, or -1 when it is not plain. At most 64 bytes. */
export type IdWriter = (row: number, page: PageBytes, at: number) => number;

/** An id, and what stands before it: one array of bytes for all rows that share it. */
export interface Slot {
  readonly before: (row: number) => Uint8Array;
  readonly id: IdWriter;
  /** What stands between the id and itself, where it is written twice. */
  readonly again?: Uint8Array;
  /** A number that rows share whose id is the same. Without it every id is written. */
  readonly key?: (row: number) => number;
}

/** Records that are shared bytes and ids by turns, and shared bytes at their end. */
export interface Pattern {
  readonly slots: readonly Slot[];
  readonly closing: (row: number) => Uint8Array;
}

/**
 * Creates the writer of a pattern. A record that shares all its parts with the one before it, and whose ids are as
 * long, is a copy of that one with other ids: most records of a page are, and it costs a quarter.
 */
export function createPatternWriter({ slots, closing }: Pattern): RecordWriter {
  const partOf = [...slots.map(({ before }) => before), closing];
  const sharedMax = recordBytesMax - slots.length * 2 * 64;
  /** Of the last record: its parts, the keys of its ids, and where in it the ids begin and end. */
  const parts: (Uint8Array | undefined)[] = partOf.map(() => undefined);
  const keys = slots.map(() => -1);
  const begins = new Int32Array(slots.length);
  const ends = new Int32Array(slots.length);
  let last: { readonly mark: object; readonly start: number; readonly end: number } | undefined;

  const takeParts = (row: number): boolean => {
    let isSame = true;
    for (let index = 0; index < partOf.length; index += 1) {
      const part = partOf[index]?.(row);
      if (part === parts[index]) continue;
      parts[index] = part;
      isSame = false;
    }
    return isSame;
  };
  const copyLast = (row: number, page: PageBytes, start: number): number => {
    if (last?.mark !== page.mark) return -1;
    page.bytes.copyWithin(start, last.start, last.end);
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index];
      const key = slot?.key?.(row);
      if (slot === undefined || (key !== undefined && key === keys[index])) continue;
      keys[index] = key ?? -1;
      const end = start + (ends[index] ?? 0);
      if (writeId(slot, row, page, start + (begins[index] ?? 0)) !== end) return -1;
    }
    return start + last.end - last.start;
  };
  const writeWhole = (row: number, page: PageBytes, start: number): number => {
    last = undefined;
    if (parts.reduce((sum, part) => sum + (part?.length ?? 0), 0) > sharedMax) return -1;
    let at = start;
    for (const [index, slot] of slots.entries()) {
      at = copy(parts[index], page, at);
      begins[index] = at - start;
      keys[index] = slot.key?.(row) ?? -1;
      at = writeId(slot, row, page, at);
      if (at === -1) return -1;
      ends[index] = at - start;
    }
    return copy(parts[slots.length], page, at);
  };
  return {
    write: (row, page, start) => {
      const copied = takeParts(row) ? copyLast(row, page, start) : -1;
      const end = copied === -1 ? writeWhole(row, page, start) : copied;
      if (end !== -1) last = { mark: page.mark, start, end };
      return end;
    },
  };
}

function writeId({ id, again }: Slot, row: number, page: PageBytes, at: number): number {
  const end = id(row, page, at);
  if (again === undefined || end === -1) return end;
  const second = copy(again, page, end);
  page.bytes.copyWithin(second, at, end);
  return second + end - at;
}

function copy(part: Uint8Array | undefined, { bytes }: PageBytes, at: number): number {
  if (part === undefined) return at;
  bytes.set(part, at);
  return at + part.length;
}
