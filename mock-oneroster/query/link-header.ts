/** A page of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
}

/**
 * The Link header of a page (RFC 8288; OneRoster 1.1 §3.4.1, 1.2 REST paging).
 *
 * Keeps the caller's other parameters. There is no `next` on the last page and no `prev` on the first.
 * `last` is the last page of this limit when pages begin at the first record.
 */
export function linkHeader(url: URL, { limit, offset, total }: Page): string {
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  const links = [
    offset + limit < total ? link(url, "next", { limit, offset: offset + limit }) : undefined,
    offset > 0 ? link(url, "prev", { limit, offset: Math.max(0, offset - limit) }) : undefined,
    link(url, "first", { limit, offset: 0 }),
    link(url, "last", { limit, offset: last }),
  ];
  return links.filter((one) => one !== undefined).join(", ");
}

function link(url: URL, rel: string, place: Omit<Page, "total">): string {
  const target = new URL(url);
  target.searchParams.set("limit", String(place.limit));
  target.searchParams.set("offset", String(place.offset));
  return `<${target.href}>; rel="${rel}"`;
}
