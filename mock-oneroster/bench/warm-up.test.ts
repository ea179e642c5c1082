import { expect, it } from "vitest";
import { warmUp } from "./warm-up.ts";

async function runsOf(costs: readonly number[], perSecond = (_run: number) => 1): Promise<number> {
  let run = 0;
  const runs = await warmUp(async () => {
    run += 1;
    return { cpuMicros: costs[run - 1] ?? costs.at(-1) ?? Number.NaN, perSecond: perSecond(run) };
  });
  return runs.length;
}

it("ends four runs after requests got cheaper for the last time, however fast it went", async () => {
  expect(await runsOf([900, 500, 490, 300, 299], (run) => run * 1_000)).toBe(8);
});

it("goes by the rate where the system does not tell the processor time", async () => {
  expect(await runsOf([Number.NaN], (run) => Math.min(run, 3) * 1_000)).toBe(7);
});

it("ends though requests get cheaper for ever", async () => {
  expect(await runsOf(Array.from({ length: 99 }, (_, index) => 0.9 ** index))).toBe(30);
});
