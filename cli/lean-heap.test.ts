import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

const script = `
  const { getHeapSpaceStatistics } = await import("node:v8");
  const { keepHeapLean, settleHeap } = await import(process.argv[1]);
  const young = () =>
    getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space").space_size;
  if (process.argv[2] === "lean") keepHeapLean();
  const kept = [];
  for (let round = 0; round < 60; round += 1) {
    for (let count = 0; count < 20_000; count += 1) kept.push({ round, count });
  }
  const grown = young();
  kept.length = 0;
  const before = process.memoryUsage().heapUsed;
  settleHeap();
  console.log(JSON.stringify({ grown, freed: before - process.memoryUsage().heapUsed }));
`;

function run(how: "lean" | "usual"): { readonly grown: number; readonly freed: number } {
  const url = new URL("lean-heap.ts", import.meta.url).href;
  const args = ["--import", "tsx", "--input-type=module", "-e", script, url, how];
  const out: { grown: number; freed: number } = JSON.parse(
    execFileSync(process.execPath, args, { encoding: "utf8" }),
  );
  return out;
}

it("keeps the young heap small whatever survives, and gives back what is left over", () => {
  const [lean, usual] = [run("lean"), run("usual")];

  expect(usual.grown).toBeGreaterThanOrEqual(8 << 20);
  expect(lean.grown).toBeLessThanOrEqual(4 << 20);
  expect(lean.freed).toBeGreaterThan(10_000_000);
});
