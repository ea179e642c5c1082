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
      ? { fates: takeFromQuery(c, strikes) }
      : await takeFromBody(c, strikes);
  await next();
  if (taken.fates.some(isHit)) await putBack(c, taken);
  return undefined;
}

/** What becomes of a row: its result when it failed, else what becomes of the rows that it brings along. */
interface Fate {
  readonly result?: object;
  readonly inner?: readonly Fate[];
}

function isHit({ result, inner = [] }: Fate): boolean {
  return result !== undefined || inner.some(isHit);
}

interface Taken {
  /** One for each row of the call, in order. */
  readonly fates: readonly Fate[];
  /** The rows of the body with what is around them. */
  readonly from?: { readonly body: unknown; readonly found: FoundRows };
}

async function takeFromBody(c: Context, strikes: readonly RowStrike[]): Promise<Taken> {
  if (c.req.raw.body === null) return { fates: [] };
  const text = await readText(c);
  const body = parseJson(text);
  const found = findRows(body);
  if (found === undefined) {
    replaceText(c, text);
    return { fates: [] };
  }
  const isNesting = c.req.method === "POST" && found.path[0] === "courses";
  const fates = found.rows.map((row) =>
    fateOf(row, strikes, isNesting ? innerRows : () => undefined),
  );
  if (fates.some(isHit)) replaceBody(c, withRows(body, found, kept(found.rows, fates)));
  else replaceText(c, text);
  return { fates, from: { body, found } };
}

function fateOf(
  row: unknown,
  strikes: readonly RowStrike[],
  findInner: (row: unknown) => FoundRows | undefined,
): Fate {
  const result = failureOf(row, strikes);
  if (result !== undefined) return { result };
  const inner = findInner(row)?.rows.map((each) => fateOf(each, strikes, () => undefined));
  return inner === undefined ? {} : { inner };
}

/** The sections that a course brings along, or their results in its own. */
function innerRows(row: unknown): FoundRows | undefined {
  const sections = isObject(row) ? row["sections"] : undefined;
  const rows = isObject(sections) ? sections["section"] : undefined;
  return Array.isArray(rows) ? { path: ["sections", "section"], rows } : undefined;
}

/** The rows that the routes get. */
function kept(rows: readonly unknown[], fates: readonly Fate[]): readonly unknown[] {
  return rows.flatMap((row, index) => {
    const { result, inner = [] } = fates[index] ?? {};
    if (result !== undefined) return [];
    const found = inner.some(isHit) ? innerRows(row) : undefined;
    return [found === undefined ? row : withRows(row, found, kept(found.rows, inner))];
  });
}

function takeFromQuery(c: Context, strikes: readonly RowStrike[]): readonly Fate[] {
  const url = new URL(c.req.url);
  for (const [name, fields] of Object.entries(queryRows)) {
    const values = url.searchParams
      .get(name)
      ?.split(",")
      .filter((value) => value !== "");
    if (values === undefined) continue;
    const fates = values.map((value) => {
      const result = failureOf(Object.fromEntries(fields.map((field) => [field, value])), strikes);
      return result === undefined ? {} : { result };
    });
    url.searchParams.set(name, kept(values, fates).join());
    c.req.raw = new Request(url, { method: c.req.method, headers: c.req.raw.headers });
    return fates;
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

async function putBack(c: Context, { fates, from }: Taken): Promise<void> {
  if (c.res.status === 204 && from !== undefined) {
    // All that were left were carried out, and the answer had no word for each.
    const rows = fates.map(({ result }) => result ?? { response_code: 204 });
    c.res = Response.json(withRows(from.body, from.found, rows), { status: 207 });
    noteFailed(c, fates);
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
  replaceAnswer(c, JSON.stringify(withRows(body, found, merged(found.rows, fates))));
  noteFailed(c, fates);
}

/** The results of the routes with those of the failed rows at their places. A row that was refused has none within. */
function merged(results: readonly unknown[], fates: readonly Fate[]): readonly unknown[] {
  const rest = results[Symbol.iterator]();
  return fates.map(({ result: failed, inner }) => {
    if (failed !== undefined) return failed;
    const result: unknown = rest.next().value;
    const found = inner === undefined ? undefined : innerRows(result);
    return inner === undefined || found === undefined
      ? result
      : withRows(result, found, merged(found.rows, inner));
  });
}

function noteFailed(c: Context, fates: readonly Fate[]): void {
  const trace = traceOf(c);
  const { carriedOut = 0, refused = 0 } = trace.rows ?? {};
  const count = fates.filter(({ result }) => result !== undefined).length;
  trace.rows = { carriedOut, refused: refused + count };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
