import { readCollection } from "../../contracts/oneroster/tolerant.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Limits } from "../../contracts/run/limits.ts";
import { RequestError } from "../http/errors.ts";
import { parseJson, type SisClient } from "../http/sis-client.ts";
import type { Progress } from "../ports.ts";
import type { Collection } from "../snapshot/roster.ts";
import { isLastPage, pageFacts } from "./page-end.ts";

/** What takes the pages. */
export interface PageSink {
  add(collection: Collection, items: readonly unknown[]): void;
  markIncomplete(collection: Collection, why: string): void;
  count(collection: Collection): number;
}

/** How a pull is done. */
export interface PullOptions {
  readonly version: OneRosterVersion;
  readonly limits: Limits;
  readonly onProgress?: (progress: Progress) => void;
}

const classNameOf: Readonly<Record<Collection, ClassName>> = {
  orgs: "org",
  academicSessions: "academicSession",
  courses: "course",
  classes: "class",
  users: "user",
  enrollments: "enrollment",
};

/**
 * Reads one collection page by page into the sink, asking for a fixed order so that pages do not overlap.
 *
 * Stops when the server says there is no more, not merely at a short page, for servers clamp the limit
 * (OneRoster §2.2). A page that cannot be had, a repeated page or too many pages leave the collection
 * incomplete; that is noted and never thrown.
 *
 * @throws RequestError when not even the first page of the collection could be read
 */
export async function pullCollection(
  client: SisClient,
  collection: Collection,
  sink: PageSink,
  options: PullOptions,
): Promise<void> {
  let offset = 0;
  let firstIdBefore: string | undefined;
  for (let page = 1; ; page += 1) {
    if (page > options.limits.pagesMax) {
      sink.markIncomplete(collection, `the limit of ${options.limits.pagesMax} pages was reached`);
      return;
    }
    const got = await getPage(client, { collection, offset, options });
    if (typeof got === "string") {
      if (page === 1) throw unreadable(collection, got);
      sink.markIncomplete(collection, got);
      return;
    }
    if (got.firstId !== undefined && got.firstId === firstIdBefore) {
      sink.markIncomplete(collection, "the server sent the same page twice");
      return;
    }
    sink.add(collection, got.items);
    offset += got.items.length;
    firstIdBefore = got.firstId;
    options.onProgress?.({
      phase: "read-sis",
      what: collection,
      done: offset,
      ...(got.total === undefined ? {} : { total: got.total }),
    });
    if (isLastPage(got, offset)) {
      noteShortfall(collection, sink, got.total);
      return;
    }
  }
}

interface Page {
  readonly items: readonly unknown[];
  readonly firstId: string | undefined;
  readonly total: number | undefined;
  readonly hasLink: boolean;
  readonly hasNext: boolean;
}

interface PageRequest {
  readonly collection: Collection;
  readonly offset: number;
  readonly options: PullOptions;
}

/** A page, or in words why there is none. A refused first request is thrown, for then nothing was read. */
async function getPage(client: SisClient, request: PageRequest): Promise<Page | string> {
  const { collection, offset, options } = request;
  const query = {
    limit: String(options.limits.pageSize),
    offset: String(offset),
    sort: "sourcedId",
    orderBy: "asc",
  };
  try {
    const response = await client.get(`/${collection}`, query);
    const body = parseJson(response.body);
    if (body === undefined) return "the server's answer is not JSON";
    const read = readCollection({
      version: options.version,
      className: classNameOf[collection],
      body,
    });
    if (read.problem !== undefined) return read.problem;
    return { items: read.items, ...pageFacts(response.headers, read.items) };
  } catch (error) {
    if (!(error instanceof RequestError) || offset === 0) throw error;
    return error.message;
  }
}

/** Fewer different records than the server counted: rows moved between pages while we read (F78). */
function noteShortfall(collection: Collection, sink: PageSink, total: number | undefined): void {
  const received = sink.count(collection);
  if (total === undefined || received >= total) return;
  sink.markIncomplete(collection, `the server counts ${total}`);
}

function unreadable(collection: Collection, why: string): RequestError {
  return new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to read ${collection} from the SIS: ${why}. Check the OneRoster Domain.`,
  });
}
