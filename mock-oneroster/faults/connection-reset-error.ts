/**
 * A connection that broke instead of an answer, in the form in which `fetch` reports it: a TypeError with
 * the system's error as its cause.
 *
 * Thrown whether or not there is a socket. With one the connection is broken already, and nobody hears it.
 */
export class ConnectionResetError extends TypeError {
  readonly code = "ECONNRESET";
  readonly retryable = true;

  /** @param message what `fetch` says: `fetch failed` before the answer, `terminated` in its body */
  constructor(message: "fetch failed" | "terminated") {
    const cause = Object.assign(new Error("read ECONNRESET"), {
      code: "ECONNRESET",
      syscall: "read",
    });
    super(message, { cause });
  }
}
