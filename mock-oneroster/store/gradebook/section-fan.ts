/** One of the many things that a fan counts, by the numbers that lead to it. */
export interface FanPlace {
  /** The number of the owner, in the order in which owners were given. */
  readonly owner: number;
  /** The row of the section. */
  readonly section: number;
  /** Which of the things that the section has of this owner. */
  readonly part: number;
}

/**
 * Things that the SIS keeps once and sends once for each section, or several times for each: counted with
 * numbers, eight bytes for a section, and made into objects only when asked for.
 */
export interface SectionFan {
  readonly size: number;
  readonly at: (leaf: number) => FanPlace;
  /** The numbers of an owner's things in a section: from the first to before the end; none when equal. */
  readonly inSection: (owner: number, section: number) => readonly [from: number, end: number];
  /** The numbers of all things of an owner. */
  readonly ofOwner: (owner: number) => readonly [from: number, end: number];
}

/** What a fan is made of. */
export interface FanParts {
  /** The rows of the sections of each owner, in the order of `compare`. */
  readonly owners: readonly Uint32Array[];
  /** How many things a section has of an owner. */
  readonly countOf: (section: number) => number;
  readonly compare: (left: number, right: number) => number;
}

/** Counts what each owner has in its sections. */
export function createSectionFan({ owners, countOf, compare }: FanParts): SectionFan {
  const pairsOf = new Uint32Array(owners.length + 1);
  owners.forEach((rows, owner) => {
    pairsOf[owner + 1] = (pairsOf[owner] ?? 0) + rows.length;
  });
  const pairs = pairsOf.at(-1) ?? 0;
  const sections = new Uint32Array(pairs);
  const leaves = new Uint32Array(pairs + 1);
  owners.forEach((rows, owner) => sections.set(rows, pairsOf[owner] ?? 0));
  sections.forEach((section, pair) => {
    leaves[pair + 1] = (leaves[pair] ?? 0) + countOf(section);
  });
  const pairIn = (owner: number, section: number): number => {
    let [low, high] = [pairsOf[owner] ?? 0, pairsOf[owner + 1] ?? 0];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compare(sections[middle] ?? 0, section);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  };
  return {
    size: leaves.at(-1) ?? 0,
    at: (leaf) => {
      const pair = placeOf(leaves, leaf);
      return {
        owner: placeOf(pairsOf, pair),
        section: sections[pair] ?? 0,
        part: leaf - (leaves[pair] ?? 0),
      };
    },
    inSection: (owner, section) => {
      const pair = pairIn(owner, section);
      return pair === -1 ? [0, 0] : [leaves[pair] ?? 0, leaves[pair + 1] ?? 0];
    },
    ofOwner: (owner) => {
      const [from, end] = [pairsOf[owner] ?? 0, pairsOf[owner + 1] ?? 0];
      return [leaves[from] ?? 0, leaves[end] ?? 0];
    },
  };
}

/** The last place whose start is not beyond a number. Places without room are passed over. */
function placeOf(starts: Uint32Array, number: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}
