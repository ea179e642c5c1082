/**
 * Import benchmark: `npm run bench:lms`, or `npm run bench:lms -- --users 50000 --rounds 3 --memory 0`.
 *
 * Users and enrollments are imported over loopback, signed, 50 rows a call, four connections: into the mock, and
 * into a server that parses the same bodies and answers a constant, in turn and each in a process of its own. Then
 * a store is filled in this process, to see its memory and how look-ups take no longer when it is full. Figures
 * never fail the run.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import * as z from "zod";
import { createSystemClock } from "../core/clock.ts";
import { measureMemory } from "./bench/fill-memory.ts";
import { enrollmentCalls, sectionCalls, userCalls, type ReadyCall } from "./bench/import-calls.ts";
import { residentMbOf, startServer, type BenchServer } from "./bench/measure-import.ts";

const Count = z.coerce.number().int().nonnegative();
const BenchOptions = z.object({ users: Count, rounds: Count, memory: Count });
type BenchOptions = z.infer<typeof BenchOptions>;

/** The share of the bare server's rate that is promised (issue 4, "Must hold", first point). */
const promisedShare = 1 / 3;

interface Rates {
  readonly mock: number[];
  readonly bare: number[];
  /** The processor time of the bare server, as a share of the mock's. */
  readonly processor: number[];
}

function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      users: { type: "string", default: "50000" },
      rounds: { type: "string", default: "3" },
      memory: { type: "string", default: "1000000" },
    },
  });
  return BenchOptions.parse({ ...values });
}

async function main(options: BenchOptions): Promise<void> {
  const clock = createSystemClock();
  const script = await bundleServers();
  if (options.rounds > 0) {
    const mock = await startServer(script, "mock", clock);
    const bare = await startServer(script, "bare", clock);
    await measureImports(options, { mock, bare });
  }
  if (options.memory > 0) await measureMemory(options.memory, print);
}

async function measureImports(
  { users, rounds }: BenchOptions,
  servers: { readonly mock: BenchServer; readonly bare: BenchServer },
): Promise<void> {
  const { mock, bare } = servers;
  const [userRates, memberRates]: [Rates, Rates] = [
    { mock: [], bare: [], processor: [] },
    { mock: [], bare: [], processor: [] },
  ];
  await mock.send(sectionCalls());
  // Warm, and checked: a call whose rows are refused would be a quick one.
  await mock.sendChecked("user", userCalls("check", 5_000));
  await mock.sendChecked("enrollment", enrollmentCalls("check", 500));
  await mock.send(userCalls("warm", 10_000));
  await bare.send(userCalls("warm", 10_000));
  const measure = async (calls: readonly ReadyCall[], rows: number, into: Rates): Promise<void> => {
    const bareTook = await bare.send(calls);
    const mockTook = await mock.send(calls);
    into.bare.push((rows * 1_000) / bareTook.ms);
    into.mock.push((rows * 1_000) / mockTook.ms);
    into.processor.push(bareTook.processorMs / mockTook.processorMs);
  };
  for (let round = 0; round < rounds; round += 1) {
    await measure(userCalls(`r${round}`, users), users, userRates);
    const members = Math.ceil(users / 8);
    await measure(enrollmentCalls(`r${round}`, members), members * 8, memberRates);
  }
  report("users", userRates);
  report("enrollments", memberRates);
  print(`memory of the mock after that: ${residentMbOf(mock.pid)?.toFixed(0) ?? "unknown"} MB`);
}

function report(what: string, { mock, bare, processor }: Rates): void {
  const share = median(mock.map((rate, round) => rate / (bare[round] ?? Number.NaN)));
  const verdict = share >= promisedShare ? "met" : "NOT MET";
  print(
    `${what}: ${whole(median(mock))} rows/s of ${whole(median(bare))} by the bare server, ${(share * 100).toFixed(0)} % (at least 33 %: ${verdict}); processor time of the bare server: ${(median(processor) * 100).toFixed(0)} % of the mock's`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function whole(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Servers are bundled as the published command is: what serves development names every function anew. */
async function bundleServers(): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), "rehearse-bench-")), "servers.mjs");
  const require = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;
  await build({
    entryPoints: [fileURLToPath(new URL("bench/servers.bench.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    outfile,
    banner: { js: require },
    logLevel: "error",
  });
  return outfile;
}

await main(readOptions(process.argv.slice(2)));
process.exit(0);
