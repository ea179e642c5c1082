/** A broken promise of ours, never of the data or the world. The command line ends with 70 on it. */
export class BugError extends Error {
  override readonly name = "BugError";
  readonly code = "bug";
}

/** Throws a BugError unless the condition holds. `why` says what was promised. */
export function assert(condition: boolean, why: string): asserts condition {
  if (!condition) throw new BugError(`This is a bug in rehearse: ${why}`);
}

/** Marks a branch that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new BugError(`This is a bug in rehearse: no branch handles ${JSON.stringify(value)}.`);
}
