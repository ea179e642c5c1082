import { createIdSpace } from "../store/table/id-space.ts";

/** The ids that were seen in a file and the line of each: some thirty bytes for one, however many there are. */
export interface SeenIds {
  readonly size: number;
  has(id: string): boolean;
  /** Adds an id, unless it is there: then it gives the line on which it was first. */
  add(id: string, line: number): number | undefined;
}

/** Creates an empty set. */
export function createSeenIds(): SeenIds {
  const ids = createIdSpace();
  let lines = new Uint32Array(64);
  return {
    get size() {
      return ids.size;
    },
    has: (id) => ids.find(id) !== -1,
    add: (id, line) => {
      const before = ids.size;
      const code = ids.code(id);
      if (code < before) return lines[code];
      if (code >= lines.length) {
        const longer = new Uint32Array(lines.length * 2);
        longer.set(lines);
        lines = longer;
      }
      lines[code] = line;
      return undefined;
    },
  };
}
