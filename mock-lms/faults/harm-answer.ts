import type { Context } from "hono";
import type { Clock } from "../../core/clock.ts";
import { ConnectionResetError, resetConnection } from "./broken-connection.ts";

/** Cuts the body of an answer off, as if it ended there. */
export async function truncateAnswer(c: Context, share: number): Promise<void> {
  const { status, headers, bytes } = await takeApart(c);
  put(c, new Response(bytes.subarray(0, Math.floor(bytes.length * share)), { status, headers }));
}

/**
 * So long the connection lives on after the last part. A client on libuv, which Node is, that gets the part
 * and the reset at once takes it for an end.
 */
const pauseBeforeBreakMs = 50;

/** Sends a part of the body, then breaks the connection. */
export async function breakMidBody(c: Context, share: number, clock: Clock): Promise<void> {
  const { status, headers, bytes } = await takeApart(c);
  // Without this the node adapter waits for the end of the body before it writes any of it.
  if (typeof c.env === "object" && c.env !== null && "incoming" in c.env) {
    headers.set("Transfer-Encoding", "chunked");
  }
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, Math.floor(bytes.length * share));
    await clock.sleep(pauseBeforeBreakMs);
    if (!resetConnection(c)) throw new ConnectionResetError("terminated");
  }
  put(c, new Response(ReadableStream.from(parts()), { status, headers }));
}

async function takeApart(c: Context): Promise<{
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}> {
  const headers = new Headers(c.res.headers);
  headers.delete("Content-Length");
  return { status: c.res.status, headers, bytes: new Uint8Array(await c.res.arrayBuffer()) };
}

function put(c: Context, response: Response): void {
  c.res = undefined;
  c.res = response;
}
