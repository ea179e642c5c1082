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
  const template = templateOf(url);
  const link = (rel: string, at: number): string =>
    `<${template.replace(limitMark, String(limit)).replace(offsetMark, String(at))}>; rel="${rel}"`;
  const links: string[] = [];
  if (offset + limit < total) links.push(link("next", offset + limit));
  if (offset > 0) links.push(link("prev", Math.max(0, offset - limit)));
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  links.push(link("first", 0), link("last", last));
  return links.join(", ");
}

/** Stand in a query for the numbers of a page. They are written encoded, so a query cannot hold them. */
const limitMark = "<limit>";
const offsetMark = "<offset>";

/** The address with marks in place of limit and offset: where the caller had them, else behind the others. */
function templateOf(url: URL): string {
  const parts: string[] = [];
  const marks = new Map([
    ["limit", limitMark],
    ["offset", offsetMark],
  ]);
  for (const [name, value] of url.searchParams) {
    const isPage = name === "limit" || name === "offset";
    const mark = marks.get(name);
    if (mark !== undefined) parts.push(`${name}=${mark}`);
    else if (!isPage) parts.push(new URLSearchParams([[name, value]]).toString());
    marks.delete(name);
  }
  for (const [name, mark] of marks) parts.push(`${name}=${mark}`);
  return `${url.origin}${url.pathname}?${parts.join("&")}`;
}
