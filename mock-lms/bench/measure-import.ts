import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Pool } from "undici";
import type { Clock } from "../../core/clock.ts";
import { signCall, writeCall, type BulkCall, type ReadyCall } from "./import-calls.ts";
import type { ServerRole } from "./serve-role.ts";

const connections = 4;

/** What it took to answer calls. */
export interface Taken {
  readonly ms: number;
  /** Of the server's process, which others at work on the machine skew less. NaN where there is no /proc. */
  readonly processorMs: number;
}

/** A server in a process of its own, and a client of it. */
export interface BenchServer {
  readonly pid: number;
  /** Sends calls that were written and signed before, over a few connections, and says what that took. */
  send(calls: readonly ReadyCall[]): Promise<Taken>;
  /**
   * Imports as an importer does: writes and signs each call, and reads the result of every row.
   *
   * @throws Error when a row is not carried out: a call whose rows are refused would be a quick one
   */
  importAll(calls: readonly BulkCall[]): Promise<Taken>;
}

/** Starts a server in the script that holds both. It ends when the benchmark does. */
export async function startServer(
  script: string,
  role: ServerRole,
  clock: Clock,
): Promise<BenchServer> {
  const child = spawn(process.execPath, [script, role], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill());
  const [port] = await once(createInterface(child.stdout), "line");
  const origin = `http://127.0.0.1:${port}`;
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const pid = child.pid ?? 0;
  let signed = 0;
  const sign = (call: ReadyCall): Record<string, string> => {
    signed += 1;
    const by = { nonce: `${role}-${signed}`, nowMs: clock.now() };
    return { "content-type": "application/json", authorization: signCall(origin, call, by) };
  };
  const post = async (
    { path, body }: ReadyCall,
    headers: Record<string, string>,
  ): Promise<string> => {
    const reply = await pool.request({ method: "POST", path, headers, body });
    const text = await reply.body.text();
    if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.statusCode} ${text}`);
    return text;
  };
  const timed = async (work: () => Promise<void>): Promise<Taken> => {
    const processorBeforeMs = processorMsOf(pid);
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: connections }, work));
    const ms = performance.now() - startedMs;
    return { ms, processorMs: processorMsOf(pid) - processorBeforeMs };
  };
  return {
    pid,
    send: (calls) => {
      const ready = calls.map((call) => [call, sign(call)] as const);
      const queue = ready.values();
      return timed(async () => {
        for (const [call, headers] of queue) await post(call, headers);
      });
    },
    importAll: (calls) => {
      const queue = calls.values();
      return timed(async () => {
        for (const call of queue) {
          const ready = writeCall(call);
          demandAllApplied(call, await post(ready, sign(ready)));
        }
      });
    },
  };
}

/** Reads the row results as plainly as can be: their schema would take more time than the servers do. */
function demandAllApplied({ path, rows }: BulkCall, answer: string): void {
  const applied = resultsIn(JSON.parse(answer)).filter(isApplied).length;
  if (applied === rows.length) return;
  throw new Error(`${path}: ${applied} of ${rows.length} rows were carried out`);
}

/** The list in an answer such as `{"user":[…]}` or `{"enrollments":{"enrollment":[…]}}`. */
function resultsIn(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  return typeof answer === "object" && answer !== null ? resultsIn(Object.values(answer)[0]) : [];
}

function isApplied(row: unknown): boolean {
  if (typeof row !== "object" || row === null || !("response_code" in row)) return false;
  return Number(row.response_code) < 300;
}

/** The memory that a process holds, in MB; undefined where there is no /proc. */
export function residentMbOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
  } catch {
    return undefined;
  }
}

/** The processor time that a process has used so far, in ticks of 10 ms (proc(5), stat); NaN where there is no /proc. */
function processorMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
