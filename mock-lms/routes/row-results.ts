import type { Context } from "hono";
import { isRowApplied } from "../../contracts/lms/bulk.ts";
import { traceOf } from "../call-trace.ts";
import type { Applied } from "../actions/live-world.ts";
import type { JournalWriter } from "../journal.ts";
import { readRow, type Refusal } from "../rules/decision.ts";
import { callRefused, readOne } from "./call.ts";
import type * as z from "zod";

/** The result of one row: its code, and what the call echoes. */
export interface RowResult {
  readonly response_code: number;
  readonly [echo: string]: unknown;
}

/** How a bulk call answers: the code of a row that was carried out, and what is said of each row. */
export interface RowForm<Row, Item> {
  readonly code: 200 | 204;
  /** What an answer says of the row itself, carried out or not. */
  readonly echo: (row: Row) => Readonly<Record<string, unknown>>;
  /** What it says of the record that came of it. */
  readonly describe: (record: Item) => Readonly<Record<string, unknown>>;
}

/** Carries out one row after another. A row that is wrong fails alone (F80). */
export function carryOutRows<Schema extends z.ZodType, Item>(
  rows: readonly unknown[],
  schema: Schema,
  work: {
    readonly perform: (row: z.output<Schema>) => Applied<Item>;
    readonly form: RowForm<z.output<Schema>, Item>;
  },
): readonly RowResult[] {
  return rows.map((raw) => {
    const read = readRow(schema, raw);
    if (read.kind === "refuse") return refusedRow(read);
    const applied = work.perform(read.row);
    const echo = work.form.echo(read.row);
    if (applied.kind === "refuse") return { ...echo, ...refusedRow(applied) };
    return { response_code: work.form.code, ...echo, ...work.form.describe(applied.record) };
  });
}

/** The result of a row that was not carried out. */
function refusedRow(refusal: Refusal): RowResult {
  return { response_code: refusal.code, error: refusal.error };
}

/** Answers 207 with the row results, wrapped in `plural` when one is given (Schoology API: bulk rules). */
export function replyRows(
  c: Context,
  results: readonly RowResult[],
  form: { readonly journal: JournalWriter; readonly singular: string; readonly plural?: string },
): Response {
  noteRows(c, results, form.journal);
  const rows = { [form.singular]: results };
  return c.json(form.plural === undefined ? rows : { [form.plural]: rows }, 207);
}

/** Notes in the journal how many rows of a call were carried out, and how many refused. */
export function noteRows(c: Context, results: readonly RowResult[], journal: JournalWriter): void {
  const carriedOut = results.filter(isRowApplied).length;
  journal.addRows(carriedOut);
  traceOf(c).rows = { carriedOut, refused: results.length - carriedOut };
}

/** Carries out a call that is about one object: gives what came of it, or refuses the call. */
export function carryOutOne<Item>(journal: JournalWriter, applied: Applied<Item>): Item {
  if (applied.kind === "refuse") throw callRefused(applied);
  journal.addRows(1);
  return applied.record;
}

/** Reads one object and carries it out. */
export function carryOutBody<Schema extends z.ZodType, Item>(
  body: unknown,
  schema: Schema,
  work: {
    readonly journal: JournalWriter;
    readonly perform: (row: z.output<Schema>) => Applied<Item>;
  },
): Item {
  return carryOutOne(work.journal, work.perform(readOne(schema, body)));
}
