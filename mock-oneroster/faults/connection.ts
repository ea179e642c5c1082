import { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** The connection that a request came in on, as far as faults need it. */
export interface Connection {
  /** Breaks the connection with a TCP reset after what was written, so that the client sees no clean end. */
  reset(): void;
}

/**
 * The connection behind the `env` that `@hono/node-server` hands to an app; undefined in process.
 *
 * @param env `{ incoming, outgoing }` of node when a socket is there, anything else when not
 */
export function connectionOf(env: unknown): Connection | undefined {
  if (typeof env !== "object" || env === null || !("incoming" in env)) return undefined;
  return env.incoming instanceof IncomingMessage ? toConnection(env.incoming.socket) : undefined;
}

function toConnection(socket: Socket): Connection {
  return {
    reset: () => {
      socket.resetAndDestroy();
    },
  };
}
