import type { WhyUnauthorized } from "./call-trace.ts";

/** One call that was answered. The path is without its query and without words that are not the API's own. */
export interface JournalEntry {
  /** Which call it was, counted from 1 in the order of arrival. Entries stand in the order of answers. */
  readonly order: number;
  readonly method: string;
  readonly path: string;
  /** 0 when the connection was broken instead of an answer. */
  readonly status: number;
  /** How many calls were under way when it arrived, this one counted. */
  readonly atOnce: number;
  /** Rows of a bulk call, or the object of a single one. Absent from reads. */
  readonly rows?: { readonly carriedOut: number; readonly refused: number };
  /** The kinds of the faults that struck. Absent when none did. */
  readonly faults?: readonly string[];
  /** Why it was answered 401. Absent when it was let in. */
  readonly unauthorized?: WhyUnauthorized;
}

/** How many calls there were, exactly, whatever was answered. */
export interface JournalCounters {
  readonly reads: number;
  /** Calls that change something by their method and path. `POST multiget` reads. */
  readonly writes: number;
  /** Rows and single objects that were really created, changed or removed. */
  readonly rowsWritten: number;
}

/** The whole journal, for the control API. */
export interface JournalSummary extends JournalCounters {
  /** The most calls that were under way at once. */
  readonly atOnceMax: number;
  /** Rows that were refused, or failed by a fault. */
  readonly rowsRefused: number;
  /** How many calls each kind of fault struck. */
  readonly faults: Readonly<Record<string, number>>;
  readonly entries: readonly JournalEntry[];
}

/** The calls that the mock LMS was asked, for people and tests. Remembers the last of them only. */
export interface LmsJournal {
  /** The last calls, oldest first. */
  entries(): readonly JournalEntry[];
  counters(): JournalCounters;
  summary(): JournalSummary;
  /** Forgets everything but the calls that are under way. */
  clear(): void;
}

/** What is said of a call when it is over. */
export type Answered = Omit<JournalEntry, "order" | "atOnce">;

/** A journal that can be written. */
export interface JournalWriter extends LmsJournal {
  /** Notes the arrival of a call, and gives what notes its end. */
  arrive(): (answered: Answered) => void;
  addRows(count: number): void;
}

const pathLengthMax = 200;

const nothing = { reads: 0, writes: 0, rowsWritten: 0, rowsRefused: 0, atOnceMax: 0 };

/** Creates an empty journal that remembers `entriesMax` calls. */
export function createJournal(entriesMax = 1_000): JournalWriter {
  let ring: JournalEntry[] = [];
  let total = 0;
  let arrived = 0;
  let underWay = 0;
  let counts = { ...nothing };
  let faults = new Map<string, number>();

  const entries = (): readonly JournalEntry[] => {
    const oldest = total % entriesMax;
    return total <= entriesMax ? [...ring] : [...ring.slice(oldest), ...ring.slice(0, oldest)];
  };
  const counters = (): JournalCounters => {
    const { reads, writes, rowsWritten } = counts;
    return { reads, writes, rowsWritten };
  };
  const record = (entry: JournalEntry): void => {
    ring[total % entriesMax] = entry;
    total += 1;
    if (isRead(entry)) counts.reads += 1;
    else counts.writes += 1;
    counts.rowsRefused += entry.rows?.refused ?? 0;
    for (const name of entry.faults ?? []) faults.set(name, (faults.get(name) ?? 0) + 1);
  };
  return {
    entries,
    counters,
    summary: () => ({ ...counts, faults: Object.fromEntries(faults), entries: entries() }),
    clear: () => {
      ring = [];
      total = 0;
      counts = { ...nothing };
      faults = new Map();
    },
    arrive: () => {
      arrived += 1;
      underWay += 1;
      counts.atOnceMax = Math.max(counts.atOnceMax, underWay);
      const [order, atOnce] = [arrived, underWay];
      return (answered) => {
        underWay -= 1;
        record({ order, atOnce, ...answered, path: answered.path.slice(0, pathLengthMax) });
      };
    },
    addRows: (count) => {
      counts.rowsWritten += count;
    },
  };
}

function isRead({ method, path }: Pick<JournalEntry, "method" | "path">): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return true;
  return method === "POST" && (path === "/v1/multiget" || path === "/v1/multioptions");
}
