import * as z from "zod";

/** Of a collection that was read, those that mean that something of it is not there. */
const gapCodes = [
  "refused",
  "missing",
  "no-answer",
  "too-large",
  "not-json",
  "no-list",
  "pages-max",
  "records-max",
  "repeated-page",
  "not-an-object",
  "record-too-large",
] as const;

/**
 * What can be said about a collection, or about an answer:
 *
 * - `refused`, `missing`: it could not be had, with the status (404 and 501 are `missing`)
 * - `no-answer`, `too-large`, `not-json`, `no-list`: the answer could not be used
 * - `pages-max`, `records-max`, `repeated-page`: reading ended before the server said that there is no more
 * - `unsorted`: the server refused to sort; `out-of-order`: how many records stood before their predecessor
 * - `no-total`; `wrong-total`: the server counted `expected` and sent `count`
 * - `clamped`: the server gave pages of `count` records where `expected` were asked for
 * - `foreign-next`: how many links to the next page led elsewhere and were not followed
 * - `duplicates`, `no-id`, `not-an-object`, `record-too-large`, `seen-before`: how many records; the last three
 *   are not in the recording, `seen-before` because another collection had brought them
 * - `duplicates-uncounted`: after `count` different ids duplicates were no longer looked for
 * - `probed`: a narrower collection, such as `/terms`, was asked for one record only; `count` is its total
 */
export const noteCodes = [
  ...gapCodes,
  "unsorted",
  "out-of-order",
  "no-total",
  "wrong-total",
  "clamped",
  "foreign-next",
  "duplicates",
  "duplicates-uncounted",
  "no-id",
  "seen-before",
  "probed",
] as const;

/** One thing noticed during a crawl: a code, a place, numbers. Never a word that the server said. */
export const CrawlNote = z.strictObject({
  code: z.enum(noteCodes),
  /** The collection, such as `/users`. */
  path: z.string(),
  status: z.int().exactOptional(),
  count: z.int().exactOptional(),
  expected: z.int().exactOptional(),
});
export type CrawlNote = Readonly<z.infer<typeof CrawlNote>>;

/** Says whether a note on a collection that was read means that something of it is not there. */
export function isGap({ code }: CrawlNote): boolean {
  return gaps.has(code);
}

const gaps: ReadonlySet<CrawlNote["code"]> = new Set(gapCodes);
