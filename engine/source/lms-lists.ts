import { parseList, type ListForm, type ListPage } from "../../contracts/lms/parse-list.ts";
import { pageLimitMax } from "../../contracts/lms/wire-values.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient } from "../http/lms-client.ts";

/** How lists are read: with at most `atOnce` requests under way. */
export interface ListReader {
  readonly client: LmsClient;
  readonly atOnce: number;
}

/** A list to read: its path, with a query of its own or none, and its form. */
export interface ListRequest<Row> {
  readonly path: string;
  readonly form: ListForm<Row>;
  /** Told how many rows were read so far. */
  readonly onRows?: (done: number) => void;
}

/** More pages than any organisation has: 200 records each. */
const pagesMax = 20_000;

/**
 * Reads a list to its end, as `links.next` tells it, whose own host is not trusted: only that there is one counts.
 *
 * When the first page says how many rows there are, the others are asked for several at once. The rows come in the
 * same order as one after the other.
 *
 * @throws RequestError when a page cannot be had or read, or there is no end
 */
export async function readList<Row>(
  reader: ListReader,
  list: ListRequest<Row>,
): Promise<readonly Row[]> {
  const [first] = await readPages(reader, list, [0]);
  return first === undefined ? [] : readRest(reader, list, first);
}

/**
 * Reads many lists of one form, several at once, and hands each over in order of the paths: none is kept.
 *
 * @throws RequestError as `readList` does
 */
export async function readLists<Row>(
  reader: ListReader,
  lists: { readonly paths: readonly string[]; readonly form: ListForm<Row> },
  take: (rows: readonly Row[], index: number) => void,
): Promise<void> {
  const { paths, form } = lists;
  for (let from = 0; from < paths.length; from += reader.atOnce) {
    const some = paths.slice(from, from + reader.atOnce);
    const answers = await reader.client.readTogether(some.map((path) => pageAt(path, 0)));
    for (const [index, path] of some.entries()) {
      const first = pageFrom(form, path, answers[index]);
      take(await readRest(reader, { path, form }, first), from + index);
    }
  }
}

async function readRest<Row>(
  reader: ListReader,
  list: ListRequest<Row>,
  first: ListPage<Row>,
): Promise<readonly Row[]> {
  list.onRows?.(first.rows.length);
  if (!mayContinue(first)) return first.rows;
  const all = [...first.rows];
  let total = first.total;
  for (let pages = 1; ;) {
    if (pages > pagesMax) throw endless(list.path);
    const starts = nextStarts(all.length, { step: first.rows.length, total, most: reader.atOnce });
    for (const page of await readPages(reader, list, starts)) {
      pages += 1;
      for (const row of page.rows) all.push(row);
      list.onRows?.(all.length);
      if (!mayContinue(page)) return all;
      // The pages no longer follow each other as the first ones did: from here on each tells where the next begins.
      if (page.rows.length !== first.rows.length) {
        total = undefined;
        break;
      }
    }
  }
}

function mayContinue(page: ListPage<unknown>): boolean {
  return page.hasNext && page.rows.length > 0;
}

/** Where the next pages begin: as many as may be under way and there are, or the one that is sure. */
function nextStarts(
  received: number,
  known: { readonly step: number; readonly total: number | undefined; readonly most: number },
): readonly number[] {
  const left = known.total === undefined ? 1 : Math.ceil((known.total - received) / known.step);
  const count = Math.max(1, Math.min(known.most, left));
  return Array.from({ length: count }, (_, index) => received + index * known.step);
}

async function readPages<Row>(
  { client }: ListReader,
  { path, form }: ListRequest<Row>,
  starts: readonly number[],
): Promise<readonly ListPage<Row>[]> {
  const answers = await client.readTogether(starts.map((start) => pageAt(path, start)));
  return answers.map((answer) => pageFrom(form, path, answer));
}

function pageAt(path: string, start: number): string {
  const separator = path.includes("?") ? "&" : "?";
  return `${path}${separator}start=${start}&limit=${pageLimitMax}`;
}

function pageFrom<Row>(form: ListForm<Row>, path: string, answer: unknown): ListPage<Row> {
  const page = parseList(form, answer);
  if (typeof page !== "string") return page;
  throw new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to read ${path.split("?")[0] ?? path} of the LMS: ${page.slice(0, 300)}`,
  });
}

function endless(path: string): RequestError {
  return new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to read ${path} of the LMS: it has no end within ${pagesMax} pages.`,
  });
}
