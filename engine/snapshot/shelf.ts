import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { RecordReader } from "./read-records.ts";
import type { Collection } from "./roster.ts";

/** What was read of one collection. */
export interface Shelf {
  add(items: readonly unknown[]): void;
  /** How many different records were read, those marked tobedeleted included. */
  count(): number;
  /** Whether a record with this sourcedId was read, marked tobedeleted or not. */
  has(sourcedId: string): boolean;
  /** The sourcedIds of those marked tobedeleted. */
  gone(): ReadonlySet<string>;
  diagnostics(): readonly Diagnostic[];
}

/** What a shelf holds: of which collection, read how, and where its records go. */
export interface ShelfContent<Item> {
  readonly collection: Collection;
  readonly version: OneRosterVersion;
  readonly read: RecordReader<Item>;
  readonly keep: (record: Item) => void;
}

/**
 * Creates an empty shelf. Of two records with one sourcedId the first counts (F78); what is marked tobedeleted
 * counts as gone (F66). Everything left out is a diagnostic.
 */
export function createShelf<Item>(content: ShelfContent<Item>): Shelf {
  const { collection, version, read, keep } = content;
  const seen = new Set<string>();
  const gone = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const remark = (code: "duplicate-sourced-id" | "marked-tobedeleted", sourcedId: string): void => {
    diagnostics.push(diagnose(code, { at: `sis/${collection}/${sourcedId}` }, { collection }));
  };
  const addOne = (raw: unknown): void => {
    const { sourcedId, record, isDeleted, diagnostics: found } = read(raw, version);
    for (const diagnostic of found) diagnostics.push(diagnostic);
    if (sourcedId === undefined || (record === undefined && !isDeleted)) return;
    const countBefore = seen.size;
    seen.add(sourcedId);
    if (seen.size === countBefore) remark("duplicate-sourced-id", sourcedId);
    else if (record !== undefined) keep(record);
    else {
      gone.add(sourcedId);
      remark("marked-tobedeleted", sourcedId);
    }
  };
  return {
    add: (items) => {
      for (const raw of items) addOne(raw);
    },
    count: () => seen.size,
    has: (sourcedId) => seen.has(sourcedId),
    gone: () => gone,
    diagnostics: () => diagnostics,
  };
}
