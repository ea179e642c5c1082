import type { JsonPage } from "./json-page.ts";
import { relink } from "./page-links.ts";
import { readCount, type RequestFacts } from "./request-facts.ts";
import { strikesOf, type Strike } from "./strike.ts";
import { changeTotal, readTotal } from "./total-faults.ts";

/**
 * How many rows are gone from before the cursor, or came in there when negative, for one request.
 *
 * The first page never drifts: nothing is before it. No more can come in than the cursor has passed.
 */
export function driftOf(strikes: readonly Strike[], { method, offset }: RequestFacts): number {
  if (method !== "GET" || offset === 0) return 0;
  let drift = 0;
  for (const strike of strikesOf(strikes, "rows-inserted", "rows-removed")) {
    if (!strike.claim()) continue;
    drift += strike.fault.fault === "rows-removed" ? strike.fault.rows : -strike.fault.rows;
  }
  return Math.max(drift, -offset);
}

/** The request by which the server shows what stands at the cursor after the drift. */
export function shiftRequest(
  request: Request,
  { url, offset }: RequestFacts,
  drift: number,
): Request {
  if (drift === 0) return request;
  const shifted = new URL(url);
  shifted.searchParams.set("offset", String(offset + drift));
  return new Request(shifted, { method: request.method, headers: request.headers });
}

/** Corrects what the page says of the whole, so that total and links are those of the drifted list. */
export function showDrift(page: JsonPage, { url, offset }: RequestFacts, drift: number): JsonPage {
  if (drift === 0 || page.shape === "object") return page;
  const drifted = changeTotal(page, (total) => Math.max(0, total - drift));
  const link = drifted.headers.get("Link");
  if (link === null) return drifted;
  const headers = new Headers(drifted.headers);
  const limit = readCount(url, "limit");
  headers.set("Link", relink(link, { drift, offset, limit, total: readTotal(drifted) }));
  return { ...drifted, headers };
}
