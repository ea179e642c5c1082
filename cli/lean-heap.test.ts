import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

const script = `
  const { getHeapSpaceStatistics } = await import("node:v8");
  const { keepHeapLean, letHeapGrow, settleHeap } = await import(process.argv[1]);
  const size = (space) =>
    getHeapSpaceStatistics().find(({ space_name: name }) => name === space).space_size;
  if (process.argv[2] !== "usual") keepHeapLean();
  if (process.argv[2] === "grown") letHeapGrow();
  const kept = [];
  for (let round = 0; round < 60; round += 1) {
    for (let count = 0; count < 20_000; count += 1) kept.push({ round, count });
  }
  const grown = size("new_space");
  kept.length = 0;
  const before = process.memoryUsage().heapUsed;
  settleHeap();
  const freed = before - process.memoryUsage().heapUsed;
  // Garbage that has lived long enough to stand in the old part.
  const ring = [];
  let oldPeak = 0;
  for (let count = 0; count < 4_000_000; count += 1) {
    ring[count % 40_000] = { count, list: [count] };
    if (count % 20_000 === 0) oldPeak = Math.max(oldPeak, size("old_space"));
  }
  console.log(JSON.stringify({ grown, freed, oldPeak }));
`;

interface Heap {
  readonly grown: number;
  readonly freed: number;
  readonly oldPeak: number;
}

function run(how: "lean" | "grown" | "usual"): Heap {
  const url = new URL("lean-heap.ts", import.meta.url).href;
  const args = ["--import", "tsx", "--input-type=module", "-e", script, url, how];
  const out: Heap = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
  return out;
}

it("keeps the young heap small whatever survives, the old one from filling with garbage, and gives back what is left over", () => {
  const [lean, usual] = [run("lean"), run("usual")];

  expect(usual.grown).toBeGreaterThanOrEqual(8 << 20);
  expect(lean.grown).toBeLessThanOrEqual(4 << 20);
  expect(lean.oldPeak).toBeLessThanOrEqual(32 << 20);
  expect(lean.freed).toBeGreaterThan(10_000_000);
});

it("lets it grow again for what is large, until that is there", () => {
  const grown = run("grown");

  expect(grown.grown).toBeGreaterThanOrEqual(8 << 20);
  expect(grown.freed).toBeGreaterThan(10_000_000);
});
