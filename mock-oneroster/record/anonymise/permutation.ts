import { createCipheriv, createHmac, type KeyObject } from "node:crypto";

/** Replaces a number written in digits of the given radices by another such number. */
export type Permute = (digits: readonly number[], radices: readonly number[]) => readonly number[];

const rounds = 8;
/** Stands where the number of a hash does. A short number has no such hash, so that no key is a word of another. */
const streamBlock = 0xffff;
/** How many words of four bytes an HMAC of SHA-256 gives. */
const wordsPerHash = 8;
/** Longer numbers get their words from a stream, or time would grow with the square of their length. */
const hashedMax = 64;

/**
 * Creates a permutation of all numbers that can be written in given radices: different numbers stay
 * different, without any memory of those seen before, and nobody without the key can go back.
 *
 * A Feistel network over digits, as in the format-preserving encryption of NIST SP 800-38G: each half is
 * shifted in turn, digit by digit, by an HMAC of the other half; in a long number by the stream of AES in counter mode
 * whose key is that HMAC. Radices are below 65,536.
 */
export function createPermutation(key: KeyObject): Permute {
  const turn: Permute = (digits, radices) => {
    const half = digits.length >> 1;
    const result = [...digits];
    const bytes = writeMessage(radices);
    const wordsOf = digits.length > hashedMax ? streamWords : hashWords;
    for (let round = 0; round < rounds; round += 1) {
      const [from, to] = round % 2 === 0 ? [half, result.length] : [0, half];
      bytes[0] = round;
      writeSource(bytes, { digits: result, from, to });
      shift(result, radices, { from, to, wordAt: wordsOf(key, bytes, to - from) });
    }
    return result;
  };
  return (digits, radices) => {
    const [digit, radix] = [digits[0], radices[0]];
    return digits.length === 1 && digit !== undefined && radix !== undefined
      ? [permuteOne(turn, digit, radix)]
      : turn(digits, radices);
  };
}

/**
 * A single digit has no halves, so it is written as two, and permuted again while the result is no digit.
 * A mere shift would do for initials, but a family name in Han is often one character.
 */
function permuteOne(turn: Permute, digit: number, radix: number): number {
  const low = Math.ceil(Math.sqrt(radix));
  const radices = [Math.ceil(radix / low), low];
  let value = digit;
  do {
    const [high = 0, rest = 0] = turn([Math.floor(value / low), value % low], radices);
    value = high * low + rest;
  } while (value >= radix);
  return value;
}

/** Round, block, radices, and room for the digits, two bytes each: the same on any machine. */
function writeMessage(radices: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + radices.length * 4);
  radices.forEach((radix, index) => writeShort(bytes, 4 + index * 2, radix));
  return bytes;
}

interface Span {
  readonly digits: readonly number[];
  /** The half that is shifted, the first or the last, which the message leaves out. */
  readonly from: number;
  readonly to: number;
}

function writeSource(bytes: Uint8Array, { digits, from, to }: Span): void {
  const start = 4 + digits.length * 2;
  bytes.fill(0, start + from * 2, start + to * 2);
  const [first, end] = from === 0 ? [to, digits.length] : [0, from];
  for (let index = first; index < end; index += 1) {
    writeShort(bytes, start + index * 2, digits[index] ?? 0);
  }
}

function writeShort(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = value >> 8;
}

interface Shift {
  readonly from: number;
  readonly to: number;
  readonly wordAt: (index: number) => number;
}

function shift(digits: number[], radices: readonly number[], { from, to, wordAt }: Shift): void {
  for (let index = from; index < to; index += 1) {
    const radix = radices[index] ?? 1;
    digits[index] = ((digits[index] ?? 0) + (wordAt(index - from) % radix)) % radix;
  }
}

/** The words of a stream, one hash for all of them. */
function streamWords(
  key: KeyObject,
  message: Uint8Array,
  count: number,
): (index: number) => number {
  writeShort(message, 2, streamBlock);
  const streamKey = createHmac("sha256", key).update(message).digest();
  const cipher = createCipheriv("aes-256-ctr", streamKey, Buffer.alloc(16));
  const words = cipher.update(new Uint8Array(count * 4));
  return (index) => words.readUInt32LE(index * 4);
}

/** Pseudo-random words, asked for in order, as many as are wanted. */
function hashWords(key: KeyObject, message: Uint8Array): (index: number) => number {
  let hash = Buffer.alloc(0);
  return (index) => {
    const word = index % wordsPerHash;
    if (word === 0) {
      writeShort(message, 2, index / wordsPerHash);
      hash = createHmac("sha256", key).update(message).digest();
    }
    return hash.readUInt32LE(word * 4);
  };
}
