import { Hono } from "hono";
import { createVirtualClock, type VirtualClock } from "../../../core/clock.ts";
import { createRandom } from "../../../core/random.ts";
import { readAddress } from "../../query/address.ts";
import { linkHeader } from "../../query/link-header.ts";
import { createFaultBoard, type FaultBoard } from "../fault-board.ts";
import { SisFault } from "../fault.ts";

/** A record of the list server. */
export type Row = Readonly<Record<string, unknown>>;

/** A small OneRoster-like server around one list of users. */
export interface ListServer {
  readonly app: Hono;
  /** May be changed between requests. */
  readonly rows: Row[];
  /** `METHOD path?query` of what reached the server, in order. */
  readonly calls: readonly string[];
  /** Ends the only token, `good`. */
  readonly expireTokens: () => void;
}

/** So many users with names that are not ASCII, flags, lists and references. */
export function users(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    sourcedId: `u${index}`,
    enabledUser: "true",
    givenName: "Zoë",
    identifier: `00${index}`,
    grades: ["09", "10"],
    orgs: [{ href: `http://sis/orgs/o1`, sourcedId: "o1", type: "org" }],
    course: { sourcedId: "c1" },
    age: 12,
  }));
}

/** Creates the server. Requests with a bearer token must have the good one. */
export function createListServer(rows: Row[]): ListServer {
  const calls: string[] = [];
  let isTokenGood = true;
  const app = new Hono();
  app.use(async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    calls.push(`${context.req.method} ${pathname}${search}`);
    const authorization = context.req.header("Authorization");
    if (authorization !== undefined && !isTokenGood) return context.json({ error: "expired" }, 401);
    return next();
  });
  app.get("/users", (context) => {
    const address = readAddress(context.req.url);
    const parameters = address.parameters();
    const limit = Number(parameters.get("limit") ?? 100);
    const offset = Number(parameters.get("offset") ?? 0);
    const total = rows.length;
    return new Response(
      Buffer.from(JSON.stringify({ users: rows.slice(offset, offset + limit) })),
      {
        headers: {
          "Content-Type": "application/json; charset=UTF-8",
          "X-Total-Count": String(total),
          Link: linkHeader(address, { limit, offset, total }),
        },
      },
    );
  });
  app.get("/users/:id", (context) => context.json({ user: rows[0] }));
  app.put("/results/:id", (context) => context.json({}, 201));
  app.delete("/results/:id", () => new Response(null, { status: 204 }));
  app.post("/token", (context) => {
    isTokenGood = true;
    return context.json({ access_token: "good" });
  });
  app.get("/text", (context) => context.text("plain"));
  const expireTokens = (): void => {
    isTokenGood = false;
  };
  return { app, rows, calls, expireTokens };
}

/** A list server behind a board of faults. */
export interface FaultyServer extends ListServer {
  readonly board: FaultBoard;
  readonly clock: VirtualClock;
  /** Answers as the server does under its faults; `env` is what the node adapter gives. */
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  /** Asks a path in process. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Asks for JSON. */
  readonly json: (path: string) => Promise<Row>;
  /** The sourcedIds of a page. */
  readonly ids: (path: string) => Promise<readonly unknown[]>;
}

/** Creates a list server under the faults given, in the form in which files have them. */
export function createFaultyServer(
  faults: readonly unknown[],
  { rows = users(10), seed = 1 }: { readonly rows?: Row[]; readonly seed?: number } = {},
): FaultyServer {
  const server = createListServer(rows);
  const clock = createVirtualClock(Date.UTC(2026, 8, 1));
  const { expireTokens } = server;
  const board = createFaultBoard({ clock, random: createRandom(seed), expireTokens });
  for (const fault of faults) board.add(SisFault.parse(fault));
  const fetch = (request: Request, env?: unknown): Response | Promise<Response> =>
    board.around(request, { version: "1.1", service: "rostering", env }, (inner) =>
      server.app.fetch(inner),
    );
  const ask = async (path: string, init?: RequestInit): Promise<Response> =>
    fetch(new Request(`http://sis${path}`, init));
  const json = async (path: string): Promise<Row> => {
    const body: unknown = await (await ask(path)).json();
    return toRow(body);
  };
  const ids = async (path: string): Promise<readonly unknown[]> =>
    rowsOf(await json(path)).map((row) => row["sourcedId"]);
  return { ...server, board, clock, fetch, ask, json, ids };
}

/** The records of a page. */
export function rowsOf(body: Row): readonly Row[] {
  const rows = body["users"];
  return Array.isArray(rows) ? rows.map(toRow) : [];
}

function toRow(value: unknown): Row {
  if (typeof value !== "object" || value === null) throw new TypeError("That is no object.");
  return { ...value };
}
