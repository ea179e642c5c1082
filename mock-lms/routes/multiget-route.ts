import type { Hono } from "hono";
import { MultigetRequest } from "../../contracts/lms/bulk.ts";
import { readBody, readOne } from "./call.ts";

/** The paths that may be asked many at a time (Schoology API: multiget), as far as they exist here. */
const allowedPaths: readonly RegExp[] = [
  /^\/v1\/users\/\d+$/,
  /^\/v1\/users\/ext\/[^/?#]+$/,
  /^\/v1\/users\/\d+\/sections$/,
  /^\/v1\/courses\/\d+$/,
  /^\/v1\/courses\/\d+\/sections$/,
  /^\/v1\/sections\/\d+$/,
  /^\/v1\/sections\/ext\/[^/?#]+$/,
  /^\/v1\/sections\/\d+\/enrollments$/,
  /^\/v1\/sections\/\d+\/(?:assignments|grade_items|grades)$/,
];

interface PartReply {
  readonly response_code: number;
  readonly body: unknown;
}

/** `POST multiget`: up to 50 reads in one call, each with its own code. A path outside the list is 404. */
export function addMultigetRoute(api: Hono): void {
  api.post("/multiget", async (c) => {
    const { request } = readOne(MultigetRequest, await readBody(c));
    const { origin } = new URL(c.req.url);
    const response = await Promise.all(request.map((path) => readPart(api, origin, path)));
    return c.json({ response });
  });
}

async function readPart(api: Hono, origin: string, path: string): Promise<PartReply> {
  const [bare = ""] = path.split("?");
  // Dots, backslashes and their escapes lead elsewhere: what counts is where the call would go.
  const place = URL.canParse(`${origin}${bare}`) ? new URL(`${origin}${bare}`).pathname : "";
  if (!allowedPaths.some((allowed) => allowed.test(place))) {
    return { response_code: 404, body: null };
  }
  const reply = await api.request(`${origin}${path}`);
  const location = reply.headers.get("location");
  const final = reply.status === 303 && location !== null ? await api.request(location) : reply;
  const text = await final.text();
  const body: unknown = final.status === 200 ? JSON.parse(text) : null;
  return { response_code: final.status, body };
}
