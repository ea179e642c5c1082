import type { Page } from "./read-page.ts";

/** Notices on the pages of one reading that the source changed meanwhile (F78). */
export interface DriftWatch {
  /** Looks at the next page. `known` is how many of its records had come in an earlier page. */
  see(page: Page, seen: { readonly known: number; readonly overlaps: boolean }): void;
  /** Takes something else for a sign. */
  note(why: string): void;
  /** Looks at the end: how many different records there were. */
  end(distinct: number): void;
  /** The first sign that was seen, in words. */
  sign(): string | undefined;
  /** The latest dateLastModified that was seen, as it was written; empty when there was none. */
  newest(): string;
}

/** When a reading began, and the latest dateLastModified of the reading before it. */
export interface DriftSince {
  readonly startMs: number;
  readonly newestBefore: string | undefined;
}

/**
 * Creates a watch for one reading of a collection.
 *
 * A record that changed after the reading began is a sign only when the reading before did not show the same:
 * a server whose clock runs ahead would never come to rest.
 */
export function watchForDrift({ startMs, newestBefore }: DriftSince): DriftWatch {
  let sign: string | undefined;
  let newest = "";
  let total: number | undefined;
  let lastId: string | undefined;
  let isOrdered = true;
  const note = (why: string): void => {
    sign ??= why;
  };
  return {
    note,
    see: (page, { known, overlaps }) => {
      if (overlaps && page.firstId !== lastId) {
        note("a page did not go on where the one before it ended");
      } else if (known > 0) note("a record came in two pages");
      if (total !== undefined && page.total !== undefined && page.total !== total) {
        note(`the server counted ${total} records, then ${page.total}`);
      }
      isOrdered &&= isAscending(page.items);
      if (isOrdered && !overlaps && comesBefore(page.firstId, lastId)) {
        note("a page was not in the order asked for");
      }
      total = page.total ?? total;
      lastId = page.lastId ?? lastId;
      newest = latest(page.items, newest);
    },
    end: (distinct) => {
      if (total !== undefined && distinct < total) note(`the server counts ${total}`);
      if (newest !== newestBefore && Date.parse(newest) > startMs) {
        note("a record changed after the reading began");
      }
    },
    sign: () => sign,
    newest: () => newest,
  };
}

/** Whether an id belongs before another. Servers that sort ids as numbers put the longer one last: that is no sign. */
function comesBefore(id: string | undefined, other: string | undefined): boolean {
  if (id === undefined || other === undefined) return false;
  return id < other && id.length <= other.length;
}

function isAscending(items: readonly unknown[]): boolean {
  let before: string | undefined;
  for (const item of items) {
    const id = textOf(item, "sourcedId");
    if (id !== undefined && before !== undefined && id < before) return false;
    before = id ?? before;
  }
  return true;
}

function latest(items: readonly unknown[], than: string): string {
  let newest = than;
  for (const item of items) {
    const changed = textOf(item, "dateLastModified");
    if (changed !== undefined && changed > newest) newest = changed;
  }
  return newest;
}

function textOf(item: unknown, name: "sourcedId" | "dateLastModified"): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const value: unknown = Reflect.get(item, name);
  return typeof value === "string" ? value : undefined;
}
