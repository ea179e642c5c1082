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
  switch (error.code) {
    case "ENOENT":
      return usage(`${place}: there is no such file or folder. Check the path.`);
    case "EISDIR":
      return usage(`${place}: this is a folder, and a file is needed.`);
    case "ENOTDIR":
    case "EEXIST":
      return usage(
        `${place}: a file of this name is in the way of a folder. Choose another --out.`,
      );
    case "EADDRINUSE":
      return refused("The port is in use. Choose another with --port, or 0 for a free one.");
    case "EACCES":
    case "EPERM":
      return refused(`${place}: no permission. Choose another place, or a port above 1023.`);
    case "ENOSPC":
      return refused(`${place}: the disk is full.`);
    default:
      return refused(error.message);
  }
}

function usage(words: string): { readonly words: string; readonly exitCode: number } {
  return { words, exitCode: exitCodes.usage };
}

function refused(words: string): { readonly words: string; readonly exitCode: number } {
  return { words, exitCode: exitCodes.couldNotRun };
}
