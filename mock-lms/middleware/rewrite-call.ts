import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";

/**
 * The text of the body, for a layer that will put another in its place.
 *
 * @throws HTTPException 400 when the client goes away before its end
 */
export async function readText(c: Context): Promise<string> {
  try {
    return await c.req.raw.text();
  } catch (cause) {
    throw new HTTPException(400, { message: "The body broke off.", cause });
  }
}

/** Puts a JSON body in the place of the one that was sent. Only before a route has read it. */
export function replaceBody(c: Context, body: unknown): void {
  replaceText(c, JSON.stringify(body));
}

/** Puts the text of a JSON body in the place of the one that was sent. */
export function replaceText(c: Context, text: string): void {
  const { url, method } = c.req.raw;
  const headers = new Headers(c.req.raw.headers);
  headers.set("Content-Type", "application/json");
  headers.delete("Content-Length");
  c.req.raw = new Request(url, { method, headers, body: text });
}

/** Puts another body in the place of an answer's, with the same status. */
export function replaceAnswer(
  c: Context,
  body: string,
  changed: Readonly<Record<string, string>> = {},
): void {
  const { status } = c.res;
  const headers = new Headers(c.res.headers);
  headers.delete("Content-Length");
  for (const [name, value] of Object.entries(changed)) headers.set(name, value);
  // Hono would carry the headers of the old answer over into the new one.
  c.res = undefined;
  c.res = new Response(body, { status, headers });
}
