import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses bodies of more than so many bytes with an empty 413. A body whose length is told is not touched: asking
 * for its stream would make the server build a whole `Request`, which it else saves itself.
 */
export function limitBodySize(bytesMax: number): MiddlewareHandler {
  const limitStream = bodyLimit({ maxSize: bytesMax, onError: (c) => c.body(null, 413) });
  return async (c, next) => {
    const told = c.req.header("content-length");
    if (told === undefined || c.req.header("transfer-encoding") !== undefined) {
      return limitStream(c, next);
    }
    if (!(Number(told) <= bytesMax)) return c.body(null, 413);
    return next();
  };
}
