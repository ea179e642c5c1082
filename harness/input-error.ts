/**
 * One thing wrong with what a person wrote: where, and what to do. Lines and columns count from 1; there are
 * none when the problem is not at a place in the file.
 */
export interface InputProblem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** A scenario, settings or record file that cannot be used. The message lists every problem with its place. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code = "input-invalid";
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[], options?: ErrorOptions) {
    super(problems.map(problemLine).join("\n"), options);
    this.problems = problems;
  }
}

function problemLine({ file, line, column, message }: InputProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}: ${message}`;
}
