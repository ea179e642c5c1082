/**
 * Seeded chance that does not depend on the order of questions asked elsewhere.
 *
 * A stream is named: `random.fork("users/17")` gives the same numbers whatever else was drawn before.
 * Ours rather than faker's, so that structure survives an upgrade of faker's word lists.
 */
export interface Random {
  /** A float in [0, 1) with 32 bits of chance. */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** One of the items, which may not be empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** True with the probability given, 0 to 1. */
  chance(probability: number): boolean;
  /** A UUID of version 4. */
  uuid(): string;
  /** Lower-case hexadecimal text of that many characters. */
  hex(length: number): string;
  /** An independent stream that depends only on this stream's seed and the name. */
  fork(name: string | number): Random;
}

/** Creates the stream of a seed. The same seed gives the same numbers on any machine. */
export function createRandom(seed: number | string): Random {
  return createStream(hashText(String(seed), 0x9e3779b9));
}

/** A 32-bit hash of text that spreads close inputs apart. Not cryptographic. */
export function hashText(text: string, salt = 0): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return mix(hash);
}

/**
 * A 32-bit hash of three whole numbers: the chance of one thing by its number, whatever was drawn before.
 *
 * It makes nothing and reads no text: for loops over millions, where `fork` would take most of the time.
 */
export function mixNumbers(seed: number, a: number, b: number): number {
  const first = mix(Math.imul(a, 0x9e3779b1) ^ mix(seed + 0x9e3779b9));
  return mix(Math.imul(b, 0x85ebca77) ^ first);
}

function createStream(seed: number): Random {
  let counter = 0;
  const word = (): number => {
    counter += 1;
    return mix((seed + Math.imul(counter, 0x9e3779b9)) >>> 0);
  };
  const hex = (length: number): string => {
    let text = "";
    while (text.length < length) text += word().toString(16).padStart(8, "0");
    return text.slice(0, length);
  };
  const int = (below: number): number => Math.floor((word() / 0x1_0000_0000) * below);
  return {
    next: () => word() / 0x1_0000_0000,
    int,
    pick: (items) => {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError("Cannot pick from an empty list.");
      return item;
    },
    chance: (probability) => word() / 0x1_0000_0000 < probability,
    uuid: () => formatUuid(hex(32)),
    hex,
    fork: (name) => createStream(hashText(String(name), seed)),
  };
}

function formatUuid(hex: string): string {
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The finaliser of murmur3: every input bit reaches every output bit. */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
