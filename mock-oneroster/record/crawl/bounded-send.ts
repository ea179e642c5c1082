import { BodyTooLargeError, type HttpResponse, type Send } from "./ports.ts";

/** How much of a server's answer is taken, and for how long one is waited for. */
export interface SendBounds {
  readonly bodyBytesMax: number;
  /** From the first byte sent to the last byte received. */
  readonly timeoutMs: number;
  /** Ends all sending when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Sends over sockets, and stops reading an answer that is too long or takes too long, packed or not. */
export function createBoundedSend({ bodyBytesMax, timeoutMs, signal }: SendBounds): Send {
  const stops = signal === undefined ? [] : [signal];
  return async ({ method, url, headers, body }): Promise<HttpResponse> => {
    const response = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...stops]),
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readBounded(response, bodyBytesMax),
    };
  };
}

async function readBounded(response: Response, bytesMax: number): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      throw new BodyTooLargeError(bytesMax);
    }
    chunks.push(read.value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
