import { IncomingMessage } from "node:http";
import type { Context } from "hono";

/**
 * A connection that broke instead of an answer, in the form in which `fetch` reports it: a TypeError with
 * the system's error as its cause. Over a socket the connection is broken already, and nobody hears it.
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

/** Breaks the connection of a call with a TCP reset, so that the client sees no clean end. False in process. */
export function resetConnection(c: Context): boolean {
  const env: unknown = c.env;
  if (typeof env !== "object" || env === null || !("incoming" in env)) return false;
  if (!(env.incoming instanceof IncomingMessage)) return false;
  env.incoming.socket.resetAndDestroy();
  return true;
}
