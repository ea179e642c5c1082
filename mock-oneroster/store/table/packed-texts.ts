/**
 * Many texts in one block of memory: about their UTF-8 length and four bytes each, where an array of strings
 * takes some forty more. A text that was added stays; half a surrogate pair becomes U+FFFD.
 */
export interface PackedTexts {
  /** How many texts there are. Their codes run from 0. */
  readonly size: number;
  /** Adds a text and gives its code. */
  add(text: string): number;
  text(code: number): string;
  /**
   * Writes a short text of letters, digits, `_`, `.` and `-`, which are the same in JSON and in an address.
   * Gives its end, or -1 when it is any other; the target needs room for 64 bytes.
   */
  writePlain(code: number, target: Uint8Array, at: number): number;
}

const plainBytesMax = 64;

/** A block that others may look into, for comparing without making strings. */
export interface PackedBytes extends PackedTexts {
  /** Writes a text behind the last one without adding it. Gives its length in bytes. */
  stage(text: string): number;
  /** Adds the staged text. */
  commit(length: number): number;
  /** Hash of the staged text. */
  stagedHash(length: number): number;
  /** Says whether a text equals the staged one. */
  equalsStaged(code: number, length: number): boolean;
  hashOf(code: number): number;
}

/** Creates an empty block. */
export function createPackedTexts(): PackedBytes {
  let bytes = Buffer.allocUnsafeSlow(256);
  let ends = new Uint32Array(32);
  let size = 0;
  let used = 0;
  let encoding: "latin1" | "utf8" = "latin1";

  const startOf = (code: number): number => (code === 0 ? 0 : (ends[code - 1] ?? 0));
  const endOf = (code: number): number => ends[code] ?? 0;
  const stage = (text: string): number => {
    bytes = withRoom(bytes, used, text.length * 3);
    const length = writeAscii(bytes, used, text);
    if (length !== -1) return length;
    encoding = "utf8";
    return bytes.write(text, used, "utf8");
  };
  const commit = (length: number): number => {
    if (size === ends.length) ends = grown(ends);
    used += length;
    ends[size] = used;
    size += 1;
    return size - 1;
  };
  return {
    get size() {
      return size;
    },
    add: (text) => commit(stage(text)),
    text: (code) => bytes.toString(encoding, startOf(code), endOf(code)),
    writePlain: (code, target, at) => {
      const start = startOf(code);
      const length = endOf(code) - start;
      if (length > plainBytesMax) return -1;
      for (let index = 0; index < length; index += 1) {
        const byte = bytes[start + index] ?? 0;
        if (isPlain[byte] !== 1) return -1;
        target[at + index] = byte;
      }
      return at + length;
    },
    stage,
    commit,
    stagedHash: (length) => hashBytes(bytes, used, used + length),
    equalsStaged: (code, length) => {
      const start = startOf(code);
      if (endOf(code) - start !== length) return false;
      for (let index = 0; index < length; index += 1) {
        if (bytes[start + index] !== bytes[used + index]) return false;
      }
      return true;
    },
    hashOf: (code) => hashBytes(bytes, startOf(code), endOf(code)),
  };
}

/** By byte: whether it is the same in JSON and in an address. */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w.-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** The same numbers in an array twice as long. */
export function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}

function withRoom(bytes: Buffer<ArrayBuffer>, used: number, more: number): Buffer<ArrayBuffer> {
  if (used + more <= bytes.length) return bytes;
  const longer = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, used + more));
  bytes.copy(longer, 0, 0, used);
  return longer;
}

/** Writes a text of plain ASCII. Gives -1 when it holds anything else. */
function writeAscii(bytes: Buffer, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return -1;
    bytes[at + index] = unit;
  }
  return text.length;
}

/**
 * FNV-1a with a finish that spreads texts apart, but for the last byte: texts that differ in it alone get
 * numbers that differ in the lowest four bits and the highest eight. Ids are mostly numbers that count up, so ten in
 * a row are looked for in one line of the processor's cache.
 */
function hashBytes(bytes: Buffer, from: number, to: number): number {
  const lastAt = Math.max(from, to - 1);
  let hash = 0x811c9dc5;
  for (let index = from; index < lastAt; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash ^= hash >>> 13;
  const last = lastAt < to ? (bytes[lastAt] ?? 0) : 0;
  const mark = Math.imul(hash ^ Math.imul(last, 0x9e3779b1), 0xc2b2ae35);
  return ((mark & 0xff00_0000) | (hash & 0x00ff_fff0) | (last & 0xf)) >>> 0;
}
