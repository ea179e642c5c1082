import { runProgram } from "../../cli/program.ts";
import type { CliRun } from "./run-cli.ts";

/** A command that runs until it is stopped. */
export interface RunningCommand extends AsyncDisposable {
  /** What it printed first; empty when it ended without a word. */
  readonly announced: Promise<string>;
  /** Asks it to stop, and gives what it left behind. */
  stop(): Promise<CliRun>;
}

/** Runs `rehearse` in this process: the same program, without the time that a process takes to start. */
export async function runInProcess(args: readonly string[]): Promise<CliRun> {
  return await startServer(args).stop();
}

/** Starts a command such as `mock sis`, which serves until it is stopped. */
export function startServer(args: readonly string[]): RunningCommand {
  const stopped = createSignal<void>();
  const announced = createSignal<string>();
  const texts = { out: "", note: "" };
  const ended = runProgram(args, {
    terminal: {
      out: (text) => {
        texts.out += asLine(text);
        announced.raise(text);
      },
      note: (text) => {
        texts.note += asLine(text);
      },
      progress: () => undefined,
      color: false,
      width: 80,
    },
    packageRoot: process.cwd(),
    version: "0.0.0",
    untilStopped: () => stopped.raised,
  }).then((exitCode): CliRun => {
    announced.raise("");
    return { exitCode, stdout: texts.out, stderr: texts.note };
  });
  const stop = async (): Promise<CliRun> => {
    stopped.raise();
    return await ended;
  };
  return {
    announced: announced.raised,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

interface Signal<T> {
  readonly raised: Promise<T>;
  readonly raise: (value: T) => void;
}

/** Something that happens once. */
function createSignal<T>(): Signal<T> {
  let raise: (value: T) => void = () => undefined;
  const raised = new Promise<T>((resolve) => {
    raise = resolve;
  });
  return { raised, raise };
}

function asLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
