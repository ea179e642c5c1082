/** One answered request. The path is without its query, which may hold names. */
export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What was asked of the server. */
export interface Journal {
  readonly requests: number;
  /** The latest 1,000, oldest first. */
  readonly recent: readonly JournalEntry[];
  readonly tokensIssued: number;
}

const recentMax = 1_000;
const pathCharactersMax = 300;

/** A journal that can be written. */
export interface JournalWriter extends Journal {
  write(entry: JournalEntry): void;
}

/** Creates an empty journal that asks `tokensIssued` for the number of tokens. */
export function createJournal(tokensIssued: () => number): JournalWriter {
  const recent: JournalEntry[] = [];
  let requests = 0;
  return {
    recent,
    get requests() {
      return requests;
    },
    get tokensIssued() {
      return tokensIssued();
    },
    write: (entry) => {
      requests += 1;
      recent.push({ ...entry, path: entry.path.slice(0, pathCharactersMax) });
      if (recent.length > recentMax) recent.shift();
    },
  };
}
