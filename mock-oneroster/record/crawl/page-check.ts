import { createHash } from "node:crypto";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import { createSeenIds, type SeenIds, sourcedIdOf } from "./seen-ids.ts";

/** What was noticed about the records of one collection. */
export interface RecordCounts {
  readonly duplicates: number;
  readonly outOfOrder: number;
  readonly withoutId: number;
}

/** Watches the records of one collection go by, in the order in which they come. */
export interface RecordWatch {
  look(record: WireRecord): void;
  counts(): RecordCounts;
  readonly ids: SeenIds;
}

/** Creates a watch. The order is that of code points, which sorting by `sourcedId` gives (OneRoster facts §2.1). */
export function createRecordWatch(): RecordWatch {
  const ids = createSeenIds();
  let [duplicates, outOfOrder, withoutId] = [0, 0, 0];
  let before: string | undefined;
  return {
    ids,
    look: (record) => {
      const id = sourcedIdOf(record);
      if (id === undefined) {
        withoutId += 1;
        return;
      }
      if (ids.add(id)) duplicates += 1;
      if (before !== undefined && id < before) outOfOrder += 1;
      before = id;
    },
    counts: () => ({ duplicates, outOfOrder, withoutId }),
  };
}

/** Says whether the very same page came before, so that a server cannot keep a crawl going in circles. */
export function createPageMemory(): (records: readonly WireRecord[]) => boolean {
  const seen = new Set<string>();
  return (records) => {
    const ids = records.map((record) => sourcedIdOf(record) ?? "");
    const text = writeJson(ids.some((id) => id !== "") ? ids : records) ?? "too deep";
    const fingerprint = createHash("sha256").update(text).digest("base64");
    if (seen.has(fingerprint)) return true;
    seen.add(fingerprint);
    return false;
  };
}

/** Writes JSON; undefined when lists lie so deep in one another that it cannot be written, though it could be read. */
export function writeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
