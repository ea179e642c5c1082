/** What a page says about where it stands: its headers, its first record and its last. */
export interface PageFacts {
  readonly firstId: string | undefined;
  readonly lastId: string | undefined;
  readonly total: number | undefined;
  readonly hasLink: boolean;
  readonly hasNext: boolean;
}

/** Reads X-Total-Count, Link (RFC 8288) and the first and last sourcedId of a page. Both headers are optional. */
export function pageFacts(
  headers: Readonly<Record<string, string>>,
  items: readonly unknown[],
): PageFacts {
  const total = headers["x-total-count"]?.trim();
  const relations = relationsOf(headers["link"] ?? "");
  return {
    firstId: sourcedIdOf(items[0]),
    lastId: sourcedIdOf(items.at(-1)),
    total: total !== undefined && /^\d{1,12}$/.test(total) ? Number(total) : undefined,
    hasLink: relations.length > 0,
    hasNext: relations.includes("next"),
  };
}

/**
 * Whether no page follows: the server's Link has no next, else its total is reached, else the page is empty.
 * An empty page always ends the reading, so that no server can keep it going for ever.
 */
export function isLastPage(
  page: PageFacts & { readonly items: readonly unknown[] },
  received: number,
): boolean {
  if (page.items.length === 0) return true;
  if (page.hasLink) return !page.hasNext;
  return page.total !== undefined && received >= page.total;
}

/** The relation types of a Link header, in small letters: one `rel` may name several (RFC 8288 §3.3). */
function relationsOf(link: string): readonly string[] {
  const parameters = link.replace(/<[^>]*>/g, "");
  return [...parameters.matchAll(/\brel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/gi)].flatMap(
    ([, quoted, bare]) => (quoted ?? bare ?? "").toLowerCase().split(/\s+/).filter(Boolean),
  );
}

/** The sourcedId of a raw record, when it is a text. */
export function sourcedIdOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null || !("sourcedId" in item)) return undefined;
  return typeof item.sourcedId === "string" ? item.sourcedId : undefined;
}
