/** The benchmark could not measure: something is missing, or does not answer as it must. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
  readonly code = "cannot-run";
}
