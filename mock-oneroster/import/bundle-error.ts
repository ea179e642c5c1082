import { describeDiagnostic, type Diagnostic } from "../../contracts/run/diagnostic.ts";

/** A bundle that cannot be read at all. The message names the place and the remedy. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  readonly code = "bundle-unreadable";
  /** What was found, the fatal finding first. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(fatal: Diagnostic, others: readonly Diagnostic[] = [], options?: ErrorOptions) {
    const words = describeDiagnostic(fatal);
    super(`${fatal.at}: ${words.message} ${words.remedy}`, options);
    this.diagnostics = [fatal, ...others];
  }
}
