/** Where this LMS answers, such as `http://127.0.0.1:4020/v1`: the start of every link and location. */
export type ApiRoot = string;

/** The API root that a request came to. */
export function apiRootOf(requestUrl: string): ApiRoot {
  return `${new URL(requestUrl).origin}/v1`;
}

/**
 * A window into a list: from a place on, or from an id on (Schoology API: paging). With `startId` the page
 * begins at the first item with that id or a higher one; what `start_id` means exactly is not established.
 */
export interface PageQuery {
  readonly start: number;
  readonly limit: number;
  readonly startId?: number;
}

/** One page of a list, with how many items there are in all, and the id of the first item after it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly nextId?: number;
}

/** Takes one page out of items without holding more than the page. */
export function pageOf<Item>(items: Iterable<Item>, query: PageQuery): Page<Item> {
  const page: Item[] = [];
  const { startId = 0 } = query;
  let total = 0;
  let nextId: number | undefined;
  for (const item of items) {
    const reached = query.startId === undefined ? total >= query.start : idOf(item) >= startId;
    if (reached && page.length < query.limit) page.push(item);
    else if (reached) nextId ??= idOf(item);
    total += 1;
  }
  return { items: page, total, ...(nextId === undefined ? {} : { nextId }) };
}

/** The id of an item that pages can begin with; what has none counts as the last. */
function idOf(item: unknown): number {
  const hasId = typeof item === "object" && item !== null && "id" in item;
  return hasId && typeof item.id === "number" ? item.id : Number.MAX_SAFE_INTEGER;
}

/** The `links` of a page: itself, and the next one when there is more (Schoology API: paging). */
export function pageLinks(
  requestUrl: string,
  query: PageQuery,
  total: number,
  nextId?: number,
): { readonly self: string; readonly next?: string } {
  const self = linkTo(requestUrl, query);
  if (query.startId !== undefined) {
    return nextId === undefined
      ? { self }
      : { self, next: linkTo(requestUrl, { ...query, startId: nextId }) };
  }
  const start = query.start + query.limit;
  return start < total ? { self, next: linkTo(requestUrl, { ...query, start }) } : { self };
}

function linkTo(requestUrl: string, { start, startId, limit }: PageQuery): string {
  const url = new URL(requestUrl);
  if (startId === undefined) url.searchParams.set("start", String(start));
  else url.searchParams.set("start_id", String(startId));
  url.searchParams.set("limit", String(limit));
  return url.href;
}
