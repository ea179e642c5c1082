import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { CannotRunError } from "./cannot-run.ts";

/** A server in a process of its own, which ends when the benchmark does. */
export interface ChildServer {
  readonly pid: number;
  /** The line in which it said that it is ready. */
  readonly line: string;
}

/** What to start, and by which line of its output it is known to be ready. */
export interface ChildCommand {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly ready: RegExp;
}

const startMsMax = 180_000;

/**
 * Starts a server and waits until it says that it is ready. Its complaints go to our stderr.
 * When it ends, there is nothing left to measure, and the benchmark ends too.
 */
export async function startServer(what: ChildCommand): Promise<ChildServer> {
  const child = spawn(what.command, what.args, { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill());
  child.once("exit", (code, signal) => {
    process.stderr.write(`${what.title} ended: ${signal ?? `exit code ${code}`}.\n`);
    process.exit(3);
  });
  const { pid, stdout } = child;
  const line = pid === undefined ? undefined : await findLine(stdout, what.ready);
  if (pid === undefined || line === undefined) {
    const command = [what.command, ...what.args].join(" ");
    throw new CannotRunError(`${what.title} did not say that it is ready: ${command}`);
  }
  // Nobody reads the rest, and a full pipe would stop the server.
  stdout.resume();
  return { pid, line };
}

async function findLine(input: NodeJS.ReadableStream, ready: RegExp): Promise<string | undefined> {
  const lines = createInterface({ input, signal: AbortSignal.timeout(startMsMax) });
  for await (const line of lines) if (ready.test(line)) return line;
  return undefined;
}
