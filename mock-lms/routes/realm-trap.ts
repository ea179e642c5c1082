import type { Context, Hono } from "hono";

/**
 * Answers what no route is for: an empty 404, but for one trap of the original. Under `sections` and `schools`
 * a GET of a sub-resource that is unknown gives 200 with the section or school itself, so clients have to look
 * at what they got (Schoology API: C.1). Groups, where it is the same, are not modelled.
 */
export function answerUnknown(api: Hono): (c: Context) => Response | Promise<Response> {
  return (c) => {
    const isRead = c.req.method === "GET" || c.req.method === "HEAD";
    const realm = /^\/v1\/(?:sections|schools)\/\d{1,15}(?=\/[^/])/.exec(c.req.path)?.[0];
    if (!isRead || realm === undefined) return c.body(null, 404);
    return api.request(new URL(realm, c.req.url));
  };
}
