/**
 * Serving benchmark: `npm run bench:sis`, or `npm run bench:sis -- --rounds 1 --version 1.1`.
 *
 * The mock, as a user starts it, against two servers that answer the same bytes prebuilt: bare `node:http`
 * and WireMock. Each is a process of its own and is loaded by wrk over loopback, in turn. Figures never fail
 * the run; it ends with 3 when something could not run.
 */
import { basename } from "node:path";
import { cpus, loadavg, platform, totalmem } from "node:os";
import { readOptions } from "./bench/bench-options.ts";
import { megabytes, whole } from "./bench/bound.ts";
import { CannotRunError } from "./bench/cannot-run.ts";
import { startMock, startRivals, type Contender } from "./bench/contenders.ts";
import { inspectDistrict } from "./bench/inspect-district.ts";
import { judge } from "./bench/judge.ts";
import { createLoadCases } from "./bench/load-cases.ts";
import { measureMemory } from "./bench/memory-run.ts";
import { measureRounds } from "./bench/measure.ts";
import { takeMedians } from "./bench/medians.ts";
import { openMockClient } from "./bench/mock-client.ts";
import { memoryOf, type Memory } from "./bench/process-figures.ts";
import { checkAnswers, recordAnswers } from "./bench/recording.ts";
import { renderFigures, renderJudgements } from "./bench/render.ts";
import { findWireMock, type WireMockFound } from "./bench/wiremock.ts";
import { findWrk } from "./bench/wrk.ts";

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const wireMock = findWireMock();
  const loadBefore = load();
  print([findWrk(), `Node ${process.version}`, wireMockFact(wireMock), machine()].join(", "));

  const mock = await startMock(options);
  const memoryAtStart = memoryOf(mock.pid);
  const client = await openMockClient(mock.line);
  const district = await inspectDistrict(client);
  const { users, enrollments } = district;
  print(`OneRoster ${options.version}, ${whole(users)} users, ${whole(enrollments)} enrollments`);

  const cases = createLoadCases(district);
  const answers = await recordAnswers(client, cases);
  await checkAnswers(client, answers);
  const rivals = await startRivals({ cases, answers, wireMock });
  const contenders: Contender[] = [{ ...client, ...mock, name: "mock" }, ...rivals];
  const { authorization } = client;
  const runs = await measureRounds({ ...options, contenders, cases, authorization, note });

  const figuresOf = takeMedians(runs);
  const largeMemory = memoryOf(mock.pid);
  const memory = await measureMemory(options, note);
  print(`\n${renderFigures(cases, figuresOf)}\n`);
  print(memoryLine(district.rows, memoryAtStart, largeMemory));
  print(memoryLine(memory.rows, memory.atStart, memory.afterLoad));
  print(`- with 10 pages of 5,000 enrollments for 32 clients: ${memoryText(memory.afterBulk)}\n`);
  print(renderJudgements(judge({ users, figuresOf, memory })));
  print(
    `\nOthers at work skew figures. Load of the machine: ${loadBefore} before, ${load()} after.`,
  );
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? "unknown";
}

function machine(): string {
  const gb = (totalmem() / 1e9).toFixed(0);
  return `${platform()}, ${cpus().length} x ${cpus()[0]?.model ?? "?"}, ${gb} GB`;
}

function wireMockFact(found: WireMockFound): string {
  if ("missing" in found) return `no WireMock, for want of ${found.missing}`;
  return `${basename(found.jar, ".jar")} on ${found.java}`;
}

function memoryLine(rows: number, start: Memory | undefined, end: Memory | undefined): string {
  const [before, after] = [memoryText(start), memoryText(end)];
  return `Memory of the mock with ${whole(rows)} rows: at start ${before}; after the load ${after}`;
}

function memoryText(memory: Memory | undefined): string {
  if (memory === undefined) return "unknown without /proc";
  return `${megabytes(memory.residentMb)} (${megabytes(memory.peakMb)} at its highest)`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends the process whatever happens: with it go the servers, which live as long as it does. */
async function run(): Promise<never> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(3));
  try {
    await main(process.argv.slice(2));
    process.exit(0);
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    note(error.message);
    process.exit(3);
  }
}

await run();
