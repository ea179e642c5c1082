import { hashText } from "../../../core/random.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";

/** More ids than this are not remembered. */
export const seenIdsMax = 2_000_000;

/** Remembers which ids came before, by a hash of 53 bits. */
export interface SeenIds {
  /** Says whether the id was there before, and remembers it. */
  add(id: string): boolean;
  has(id: string): boolean;
  isFull(): boolean;
  size(): number;
}

/** Creates an empty memory. */
export function createSeenIds(): SeenIds {
  const hashes = new Set<number>();
  return {
    add: (id) => {
      const hash = hashId(id);
      if (hashes.has(hash)) return true;
      if (hashes.size < seenIdsMax) hashes.add(hash);
      return false;
    },
    has: (id) => hashes.has(hashId(id)),
    size: () => hashes.size,
    isFull: () => hashes.size >= seenIdsMax,
  };
}

/** The id of a record, or undefined where it has none. */
export function sourcedIdOf({ sourcedId }: WireRecord): string | undefined {
  if (typeof sourcedId === "number") return String(sourcedId);
  return typeof sourcedId === "string" && sourcedId !== "" ? sourcedId : undefined;
}

function hashId(id: string): number {
  return hashText(id) * 0x20_0000 + (hashText(id, 1) & 0x1f_ffff);
}
