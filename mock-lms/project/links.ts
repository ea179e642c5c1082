/** Where this LMS answers, such as `http://127.0.0.1:4020/v1`: the start of every link and location. */
export type ApiRoot = string;

/** The API root that a request came to. */
export function apiRootOf(requestUrl: string): ApiRoot {
  return `${new URL(requestUrl).origin}/v1`;
}

/** A window into a list. */
export interface PageQuery {
  readonly start: number;
  readonly limit: number;
}

/** One page of a list, with how many items there are in all. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** Takes one page out of items without holding more than the page. */
export function pageOf<Item>(items: Iterable<Item>, query: PageQuery): Page<Item> {
  const page: Item[] = [];
  let total = 0;
  for (const item of items) {
    if (total >= query.start && page.length < query.limit) page.push(item);
    total += 1;
  }
  return { items: page, total };
}

/** The `links` of a page: itself, and the next one when there is more (Schoology API: paging). */
export function pageLinks(
  requestUrl: string,
  query: PageQuery,
  total: number,
): { readonly self: string; readonly next?: string } {
  const self = linkTo(requestUrl, query.start, query.limit);
  const next = query.start + query.limit;
  return next < total ? { self, next: linkTo(requestUrl, next, query.limit) } : { self };
}

function linkTo(requestUrl: string, start: number, limit: number): string {
  const url = new URL(requestUrl);
  url.searchParams.set("start", String(start));
  url.searchParams.set("limit", String(limit));
  return url.href;
}
