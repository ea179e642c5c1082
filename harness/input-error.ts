/** One thing wrong with a file that a person wrote: where, and what to do. Lines and columns count from 1. */
export interface InputProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A scenario, settings or record file that cannot be used. The message lists every problem with its place. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code = "input-invalid";
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[], options?: ErrorOptions) {
    super(
      problems
        .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
        .join("\n"),
      options,
    );
    this.problems = problems;
  }
}
