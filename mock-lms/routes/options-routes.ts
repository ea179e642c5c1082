import type { Hono, MiddlewareHandler } from "hono";
import { MultigetRequest } from "../../contracts/lms/bulk.ts";
import { readBody, readOne } from "./call.ts";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

/**
 * Answers OPTIONS on every path with what it allows, in `Allow` and as `{ allow: [...] }`; 404 when there is no
 * such path (Schoology API: C.1). The form of the body is ours: that of the original is not known.
 */
export function answerOptions(api: Hono): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== "OPTIONS") return next();
    const allow = allowedOn(api, c.req.path);
    if (allow.length === 0) return c.body(null, 404);
    return c.json({ allow }, 200, { Allow: allow.join(", ") });
  };
}

/** `POST multioptions`: what up to 50 paths allow, in one call, each with its own code. */
export function addMultioptionsRoute(api: Hono): void {
  api.post("/multioptions", async (c) => {
    const { request } = readOne(MultigetRequest, await readBody(c));
    const response = request.map((path) => {
      const allow = allowedOn(api, path.split("?")[0] ?? "");
      return allow.length === 0
        ? { response_code: 404, body: null }
        : { response_code: 200, body: { allow } };
    });
    return c.json({ response });
  });
}

/** What a path allows. HEAD goes where GET goes, and OPTIONS everywhere. */
function allowedOn(api: Hono, path: string): readonly string[] {
  const found = methods.filter((method) =>
    api.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
  if (found.length === 0) return [];
  return found.includes("GET") ? [...found, "HEAD", "OPTIONS"] : [...found, "OPTIONS"];
}
