/** The characters that may take each other's place, in the order of their code points. */
export interface Alphabet {
  readonly characters: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly isDecimal: boolean;
}

/** A character that is replaced: its place in its alphabet, and whether it is a capital there. */
export interface Letter {
  readonly alphabet: Alphabet;
  readonly index: number;
  readonly isCapital: boolean;
}

const scripts =
  "Latin Greek Cyrillic Armenian Hebrew Arabic Syriac Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Hangul Ethiopic Cherokee Khmer Mongolian Hiragana Katakana Bopomofo Han Yi Nko Tifinagh Adlam"
    .split(" ")
    .map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, "u") }));
const categories = ["Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Mn", "Mc", "So"].map((name) => ({
  name,
  pattern: new RegExp(`\\p{${name}}`, "u"),
}));
const decimal = /\p{Nd}/u;
const regional = /\p{Regional_Indicator}/u;
const emoji = /\p{Emoji_Presentation}/u;
const shared = /[\p{Script=Common}\p{Script=Inherited}]/u;
/** Sizes in UTF-8, and Latin-1 apart from what lies beyond it: its own encoding problems are to survive. */
const sizeLimits = [0x80, 0x100, 0x800, 0x1_0000, 0x3_0000] as const;

const known = new Map<string, Letter | undefined>();
const alphabets = new Map<string, Alphabet>();

/**
 * Finds the alphabet of a character: same script, same kind of character, same size in UTF-8, same length
 * when decomposed. `undefined` for what stays as it is: spaces, punctuation, symbols, controls, halves of
 * surrogate pairs, marks that others may be reordered around, apostrophes that count as letters.
 */
export function letterOf(character: string): Letter | undefined {
  if (known.has(character)) return known.get(character);
  const letter = findLetter(character);
  known.set(character, letter);
  return letter;
}

function findLetter(character: string): Letter | undefined {
  const small = character.toLowerCase();
  const isCapital = small !== character && isPair(small, character);
  const base = isCapital ? small : character;
  const kind = kindOf(base);
  if (kind === undefined) return undefined;
  const alphabet = alphabetOf(kind, base);
  const index = alphabet.indexOf.get(base);
  return index === undefined ? undefined : { alphabet, index, isCapital };
}

/** Whether the two are one letter in both cases, there and back. Not so `ß`, `ı` and other special ones. */
function isPair(small: string, capital: string): boolean {
  return (
    small !== capital &&
    countCharacters(capital) === 1 &&
    countCharacters(small) === 1 &&
    small.toUpperCase() === capital &&
    capital.toLowerCase() === small
  );
}

/** Code points, not code units. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** What must be equal for one character to take the place of another; undefined when it stays. */
function kindOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (decimal.test(character)) return `digit ${zeroOf(code)}`;
  const size = sizeOf(code);
  if (regional.test(character)) return "regional";
  if (/\p{Emoji_Modifier}/u.test(character)) return undefined;
  if (emoji.test(character)) return `emoji ${size}`;
  const isPairedCapital = isPair(character.toLowerCase(), character);
  if (isPairedCapital || !isReplaceable(character)) return undefined;
  const capital = character.toUpperCase();
  return [
    scriptOf(character, code),
    categories.find(({ pattern }) => pattern.test(character))?.name,
    isPair(character, capital) ? sizeOf(capital.codePointAt(0) ?? 0) : "no case",
    countCharacters(character.normalize("NFD")),
    character.normalize("NFC") === character ? "stable" : "unstable",
    size,
  ].join(" ");
}

function isReplaceable(character: string): boolean {
  if (/\p{Lm}/u.test(character)) return !shared.test(character);
  if (/\p{M}/u.test(character)) return !shared.test(character) && isFixedInOrder(character);
  return /\p{Alphabetic}/u.test(character);
}

/** Whether normalisation never moves this mark past another (combining class 0). */
function isFixedInOrder(mark: string): boolean {
  const text = `\u0345${mark}`;
  return text.normalize("NFD") === text;
}

/** The script, or for what belongs to several a block of 256, such as mathematical letters. */
function scriptOf(character: string, code: number): string {
  const script = scripts.find(({ pattern }) => pattern.test(character));
  return script?.name ?? `block ${code >> 8}`;
}

function sizeOf(code: number): number {
  return sizeLimits.findIndex((limit) => code < limit);
}

/** Decimal digits stand in runs of ten, and several runs may follow one another. */
function zeroOf(code: number): number {
  let start = code;
  while (decimal.test(String.fromCodePoint(start - 1))) start -= 1;
  return code - ((code - start) % 10);
}

function alphabetOf(kind: string, sample: string): Alphabet {
  const made = alphabets.get(kind);
  if (made !== undefined) return made;
  const characters = charactersOf(kind, sample);
  const alphabet: Alphabet = {
    characters,
    indexOf: new Map(characters.map((character, index) => [character, index])),
    isDecimal: kind.startsWith("digit"),
  };
  alphabets.set(kind, alphabet);
  return alphabet;
}

/** Looks through the code points that can be of the sample's kind. Once for each alphabet, some milliseconds. */
function charactersOf(kind: string, sample: string): readonly string[] {
  const code = sample.codePointAt(0) ?? 0;
  const size = sizeOf(code);
  let [from, to] = [sizeLimits[size - 1] ?? 0, sizeLimits[size] ?? 0];
  const sieve = sieveFor(sample);
  if (sieve === undefined) [from, to] = [code & ~0xff, (code | 0xff) + 1];
  const characters: string[] = [];
  for (let one = from; one < to; one += 1) {
    const character = String.fromCodePoint(one);
    if (sieve?.test(character) !== false && kindOf(character) === kind) characters.push(character);
  }
  return characters;
}

/** A cheap test that all of the sample's kind pass, or undefined where its block of 256 holds them all. */
function sieveFor(sample: string): RegExp | undefined {
  const common = [decimal, regional, emoji].find((pattern) => pattern.test(sample));
  if (common === decimal) return undefined;
  return common ?? scripts.find(({ pattern }) => pattern.test(sample))?.pattern;
}
