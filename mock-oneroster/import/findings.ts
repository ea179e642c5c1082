import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import { listedMax } from "./limits.ts";

/** A place in a file: line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Collects findings. Of each kind in each column of a file some are listed and the rest are counted. */
export interface Findings {
  /** Adds a finding that is made once at most for its file. */
  add(diagnostic: Diagnostic): void;
  /** Adds one of perhaps very many. `make` is called only while there is room in the list. */
  addAt(place: Place, make: (at: string) => Diagnostic): void;
  /** All findings in the order in which they were made, the counted ones last. */
  all(): readonly Diagnostic[];
}

/** Creates an empty collection of findings. */
export function createFindings(start: readonly Diagnostic[] = []): Findings {
  const listed: Diagnostic[] = [...start];
  const counts = new Map<string, { count: number; readonly file: string; readonly kind: string }>();
  return {
    add: (diagnostic) => {
      listed.push(diagnostic);
    },
    addAt: ({ file, line, column }, make) => {
      const diagnostic = make(`${file}:${line}:${column}`);
      const key = `${file} ${column} ${diagnostic.code}`;
      const tally = counts.get(key) ?? { count: 0, file, kind: diagnostic.code };
      counts.set(key, tally);
      tally.count += 1;
      if (tally.count <= listedMax) listed.push(diagnostic);
    },
    all: () => [
      ...listed,
      ...[...counts.values()]
        .filter(({ count }) => count > listedMax)
        .map(({ count, file, kind }) =>
          diagnose("bundle-more", { at: file }, { count: count - listedMax, kind, file }),
        ),
    ],
  };
}
