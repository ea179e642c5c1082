import { written, link, type Markup } from "./markup.ts";

/** A stretch of a long list, and where the next one begins; undefined at the end. */
export interface Window<Item> {
  readonly items: readonly Item[];
  readonly from: number;
  readonly next: number | undefined;
}

/** How many items a page shows. */
export const windowSize = 50;

/** How many records one request looks at. Beyond that the page says how to go on. */
const lookedAtMax = 200_000;

/**
 * Takes a page out of a long list, from a position in it. It stops when the page is full, and after 200,000
 * records that do not match: no request looks at millions.
 */
export function takeWindow<Item>(
  items: Iterable<Item>,
  from: number,
  matches: (item: Item) => boolean = () => true,
): Window<Item> {
  const found: Item[] = [];
  let position = 0;
  for (const item of items) {
    if (position >= from) {
      if (found.length === windowSize || position - from >= lookedAtMax) {
        return { items: found, from, next: position };
      }
      if (matches(item)) found.push(item);
    }
    position += 1;
  }
  return { items: found, from, next: undefined };
}

/** Links to the start of a list and to its next page. */
export function windowLinks(
  window: Pick<Window<unknown>, "from" | "next">,
  hrefOf: (from: number) => string,
): Markup {
  const first = window.from > 0 ? written`<li>${link(hrefOf(0), "First page")}</li>` : undefined;
  const next =
    window.next === undefined
      ? undefined
      : written`<li>${link(hrefOf(window.next), "Next page")}</li>`;
  if (first === undefined && next === undefined) return written``;
  return written`<nav aria-label="Pages">
    <ul>
      ${first}${next}
    </ul>
  </nav> `;
}
