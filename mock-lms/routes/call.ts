import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type * as z from "zod";
import { bulkRowsMax, parseBulkRequest, type BulkKind } from "../../contracts/lms/bulk.ts";
import { pageLimitDefault, pageLimitMax } from "../../contracts/lms/wire-values.ts";
import type { LiveWorld } from "../actions/live-world.ts";
import type { JournalWriter } from "../journal.ts";
import { apiRootOf, pageLinks, pageOf, type ApiRoot, type PageQuery } from "../project/links.ts";
import { readRow, type Refusal } from "../rules/decision.ts";

/** What every group of routes is given. */
export interface RouteContext {
  readonly world: LiveWorld;
  readonly journal: JournalWriter;
}

/** Where this call came in: the start of every link in its answer. */
export function rootOf(c: Context): ApiRoot {
  return apiRootOf(c.req.url);
}

/** A refusal of a whole call, for `onError` to answer. */
export function callRefused(refusal: Refusal): HTTPException {
  return new HTTPException(refusal.code, { message: refusal.error });
}

/** The answer for what is not there: 404. */
export function notFound(): HTTPException {
  return new HTTPException(404);
}

/** The answer for what the caller may not do: 403. */
export function forbidden(): HTTPException {
  return new HTTPException(403);
}

/** A call that is wrong as a whole: 400 with the reason. */
export function badCall(message: string): HTTPException {
  return new HTTPException(400, { message });
}

/** The JSON of a call's body. */
export async function readBody(c: Context): Promise<unknown> {
  const text = await readText(c);
  try {
    return JSON.parse(text);
  } catch {
    throw badCall("The body is not JSON.");
  }
}

/** The text of a body; 400 when the client goes away before its end. */
async function readText(c: Context): Promise<string> {
  try {
    return await c.req.text();
  } catch (cause) {
    throw new HTTPException(400, { message: "The body broke off.", cause });
  }
}

/** One object as a body, by its schema; 400 when it does not fit. */
export function readOne<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = readRow(schema, body);
  if (read.kind === "refuse") throw callRefused(read);
  return read.row;
}

/** A body that is either rows or one object. More than 50 rows are refused as a whole. */
export async function readCall(
  c: Context,
  kind: BulkKind,
): Promise<{ readonly rows: readonly unknown[] } | { readonly single: unknown }> {
  const body = await readBody(c);
  const rows = parseBulkRequest(kind, body);
  return rows === undefined ? { single: body } : { rows: boundRows(rows) };
}

/** The rows of a body that may hold nothing else. */
export async function readRows(c: Context, kind: BulkKind): Promise<readonly unknown[]> {
  const rows = parseBulkRequest(kind, await readBody(c));
  if (rows === undefined) throw badCall(`The body holds no ${kind} rows.`);
  return boundRows(rows);
}

/** Refuses more rows than a bulk call takes. */
export function boundRows<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length > bulkRowsMax) throw badCall(`A call takes at most ${bulkRowsMax} rows.`);
  return rows;
}

/** Reads `start`, or `start_id`, and `limit`; what is unreadable counts as not given, and pages are at most 200 long. */
export function readPage(c: Context): PageQuery {
  const limit = readWhole(c.req.query("limit")) ?? 0;
  const startId = readWhole(c.req.query("start_id"));
  return {
    start: readWhole(c.req.query("start")) ?? 0,
    limit: limit === 0 ? pageLimitDefault : Math.min(limit, pageLimitMax),
    ...(startId === undefined ? {} : { startId }),
  };
}

/** How a list is answered: under which key, with `total` as text or number, each item in which form. */
export interface ListForm<Item> {
  readonly key: string;
  readonly total: "text" | "number";
  readonly render: (item: Item) => unknown;
  /** What else the answer holds. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** One page of a list as an answer (Schoology API: paging). */
export function replyPage<Item>(c: Context, items: Iterable<Item>, form: ListForm<Item>): Response {
  const query = readPage(c);
  const page = pageOf(items, query);
  return c.json({
    [form.key]: page.items.map(form.render),
    ...form.beside,
    total: form.total === "text" ? String(page.total) : page.total,
    links: pageLinks(c.req.url, query, page.total, page.nextId),
  });
}

/** A comma-separated query value; undefined when it is not given. More than 50 values are refused. */
export function readList(c: Context, name: string): readonly string[] | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  return boundRows(text.split(",").filter((part) => part !== ""));
}

/** Says whether a query option is switched on. */
export function isOn(c: Context, name: string): boolean {
  return c.req.query(name) === "1";
}

/** A whole number of a path or query; undefined when it is none. */
export function readWhole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The id in a path; NaN, which finds nothing, when it is none. */
export function idIn(c: Context, name = "id"): number {
  return readWhole(c.req.param(name)) ?? Number.NaN;
}
