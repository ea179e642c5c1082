import * as z from "zod";
import { parseRow } from "./parse-row.ts";
import { ListFrame } from "./wire-values.ts";

/** A list of the LMS: under which key its rows stand, and how each is read. */
export interface ListForm<Row> {
  readonly key: string;
  readonly row: z.ZodType<Row>;
}

/** One page of a list: its rows, how many there are in all if it says so, and whether more follow. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  readonly hasNext: boolean;
}

/**
 * Reads one page of a list as the schema of the whole would, row by row, which for long lists takes a fraction
 * of the time (Schoology API: paging). A text says what is wrong with it, and where.
 */
export function parseList<Row>(form: ListForm<Row>, answer: unknown): ListPage<Row> | string {
  const frame = ListFrame.safeParse(answer);
  if (!frame.success) return z.prettifyError(frame.error);
  const found = rowsUnder(answer, form.key);
  if (found === undefined) return `there is no list under "${form.key}"`;
  const rows: Row[] = [];
  for (const [index, item] of found.entries()) {
    const read = parseRow(form.row, item);
    if (!read.success) return `${form.key}[${index}]: ${z.prettifyError(read.error)}`;
    rows.push(read.data);
  }
  return { rows, total: frame.data.total, hasNext: frame.data.links?.next !== undefined };
}

function rowsUnder(answer: unknown, key: string): readonly unknown[] | undefined {
  if (typeof answer !== "object" || answer === null || !Object.hasOwn(answer, key))
    return undefined;
  const rows: unknown = Reflect.get(answer, key);
  return Array.isArray(rows) ? rows : undefined;
}
