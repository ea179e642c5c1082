/**
 * Import benchmark: `npm run bench:lms`, or `npm run bench:lms -- --users 50000 --rounds 3 --memory 0`.
 *
 * Users and enrollments are imported over loopback, 50 rows a call, four connections: into the mock, and into a
 * server that parses the same bodies and answers a constant, in turn and each in a process of its own. Once as an
 * importer does, which writes and signs each call and reads each row's result: of that rate the promise is. And once
 * with calls that were written and signed before, so that the servers alone set the pace. Then a store is filled in
 * this process, to see its memory and how look-ups take no longer when it is full. Figures never fail the run.
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
import {
  enrollmentCalls,
  sectionCalls,
  userCalls,
  writeCall,
  type BulkCall,
} from "./bench/import-calls.ts";
import { residentMbOf, startServer, type BenchServer, type Taken } from "./bench/measure-import.ts";

const Count = z.coerce.number().int().nonnegative();
const BenchOptions = z.object({ users: Count, rounds: Count, memory: Count });
type BenchOptions = z.infer<typeof BenchOptions>;

/** The share of the bare server's rate that is promised (issue 4, "Must hold", first point). */
const promisedShare = 1 / 3;

interface Rates {
  readonly mock: number[];
  readonly bare: number[];
}

/** How one kind of import went: as an importer sees it, and as the servers do. */
interface Measured {
  readonly imported: Rates;
  readonly ready: Rates;
  /** The processor time of the bare server, as a share of the mock's, for calls that were ready. */
  readonly processor: number[];
}

function nothingYet(): Measured {
  return { imported: { mock: [], bare: [] }, ready: { mock: [], bare: [] }, processor: [] };
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
  const [ofUsers, ofMembers] = [nothingYet(), nothingYet()];
  await mock.send(sectionCalls());
  for (const server of [mock, bare]) {
    await server.importAll(userCalls("warm", 10_000));
    await server.importAll(enrollmentCalls("warm", 1_250));
  }
  const measure = async (
    callsOf: (round: string) => readonly BulkCall[],
    into: Measured,
    round: number,
  ): Promise<void> => {
    const [calls, ready] = [callsOf(`i${round}`), callsOf(`r${round}`).map(writeCall)];
    const rows = calls.reduce((sum, call) => sum + call.rows.length, 0);
    const rateOf = ({ ms }: Taken): number => (rows * 1_000) / ms;
    into.imported.bare.push(rateOf(await bare.importAll(calls)));
    into.imported.mock.push(rateOf(await mock.importAll(calls)));
    const [bareTook, mockTook] = [await bare.send(ready), await mock.send(ready)];
    into.ready.bare.push(rateOf(bareTook));
    into.ready.mock.push(rateOf(mockTook));
    into.processor.push(bareTook.processorMs / mockTook.processorMs);
  };
  for (let round = 0; round < rounds; round += 1) {
    await measure((name) => userCalls(name, users), ofUsers, round);
    await measure((name) => enrollmentCalls(name, Math.ceil(users / 8)), ofMembers, round);
  }
  report("users", ofUsers);
  report("enrollments", ofMembers);
  print(`memory of the mock after that: ${residentMbOf(mock.pid)?.toFixed(0) ?? "unknown"} MB`);
}

function report(what: string, { imported, ready, processor }: Measured): void {
  const share = shareOf(imported);
  const verdict = share >= promisedShare ? "met" : "NOT MET";
  print(`${what}, imported: ${inWords(imported)} (at least 33 %: ${verdict})`);
  print(
    `${what}, calls written and signed before: ${inWords(ready)}; processor time of the bare server: ${percent(median(processor))} of the mock's`,
  );
}

function inWords(rates: Rates): string {
  const { mock, bare } = rates;
  return `${whole(median(mock))} rows/s of ${whole(median(bare))} by the bare server, ${percent(shareOf(rates))}`;
}

function shareOf({ mock, bare }: Rates): number {
  return median(mock.map((rate, round) => rate / (bare[round] ?? Number.NaN)));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
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
