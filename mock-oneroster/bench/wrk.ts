import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import { CannotRunError } from "./cannot-run.ts";

/** One run of the load generator against one server. */
export interface Load {
  readonly origin: string;
  readonly authorization: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  readonly seconds: number;
}

/** What a run gave. */
export interface LoadFigures {
  readonly requests: number;
  readonly perSecond: number;
  readonly mbPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const Summary = z.object({
  requests: z.number(),
  bytes: z.number(),
  microseconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  refused: z.number(),
  broken: z.number(),
});

/** One thread leaves the other core of a small machine to the server. */
const shape = ["-t1", "-c32", "--timeout", "10s"];
const script = `${import.meta.dirname}/wrk-in-turn.lua`;

/** Gives the version of wrk, or says how to get it. */
export function findWrk(): string {
  const version = /^wrk \S+/.exec(spawnSync("wrk", ["-v"], { encoding: "utf8" }).stdout ?? "")?.[0];
  if (version !== undefined) return version;
  const install = "`apt-get install wrk` on Debian and Ubuntu, `brew install wrk` on macOS";
  throw new CannotRunError(`The load generator wrk is missing. Install it: ${install}.`);
}

/** Loads a server for some seconds. Throws when it refused anything or broke it off. */
export async function runWrk({
  origin,
  authorization,
  paths,
  seconds,
}: Load): Promise<LoadFigures> {
  const header = `Authorization: ${authorization}`;
  const args = [...shape, `-d${seconds}s`, "-s", script, "-H", header, origin, "--", ...paths];
  const started = promisify(execFile)("wrk", args, { timeout: (seconds + 30) * 1_000 });
  const { stdout } = await started.catch((cause: unknown) => {
    throw new CannotRunError(`wrk could not load ${origin}${paths[0]}.`, { cause });
  });
  const run = Summary.parse(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? ""));
  if (run.refused > 0 || run.broken > 0) {
    const counts = `${run.refused} answers not 2xx, ${run.broken} requests broken off or timed out`;
    throw new CannotRunError(`${origin}${paths[0]} under load: ${counts}.`);
  }
  // A server may be too slow for a single answer in the time; wrk then calls the latency 0.
  const latency = (micros: number): number =>
    run.requests === 0 ? Number.POSITIVE_INFINITY : micros / 1_000;
  const duration = run.microseconds / 1_000_000;
  return {
    requests: run.requests,
    perSecond: run.requests / duration,
    mbPerSecond: run.bytes / 1_000_000 / duration,
    p50Ms: latency(run.p50),
    p99Ms: latency(run.p99),
  };
}
