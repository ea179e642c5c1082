import type { WriteStream } from "node:tty";

/** Where a command writes, and what it knows about it. Results go to `out`, everything else to `note`. */
export interface Terminal {
  out(text: string): void;
  note(text: string): void;
  /** Shows a line that the next one replaces; nothing in a pipe. */
  progress(text: string): void;
  readonly color: boolean;
  readonly width: number;
}

/** Colours follow the streams and the conventions NO_COLOR and FORCE_COLOR (https://no-color.org). */
export function createTerminal(
  streams: { readonly stdout: WriteStream; readonly stderr: WriteStream },
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { stdout, stderr } = streams;
  // A reader that has seen enough, such as head, closes the pipe; that is no error of ours.
  stdout.on("error", ignoreClosedPipe);
  stderr.on("error", ignoreClosedPipe);
  let isProgressShown = false;
  const clear = (): void => {
    if (isProgressShown) stderr.write("\r\u001B[K");
    isProgressShown = false;
  };
  return {
    color: wantsColor(stdout, environment),
    width: Math.max(40, Math.min(stdout.columns || 80, 120)),
    out: (text) => {
      clear();
      stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    },
    note: (text) => {
      clear();
      stderr.write(text.endsWith("\n") ? text : `${text}\n`);
    },
    progress: (text) => {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(text.slice(0, (stderr.columns || 80) - 1));
      isProgressShown = true;
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function wantsColor(
  stdout: WriteStream,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  if ((environment["FORCE_COLOR"] ?? "0") !== "0") return true;
  return stdout.isTTY && environment["TERM"] !== "dumb";
}
