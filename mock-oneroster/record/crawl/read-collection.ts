import type { ClassName, OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";
import type { Anonymiser, WireRecord } from "../anonymise/create-anonymiser.ts";
import {
  type CollectionRun,
  type CollectionTask,
  offsetUrl,
  passOver,
  reportRun,
  startRun,
} from "./collection-run.ts";
import {
  type CrawlLimits,
  type CrawlProgress,
  type CrawlSink,
  recordLengthMax,
} from "./crawl-options.ts";
import { nextStep } from "./next-step.ts";
import type { CrawlNote } from "./note.ts";
import { writeJson } from "./page-check.ts";
import { type NoPage, type Page, readPage } from "./read-page.ts";
import type { Reader } from "./reader.ts";
import { type SeenIds, sourcedIdOf } from "./seen-ids.ts";

/** What reading a collection needs. */
export interface ReadingDesk {
  readonly reader: Reader;
  readonly version: OneRosterVersion;
  readonly limits: CrawlLimits;
  readonly anonymiser: Anonymiser;
  readonly sink: CrawlSink;
  readonly note: (note: CrawlNote) => void;
  readonly onProgress: (progress: CrawlProgress) => void;
}

/** What came of a collection. `isRead` is false where not a single page could be had. */
export interface CollectionOutcome {
  readonly isRead: boolean;
  readonly ids: SeenIds;
}

/** Pages are not halved below this size, nor more often than that. */
const [pageSizeMin, halvingsMax] = [10, 4] as const;

/**
 * Reads one collection to its end, record by record into the sink, replaced on the way.
 *
 * What the server does wrong is noted and never thrown.
 */
export async function readCollection(
  desk: ReadingDesk,
  task: CollectionTask,
): Promise<CollectionOutcome> {
  const run = startRun(task, desk.limits.pageSize, desk.note);
  const { className, path } = task.endpoint;
  while (run.url !== undefined) {
    if (run.pages >= desk.limits.pagesMax) {
      run.say({ code: "pages-max", count: run.pages });
      break;
    }
    const { url } = run;
    const page = readPage(await desk.reader.get(url), { version: desk.version, className, url });
    run.url = "problem" in page ? urlAfterProblem(run, page) : await takePage(desk, run, page);
    const total = run.total === undefined ? {} : { total: run.total };
    desk.onProgress({ path, pages: run.pages, records: run.kept, ...total });
  }
  reportRun(run);
  return { isRead: run.pages > 0, ids: run.watch.ids };
}

/** Tries without order, or with smaller pages: some servers break on large ones (OneRoster facts §8.2). */
function urlAfterProblem(run: CollectionRun, { problem, status }: NoPage): string | undefined {
  if (run.pages === 0 && run.isSorted && (status === 400 || status === 422)) {
    run.isSorted = false;
    run.say({ code: "unsorted", status });
    return offsetUrl(run);
  }
  const isTooMuch = problem === "too-large" || [413, 502, 504].includes(status ?? 0);
  if (isTooMuch && run.halvings < halvingsMax && run.pageSize > pageSizeMin) {
    run.halvings += 1;
    run.pageSize = Math.max(Math.floor(run.pageSize / 2), pageSizeMin);
    return offsetUrl(run);
  }
  run.say(status === undefined ? { code: problem } : { code: problem, status });
  return undefined;
}

/** Takes the records of a page, and gives the URL of the next. */
async function takePage(
  desk: ReadingDesk,
  run: CollectionRun,
  page: Page,
): Promise<string | undefined> {
  run.pages += 1;
  if (page.count > 0 && run.cameBefore(page.records)) {
    run.say({ code: "repeated-page", count: run.pages });
    return undefined;
  }
  run.total = page.total ?? run.total;
  run.received += page.count;
  passOver(run, "not-an-object", page.count - page.records.length);
  passOver(run, "foreign-next", page.link.isForeign ? 1 : 0);
  for (const record of page.records) {
    if (run.kept < desk.limits.recordsMax) await takeRecord(desk, run, record);
    else passOver(run, "records-max");
  }
  return urlAfterPage(desk, run, page);
}

async function takeRecord(
  desk: ReadingDesk,
  run: CollectionRun,
  record: WireRecord,
): Promise<void> {
  const { className } = run.task.endpoint;
  const id = sourcedIdOf(record);
  if (id !== undefined && run.task.seenBefore.some((ids) => ids.has(id))) {
    passOver(run, "seen-before");
    return;
  }
  run.watch.look(record);
  if (await keepRecord(desk, className, record)) run.kept += 1;
  else passOver(run, "record-too-large");
}

/** A record that is too large is not even replaced, which could take a hostile server's millions of letters. */
async function keepRecord(
  { anonymiser, sink }: ReadingDesk,
  className: ClassName,
  record: WireRecord,
): Promise<boolean> {
  const length = writeJson(record)?.length ?? Number.POSITIVE_INFINITY;
  if (length > recordLengthMax) return false;
  return (await sink.add(className, anonymiser.anonymise(className, record))) === "kept";
}

function urlAfterPage(desk: ReadingDesk, run: CollectionRun, page: Page): string | undefined {
  const { count, link } = page;
  const { pageSize: limit, received, total } = run;
  const step = nextStep({ count, limit, received, total, link });
  if (step === "end") return undefined;
  if (run.kept >= desk.limits.recordsMax) {
    run.say({ code: "records-max" });
    return undefined;
  }
  if (run.pages === 1 && count < limit) run.say({ code: "clamped", count, expected: limit });
  return step === "offset" ? offsetUrl(run) : step.follow;
}
