/** One call that was answered. The path is without its query, which may hold personal data. */
export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** How many calls there were, exactly, whatever was answered. */
export interface JournalCounters {
  readonly reads: number;
  /** Calls that change something by their method and path. `POST multiget` reads. */
  readonly writes: number;
  /** Rows and single objects that were really created, changed or removed. */
  readonly rowsWritten: number;
}

/** The calls that the mock LMS was asked, for people and tests. Remembers the last of them only. */
export interface LmsJournal {
  /** The last calls, oldest first. */
  entries(): readonly JournalEntry[];
  counters(): JournalCounters;
}

/** A journal that can be written. */
export interface JournalWriter extends LmsJournal {
  record(entry: JournalEntry): void;
  addRows(count: number): void;
}

const pathLengthMax = 200;

/** Creates an empty journal that remembers `entriesMax` calls. */
export function createJournal(entriesMax = 1_000): JournalWriter {
  const ring: JournalEntry[] = [];
  let total = 0;
  let reads = 0;
  let writes = 0;
  let rowsWritten = 0;
  return {
    entries: () => {
      const oldest = total % entriesMax;
      return total <= entriesMax ? [...ring] : [...ring.slice(oldest), ...ring.slice(0, oldest)];
    },
    counters: () => ({ reads, writes, rowsWritten }),
    record: (entry) => {
      ring[total % entriesMax] = { ...entry, path: entry.path.slice(0, pathLengthMax) };
      total += 1;
      if (isRead(entry)) reads += 1;
      else writes += 1;
    },
    addRows: (count) => {
      rowsWritten += count;
    },
  };
}

function isRead({ method, path }: JournalEntry): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return true;
  return method === "POST" && path === "/v1/multiget";
}
