import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What a command left behind. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `rehearse` from the sources as a process of its own, the way the README does. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const child = startCli(args, environment);
  const [stdout, stderr] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    once(child, "close"),
  ]);
  return { exitCode: child.exitCode, stdout, stderr };
}

/** Starts `rehearse` and leaves it running. Kill it when done. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const tsx = path.join(root, "node_modules", "tsx", "dist", "loader.mjs");
  const main = path.join(root, "cli", "main.ts");
  return spawn(process.execPath, ["--import", tsx, main, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function readAll(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

/** A folder of its own that goes with the test. */
export interface TempFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes an empty folder outside the checkout. */
export async function openTempFolder(): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "rehearse-test-"));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
