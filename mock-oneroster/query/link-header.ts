import type { Address } from "./address.ts";

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
 * `last` is the last page of this limit when pages begin at the first record. Of an address so long that clients
 * would refuse the headers, only `next` is told, or nothing: then the header is empty.
 */
export function linkHeader(address: Address, { limit, offset, total }: Page): string {
  const template = templateOf(address);
  const link = (rel: string, at: number): string =>
    `<${template.replace(limitMark, String(limit)).replace(offsetMark, String(at))}>; rel="${rel}"`;
  const links: string[] = [];
  if (offset + limit < total) links.push(link("next", offset + limit));
  if (template.length > addressCharactersMax)
    return template.length > nextOnlyMax ? "" : links.join("");
  if (offset > 0) links.push(link("prev", Math.max(0, offset - limit)));
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  links.push(link("first", 0), link("last", last));
  return links.join(", ");
}

/** Clients take some 16,000 characters of headers (Node and undici), and there are four links. */
const addressCharactersMax = 3_000;
const nextOnlyMax = 12_000;

/** Stand in a query for the numbers of a page. They are written encoded, so a query cannot hold them. */
const limitMark = "<limit>";
const offsetMark = "<offset>";

/** The address with marks in place of limit and offset: where the caller had them, else behind the others. */
function templateOf(address: Address): string {
  const parts: string[] = [];
  const marks = new Map([
    ["limit", limitMark],
    ["offset", offsetMark],
  ]);
  for (const [name, value] of address.parameters()) {
    const isPage = name === "limit" || name === "offset";
    const mark = marks.get(name);
    if (mark !== undefined) parts.push(`${name}=${mark}`);
    else if (!isPage) parts.push(new URLSearchParams([[name, value]]).toString());
    marks.delete(name);
  }
  for (const [name, mark] of marks) parts.push(`${name}=${mark}`);
  return `${address.origin}${address.pathname}?${parts.join("&")}`;
}
