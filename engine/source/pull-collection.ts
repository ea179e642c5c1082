import type { Clock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Limits } from "../../contracts/run/limits.ts";
import { RequestError } from "../http/errors.ts";
import type { SisClient } from "../http/sis-client.ts";
import type { Progress } from "../ports.ts";
import type { Collection } from "../snapshot/roster.ts";
import { type DriftWatch, watchForDrift } from "./drift.ts";
import { isLastPage, sourcedIdOf } from "./page-end.ts";
import { type Page, readPage } from "./read-page.ts";

/** What takes the pages. */
export interface PageSink {
  add(collection: Collection, items: readonly unknown[]): void;
  /** Forgets what was read of a collection, because it is read anew. */
  restart(collection: Collection): void;
  markIncomplete(collection: Collection, why: string): void;
  count(collection: Collection): number;
}

/** How a pull is done. */
export interface PullOptions {
  readonly version: OneRosterVersion;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Only records that changed after this moment, as ISO 8601 in UTC; all when it is left out. */
  readonly changedAfter?: string;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Reads one collection page by page into the sink, asking for a fixed order so that pages do not overlap.
 *
 * When the source changed while it was read, the collection is read again, at most `limits.rereadsMax` times
 * (F78). A source that never comes to rest leaves the collection incomplete, as does a page that cannot be had, a
 * repeated page or too many pages; that is noted and never thrown. Says what it noticed.
 *
 * @throws RequestError when not even the first page of the collection could be read
 */
export async function pullCollection(
  client: SisClient,
  collection: Collection,
  sink: PageSink,
  options: PullOptions,
): Promise<readonly Diagnostic[]> {
  const { rereadsMax } = options.limits;
  let signBefore: string | undefined;
  let newestBefore: string | undefined;
  for (let reading = 0; ; reading += 1) {
    if (reading > 0) sink.restart(collection);
    const watch = watchForDrift({ startMs: options.clock.now(), newestBefore });
    const gap = await readThrough({ client, collection, sink, options, watch });
    if (gap !== undefined) sink.markIncomplete(collection, gap);
    const sign = gap === undefined ? watch.sign() : undefined;
    if (sign === undefined || reading === rereadsMax) {
      if (sign !== undefined) sink.markIncomplete(collection, sign);
      return signBefore === undefined ? [] : [reread(collection, reading, signBefore)];
    }
    signBefore = sign;
    newestBefore = watch.newest();
  }
}

function reread(collection: Collection, times: number, why: string): Diagnostic {
  return diagnose("collection-reread", { at: `sis/${collection}` }, { collection, times, why });
}

interface Reading {
  readonly client: SisClient;
  readonly collection: Collection;
  readonly sink: PageSink;
  readonly options: PullOptions;
  readonly watch: DriftWatch;
}

/**
 * Reads a collection once, in words why not to its end. Stops when the server says there is no more, not merely at
 * a short page, for servers clamp the limit (OneRoster §2.2). The next page is under way while one is taken in.
 */
async function readThrough(reading: Reading): Promise<string | undefined> {
  const { collection, sink, options, watch } = reading;
  const { pagesMax } = options.limits;
  let place: Place = { received: 0, overlaps: false, before: undefined };
  let next = ask(reading, place);
  for (let count = 1; count <= pagesMax; count += 1) {
    const page = await next;
    if (typeof page === "string" && count === 1) throw unreadable(collection, page);
    if (typeof page === "string") return page;
    if (page.firstId !== undefined && page.firstId === place.before?.firstId) {
      watch.note("the server sent the same page twice");
      return undefined;
    }
    const fresh = freshItems(page, place);
    const then = placeAfter(page, place.received + fresh.length, options.limits);
    const isLast = isLastPage(page, then.received);
    if (!isLast && count < pagesMax) next = ask(reading, then);
    watch.see(page, { known: takeIn(sink, collection, fresh), overlaps: place.overlaps });
    report(reading, then.received, page.total);
    if (isLast) {
      watch.end(sink.count(collection));
      return undefined;
    }
    place = then;
  }
  return `the limit of ${pagesMax} pages was reached`;
}

/** Where a reading stands: what it has, the page before, and whether the next begins with the last record of that. */
interface Place {
  readonly received: number;
  readonly overlaps: boolean;
  readonly before: Page | undefined;
}

function freshItems({ items, firstId }: Page, { overlaps, before }: Place): readonly unknown[] {
  return overlaps && firstId === before?.lastId ? items.slice(1) : items;
}

/**
 * The next page is to begin with the last record of this one, which shows that no record before it went or came.
 * A server that counts its records shows that already; after a short page comes the end, or nothing sure.
 */
function placeAfter(page: Page, received: number, limits: Limits): Place {
  const isFull = limits.pageSize > 1 && page.items.length >= limits.pageSize;
  const overlaps =
    limits.overlapPages && isFull && page.total === undefined && page.lastId !== undefined;
  return { received, overlaps, before: page };
}

/** Asks for a page, after the pause that is due. What goes wrong is met where the page is awaited. */
function ask(
  { client, collection, options }: Reading,
  { received, overlaps }: Place,
): Promise<Page | string> {
  const { version, limits, clock, changedAfter } = options;
  const offset = overlaps ? received - 1 : received;
  const request = {
    version,
    collection,
    offset,
    limit: limits.pageSize,
    ...(changedAfter === undefined ? {} : { changedAfter }),
  };
  const page =
    limits.sisPauseMs === 0 || offset === 0
      ? readPage(client, request)
      : clock.sleep(limits.sisPauseMs).then(() => readPage(client, request));
  page.catch(() => undefined);
  return page;
}

/** Adds records, and says how many of them an earlier page had brought. */
function takeIn(sink: PageSink, collection: Collection, items: readonly unknown[]): number {
  const before = sink.count(collection);
  sink.add(collection, items);
  const grown = sink.count(collection) - before;
  if (grown === items.length) return 0;
  const ids = items.map(sourcedIdOf).filter((id) => id !== undefined);
  return Math.max(0, new Set(ids).size - grown);
}

function report({ collection, options }: Reading, done: number, total: number | undefined): void {
  options.onProgress?.({
    phase: "read-sis",
    what: collection,
    done,
    ...(total === undefined ? {} : { total }),
  });
}

function unreadable(collection: Collection, why: string): RequestError {
  return new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to read ${collection} from the SIS: ${why}. Check the OneRoster Domain.`,
  });
}
