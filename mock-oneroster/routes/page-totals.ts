import type { PagingStyle } from "../profiles/profile.ts";
import type { Address } from "../query/address.ts";
import { linkHeader, type Page } from "../query/link-header.ts";

/** A page and how many records are on it. */
export interface PageCounts extends Page {
  readonly rows: number;
}

/** The headers that say how many records there are and where the other pages lie. */
export function pageHeaders(
  { totalHeaders, countHeaders, links }: PagingStyle,
  address: Address,
  counts: PageCounts,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of totalHeaders) headers[name] = String(counts.total);
  for (const name of countHeaders) headers[name] = String(counts.rows);
  const link = links ? linkHeader(address, counts) : "";
  if (link !== "") headers["Link"] = link;
  return headers;
}

/** The same in the body, behind the records, where a vendor has it there (facts §8.2, Timeback). */
export function totalsJson(
  { totalsInBody }: PagingStyle,
  { total, limit, offset }: PageCounts,
): string {
  if (!totalsInBody) return "";
  const pageCount = Math.ceil(total / limit);
  const pageNumber = Math.floor(offset / limit) + 1;
  const totals = { totalCount: total, pageCount, pageNumber, offset, limit };
  return `,${JSON.stringify(totals).slice(1, -1)}`;
}
