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
  const address = addressWithoutPage(url);
  const link = (rel: string, at: number): string =>
    `<${address}limit=${limit}&offset=${at}>; rel="${rel}"`;
  const links: string[] = [];
  if (offset + limit < total) links.push(link("next", offset + limit));
  if (offset > 0) links.push(link("prev", Math.max(0, offset - limit)));
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  links.push(link("first", 0), link("last", last));
  return links.join(", ");
}

/** The address with every parameter but those of the page, ready to take these. */
function addressWithoutPage(url: URL): string {
  const others = [...url.searchParams].filter(([name]) => name !== "limit" && name !== "offset");
  const kept = others.length === 0 ? "" : `${new URLSearchParams(others).toString()}&`;
  return `${url.origin}${url.pathname}?${kept}`;
}
