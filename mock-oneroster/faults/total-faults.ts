import type { JsonPage } from "./json-page.ts";
import { strikesOf, type Strike } from "./strike.ts";

const totalHeader = "X-Total-Count";
/** Where servers that put the total into the body put it (OneRoster facts §8.2, Timeback). */
const totalProperty = "totalCount";

/** Gives a page a wrong total, or takes away what it says of the whole. */
export function harmTotals(page: JsonPage, strikes: readonly Strike[]): JsonPage {
  if (page.shape === "object") return page;
  let harmed = page;
  for (const { fault, claim } of strikesOf(strikes, "wrong-total")) {
    if (!claim()) continue;
    const said = fault.total === "page-size" ? page.rows.length : fault.total;
    harmed = changeTotal(harmed, (total) => Math.max(0, said ?? total + fault.by));
  }
  for (const { fault, claim } of strikesOf(strikes, "missing-total")) {
    if (!claim()) continue;
    if (fault.without !== "total") harmed = withoutHeader(harmed, "Link");
    if (fault.without !== "link") harmed = withoutTotal(harmed);
  }
  return harmed;
}

/** Changes the total that a page gives, wherever it gives one. */
export function changeTotal(page: JsonPage, change: (total: number) => number): JsonPage {
  const total = readTotal(page);
  const inBody = page.body[totalProperty];
  const headers = new Headers(page.headers);
  if (total !== undefined) headers.set(totalHeader, String(change(total)));
  const body =
    typeof inBody === "number" ? { ...page.body, [totalProperty]: change(inBody) } : page.body;
  return { ...page, headers, body };
}

/** The total in the header of a page. */
export function readTotal({ headers }: JsonPage): number | undefined {
  const text = headers.get(totalHeader);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function withoutTotal(page: JsonPage): JsonPage {
  const body = Object.fromEntries(
    Object.entries(page.body).filter(([name]) => name !== totalProperty),
  );
  return { ...withoutHeader(page, totalHeader), body };
}

function withoutHeader(page: JsonPage, name: string): JsonPage {
  const headers = new Headers(page.headers);
  headers.delete(name);
  return { ...page, headers };
}
