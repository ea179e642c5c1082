import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import type { CollectionEndpoint } from "./collections.ts";
import type { CrawlNote } from "./note.ts";
import { createPageMemory, createRecordWatch, type RecordWatch } from "./page-check.ts";
import type { SeenIds } from "./seen-ids.ts";

/** A collection, where its service lies, and what was read of its class before. */
export interface CollectionTask {
  readonly endpoint: CollectionEndpoint;
  readonly baseUrl: string;
  readonly seenBefore: readonly SeenIds[];
}

/** Where the reading of a collection stands. */
export interface CollectionRun {
  readonly task: CollectionTask;
  readonly watch: RecordWatch;
  readonly cameBefore: (records: readonly WireRecord[]) => boolean;
  readonly say: (note: Omit<CrawlNote, "path">) => void;
  /** What to ask next; undefined when nothing more is to be asked. */
  url: string | undefined;
  isSorted: boolean;
  pageSize: number;
  halvings: number;
  pages: number;
  received: number;
  kept: number;
  total: number | undefined;
  /** Records and links that were passed over, by the code of their note. */
  readonly passedOver: Map<CrawlNote["code"], number>;
}

/** Starts at the first record. */
export function startRun(
  task: CollectionTask,
  pageSize: number,
  note: (note: CrawlNote) => void,
): CollectionRun {
  const run: CollectionRun = {
    task,
    watch: createRecordWatch(),
    cameBefore: createPageMemory(),
    say: (words) => note({ ...words, path: task.endpoint.path }),
    url: undefined,
    isSorted: true,
    pageSize,
    halvings: 0,
    pages: 0,
    received: 0,
    kept: 0,
    total: undefined,
    passedOver: new Map(),
  };
  run.url = offsetUrl(run);
  return run;
}

/** The page after what was received. A fixed order keeps pages from overlapping, on servers that can sort. */
export function offsetUrl({ task, pageSize, received, isSorted }: CollectionRun): string {
  const query = new URLSearchParams({
    limit: String(pageSize),
    offset: String(received),
    ...(isSorted ? { sort: "sourcedId", orderBy: "asc" } : {}),
  });
  return `${task.baseUrl}${task.endpoint.path}?${query.toString()}`;
}

/** Counts something that was passed over. */
export function passOver(run: CollectionRun, code: CrawlNote["code"], count = 1): void {
  if (count > 0) run.passedOver.set(code, (run.passedOver.get(code) ?? 0) + count);
}

/** Says at the end what was noticed all along. */
export function reportRun(run: CollectionRun): void {
  if (run.pages === 0) return;
  const { duplicates, outOfOrder, withoutId } = run.watch.counts();
  passOver(run, "duplicates", duplicates);
  passOver(run, "no-id", withoutId);
  passOver(run, "out-of-order", run.isSorted ? outOfOrder : 0);
  for (const [code, count] of run.passedOver) run.say({ code, count });
  if (run.watch.ids.isFull())
    run.say({ code: "duplicates-uncounted", count: run.watch.ids.size() });
  if (run.total === undefined) run.say({ code: "no-total" });
  else if (run.total !== run.received) {
    run.say({ code: "wrong-total", count: run.received, expected: run.total });
  }
}
