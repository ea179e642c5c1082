import { exitCodes } from "./exit-codes.ts";

/** An error of the operating system, such as ENOENT, EACCES or EADDRINUSE. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/**
 * What the operating system refused, in words that name the place and the remedy. A path that does not lead
 * where the command line says is a usage error; what the machine cannot do is not.
 */
export function systemErrorWords(error: NodeJS.ErrnoException): {
  readonly words: string;
  readonly exitCode: number;
} {
  const place = error.path ?? "That path";
  const refusal = refusals[error.code ?? ""];
  if (refusal === undefined) return { words: error.message, exitCode: exitCodes.couldNotRun };
  return { words: refusal.words.replace("{place}", () => place), exitCode: refusal.exitCode };
}

interface Refusal {
  readonly words: string;
  readonly exitCode: number;
}

const inTheWay: Refusal = {
  words: "{place}: a file of this name is in the way of a folder. Choose another --out.",
  exitCode: exitCodes.usage,
};
const noPermission: Refusal = {
  words: "{place}: no permission. Choose another place, or a port above 1023.",
  exitCode: exitCodes.couldNotRun,
};

const refusals: Readonly<Record<string, Refusal>> = {
  ENOENT: {
    words: "{place}: there is no such file or folder. Check the path.",
    exitCode: exitCodes.usage,
  },
  EISDIR: {
    words: "{place}: this is a folder, and a file is needed.",
    exitCode: exitCodes.usage,
  },
  ENOTDIR: inTheWay,
  EEXIST: inTheWay,
  EADDRINUSE: {
    words: "The port is in use. Choose another with --port, or 0 for a free one.",
    exitCode: exitCodes.couldNotRun,
  },
  EACCES: noPermission,
  EPERM: noPermission,
  ENOSPC: { words: "{place}: the disk is full.", exitCode: exitCodes.couldNotRun },
};
