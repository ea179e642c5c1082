import type { Context, Next } from "hono";
import { traceOf } from "../call-trace.ts";
import { readText, replaceAnswer, replaceBody, replaceText } from "../middleware/rewrite-call.ts";
import { findRows, isObject, withRows, type FoundRows } from "./find-rows.ts";
import type { LmsFaultOf } from "./fault.ts";
import { matchesText } from "./matches-glob.ts";
import type { Strike } from "./strike.ts";

type RowStrike = Strike<LmsFaultOf<"failing-rows">>;

/** Lists in queries that name rows, and the fields that such a row has. */
const queryRows = {
  uids: ["uid", "id"],
  section_ids: ["section_id", "id"],
  course_ids: ["course_id", "id"],
  enrollment_ids: ["enrollment_id", "id"],
} as const;

/**
 * Takes the rows that shall fail out of a bulk call, lets the routes carry out the others, and puts the failed
 * ones into the answer, each at its place. A call without rows is left alone.
 */
export async function failRows(
  c: Context,
  strikes: readonly RowStrike[],
  next: Next,
): Promise<undefined> {
  const taken: Taken =
    c.req.method === "DELETE"
      ? { failed: takeFromQuery(c, strikes) }
      : await takeFromBody(c, strikes);
  await next();
  if (taken.failed.some((each) => each !== undefined)) await putBack(c, taken);
  return undefined;
}

/** For each row of the call, in order: its result when it failed, undefined when the routes get it. */
type Failed = readonly (object | undefined)[];

interface Taken {
  readonly failed: Failed;
  /** The rows of the body with what is around them. */
  readonly from?: { readonly body: unknown; readonly found: FoundRows };
}

async function takeFromBody(c: Context, strikes: readonly RowStrike[]): Promise<Taken> {
  if (c.req.raw.body === null) return { failed: [] };
  const text = await readText(c);
  const body = parseJson(text);
  const found = findRows(body);
  const failed = found?.rows.map((row) => failureOf(row, strikes)) ?? [];
  if (found === undefined || failed.every((each) => each === undefined)) replaceText(c, text);
  else replaceBody(c, withRows(body, found, kept(found, failed)));
  return found === undefined ? { failed } : { failed, from: { body, found } };
}

function kept({ rows }: FoundRows, failed: Failed): readonly unknown[] {
  return rows.filter((_row, index) => failed[index] === undefined);
}

function takeFromQuery(c: Context, strikes: readonly RowStrike[]): Failed {
  const url = new URL(c.req.url);
  for (const [name, fields] of Object.entries(queryRows)) {
    const values = url.searchParams
      .get(name)
      ?.split(",")
      .filter((value) => value !== "");
    if (values === undefined) continue;
    const failed = values.map((value) =>
      failureOf(Object.fromEntries(fields.map((field) => [field, value])), strikes),
    );
    url.searchParams.set(name, values.filter((_each, index) => failed[index] === undefined).join());
    c.req.raw = new Request(url, { method: c.req.method, headers: c.req.raw.headers });
    return failed;
  }
  return [];
}

/** What a result repeats of its row (Schoology API: bulk rules). */
const echoed = [
  "id",
  "uid",
  "school_uid",
  "course_code",
  "section_code",
  "section_school_code",
  "student_school_uid",
  "parent_school_uid",
  "advisor_school_uid",
] as const;

function failureOf(row: unknown, strikes: readonly RowStrike[]): object | undefined {
  if (!isObject(row)) return undefined;
  const struck = strikes.find((strike) => isChosen(strike, row) && strike.claim());
  if (struck === undefined) return undefined;
  const { code, error } = struck.fault;
  const echo = echoed.flatMap((name) => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    return typeof value === "string" || typeof value === "number" ? [[name, value]] : [];
  });
  return { ...Object.fromEntries(echo), response_code: code, error };
}

function isChosen({ fault, rows }: RowStrike, row: Readonly<Record<string, unknown>>): boolean {
  const { field, is, like, share } = fault.rows;
  const value = Object.hasOwn(row, field) ? row[field] : undefined;
  if (typeof value !== "string" && typeof value !== "number") return false;
  const text = String(value);
  const isNamed = is === undefined && like === undefined;
  const fits =
    isNamed || is?.includes(text) === true || (like !== undefined && matchesText(like, text));
  return fits && rows.fork(text).chance(share);
}

async function putBack(c: Context, { failed, from }: Taken): Promise<void> {
  if (c.res.status === 204 && from !== undefined) {
    // All that were left were carried out, and the answer had no word for each.
    const rows = failed.map((each) => each ?? { response_code: 204 });
    c.res = Response.json(withRows(from.body, from.found, rows), { status: 207 });
    noteFailed(c, failed);
    return;
  }
  if (!/^application\/json\b/.test(c.res.headers.get("content-type") ?? "")) return;
  const text = await c.res.text();
  const body = parseJson(text);
  const found = findRows(body);
  if (found === undefined || c.res.status !== 207) {
    replaceAnswer(c, text);
    return;
  }
  const results = found.rows[Symbol.iterator]();
  const rows = failed.map((each) => each ?? results.next().value);
  replaceAnswer(c, JSON.stringify(withRows(body, found, rows)));
  noteFailed(c, failed);
}

function noteFailed(c: Context, failed: Failed): void {
  const trace = traceOf(c);
  const { carriedOut = 0, refused = 0 } = trace.rows ?? {};
  const count = failed.filter((each) => each !== undefined).length;
  trace.rows = { carriedOut, refused: refused + count };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
