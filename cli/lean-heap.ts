import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What the young part of the heap is let grow to: with less, the garbage of a page of users is moved instead of dropped. */
const youngBytes = 2 << 20;

/** By how much the old part may grow between two collections, to which the small young part leaves much of its garbage. */
const oldGrowthPercent = 40;

/**
 * Keeps the young part of the heap from growing to its usual 48 MB, of which a server of ready pages needs little, and
 * lets the old part grow in small steps. What the young part has grown to it keeps, so this comes before anything large
 * is loaded.
 *
 * V8 takes the flags while it runs; one that does not know them says so on stderr and goes on.
 */
export function keepHeapLean(): void {
  // It grows only when objects survive, so some do for a few milliseconds.
  const survivors: object[] = [];
  while (youngSize() < youngBytes && survivors.length < 200_000) {
    for (let count = 0; count < 4_000; count += 1) survivors.push({ count });
  }
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString(`--heap-growing-percent=${oldGrowthPercent}`);
}

/** Lets the heap grow as usual again: for what takes many objects, to which a lean heap is a sixth slower. */
export function letHeapGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
  setFlagsFromString("--heap-growing-percent=0");
}

function youngSize(): number {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  return young?.space_size ?? youngBytes;
}

/** Gives back what the start has left over, and lets the old part grow in small steps from there. Takes some tens of milliseconds. */
export function settleHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${oldGrowthPercent}`);
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("globalThis.gc");
  if (typeof collect !== "function") return;
  // Twice, because the first only finds out which buffers nobody holds.
  for (const _ of [1, 2]) collect();
}
