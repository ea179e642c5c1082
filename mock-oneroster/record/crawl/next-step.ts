/** What is known after a page. */
export interface PageFacts {
  /** How many records it held, and how many were asked for. */
  readonly count: number;
  readonly limit: number;
  /** How many records came so far, this page's included. */
  readonly received: number;
  /** X-Total-Count. */
  readonly total: number | undefined;
  readonly link: LinkFacts;
}

/** What a Link header says about pages. */
export interface LinkFacts {
  /** The next page, where it is one of the same collection on the same server. */
  readonly next: string | undefined;
  /** Whether a next page is named that lies elsewhere. */
  readonly isForeign: boolean;
  /** Whether any page is named. */
  readonly hasPages: boolean;
}

/** What to do next: stop, follow the server's link, or ask from the record after the last one. */
export type NextStep = { readonly follow: string } | "offset" | "end";

/**
 * Decides whether there is more, from a server that may know it, not know it, or be wrong (OneRoster facts
 * §2.2 and §8.2).
 *
 * An empty page is always the end. A link to the next page is followed. A short page is not the end, for
 * servers clamp the limit. A total that is reached is believed only when the page was short as well: some
 * servers count the page and not the collection.
 */
export function nextStep({ count, limit, received, total, link }: PageFacts): NextStep {
  if (count === 0) return "end";
  if (link.next !== undefined) return { follow: link.next };
  const isReached = total !== undefined && received >= total;
  const saysLast = link.hasPages && !link.isForeign;
  if (saysLast && (total === undefined || isReached)) return "end";
  return isReached && count < limit ? "end" : "offset";
}
