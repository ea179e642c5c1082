/**
 * How fast districts are made: `npx tsx mock-oneroster/district/generate-district.bench.ts`, or with the names of
 * presets. Each runs in a process of its own. CPU seconds count all threads, so on a busy machine they say more
 * than the others. With `--digest` it prints a digest of all rows instead, to compare two machines by.
 */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { DistrictPreset } from "../../contracts/run/district.ts";
import { digestWorld, tablesOf } from "../testing/digest-world.ts";
import { generateDistrict } from "./generate-district.ts";

const asOf = "2026-10-01";

function main(parameters: readonly string[]): void {
  const names = parameters.filter((name) => !name.startsWith("--"));
  const presets =
    names.length === 0 ? DistrictPreset.options : names.map((name) => DistrictPreset.parse(name));
  if (parameters.includes("--child")) return presets.forEach(bench);
  if (parameters.includes("--digest")) return presets.forEach(printDigest);
  print("preset   users      enrollments  rows        seconds  rows/s      CPU s    peak MB");
  const failed = presets.filter((preset) => {
    const flags = ["--import", "tsx", import.meta.filename, "--child", preset];
    return spawnSync(process.execPath, flags, { stdio: "inherit" }).status !== 0;
  });
  if (failed.length > 0) process.exitCode = 3;
}

function bench(preset: DistrictPreset): void {
  const start = performance.now();
  const before = process.cpuUsage();
  const world = generateDistrict({ seed: 1, preset, asOf });
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1_000;
  const rows = [...tablesOf(world).values()].reduce((sum, table) => sum + table.size, 0);
  const cells: readonly (readonly [string | number, number])[] = [
    [preset, 9],
    [world.people.size, 11],
    [world.rosters.size + world.staff.size, 13],
    [rows, 12],
    [seconds.toFixed(2), 9],
    [Math.round(rows / seconds), 12],
    [((user + system) / 1_000_000).toFixed(2), 9],
    [Math.round(process.resourceUsage().maxRSS / 1_024), 0],
  ];
  print(cells.map(([cell, width]) => String(cell).padEnd(width)).join(""));
}

function printDigest(preset: DistrictPreset): void {
  print(digestWorld(generateDistrict({ seed: 1, preset, asOf })));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2));
