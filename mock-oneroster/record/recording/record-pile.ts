import { appendFile, type FileHandle, open, readFile, rm } from "node:fs/promises";
import { hashText } from "../../../core/random.ts";

/** Takes the lines of one class in any number, and gives them back in an order of their own. */
export interface RecordPile {
  add(id: string, line: string): Promise<void>;
  /** Writes all lines into a file and gives their number. */
  writeTo(filePath: string): Promise<number>;
}

const heapCount = 64;
const heapLengthMax = 100_000;
/** Nobody else on the machine may read it. */
const ownerOnly = 0o600;

/**
 * Creates an empty pile, which keeps what it cannot hold in files whose names begin with `filePrefix`.
 *
 * A server sends records in the order of their ids as they were. Kept, that order would tell who is who to
 * anyone with a list of the real ids; so lines leave in the order of the ids as they are now. Of equal ids
 * the first stays first.
 */
export function createRecordPile(filePrefix: string): RecordPile {
  const heaps = Array.from({ length: heapCount }, (_, index) =>
    createHeap(`${filePrefix}.${index}.partial`),
  );
  return {
    add: async (id, line) => {
      const key = JSON.stringify(id);
      await heaps[hashText(key) % heapCount]?.add(`${key}\t${line}\n`);
    },
    writeTo: async (filePath) => {
      const handle = await open(filePath, "wx", ownerOnly);
      try {
        let count = 0;
        for (const heap of heaps) count += await pour(handle, await heap.empty());
        return count;
      } finally {
        await handle.close();
      }
    },
  };
}

interface Heap {
  add(text: string): Promise<void>;
  /** Gives the whole text and removes the file. */
  empty(): Promise<string>;
}

function createHeap(filePath: string): Heap {
  let text = "";
  let isOnDisk = false;
  return {
    add: async (more) => {
      text += more;
      if (text.length < heapLengthMax) return;
      const full = text;
      text = "";
      isOnDisk = true;
      await appendFile(filePath, full, { mode: ownerOnly });
    },
    empty: async () => {
      if (!isOnDisk) return text;
      const whole = (await readFile(filePath, "utf8")) + text;
      await rm(filePath);
      return whole;
    },
  };
}

async function pour(handle: FileHandle, text: string): Promise<number> {
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((keyed) => {
      const tab = keyed.indexOf("\t");
      return { key: keyed.slice(0, tab), line: keyed.slice(tab + 1) };
    })
    .toSorted((a, b) => compare(a.key, b.key));
  if (lines.length > 0) await handle.appendFile(lines.map(({ line }) => `${line}\n`).join(""));
  return lines.length;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
