import { type Alphabet, countCharacters, type Letter, letterOf } from "./alphabets.ts";

/** A place of a text whose character is replaced. */
interface Slot {
  readonly alphabet: Alphabet;
  /** 1 where the first character of the alphabet, a zero, may not stand. */
  readonly first: number;
  readonly isCapital: boolean;
  readonly isDecomposed: boolean;
}

/** A text taken apart into what stays and the digits of a number that is replaced. */
export interface TextShape {
  readonly digits: readonly number[];
  readonly radices: readonly number[];
  readonly hasLetters: boolean;
  /** Puts other digits into the shape. */
  pour(digits: readonly number[]): string;
  /** What would stand in each place, in small letters and composed. */
  cells(digits: readonly number[]): readonly string[];
  /** What may stand in a place. */
  kindAt(place: number): "fixed" | "decimal" | "letter";
}

/**
 * Takes a text apart. What belongs to the shape: the number of characters, their script and kind, capitals,
 * everything that is neither letter nor digit, zeros at the start of a number (F36), and whether letters
 * with marks are composed (F34). Everything else is in the digits.
 *
 * Separators do not end a number, so `555-0100` and `5550100` have the same digits.
 */
export function readShape(text: string): TextShape {
  const parts: (string | Slot)[] = [];
  const digits: number[] = [];
  let inNumber = false;
  const take = (character: string, isDecomposed: boolean): void => {
    const letter = letterOf(character);
    const isLeadingZero = letter?.alphabet.isDecimal === true && letter.index === 0 && !inNumber;
    if (letter === undefined || isLeadingZero) {
      parts.push(character);
      return;
    }
    const { alphabet, index, isCapital } = letter;
    const first = alphabet.isDecimal && !inNumber ? 1 : 0;
    inNumber = alphabet.isDecimal;
    parts.push(
      first === 0 && !isDecomposed
        ? plainSlotOf(letter)
        : { alphabet, first, isCapital, isDecomposed },
    );
    digits.push(index - first);
  };
  readCharacters(text, take);
  const slots = parts.filter((part) => typeof part !== "string");
  return {
    digits,
    radices: slots.map(({ alphabet, first }) => alphabet.characters.length - first),
    hasLetters: slots.some(({ alphabet }) => !alphabet.isDecimal),
    pour: (values) => pour(parts, values),
    cells: (values) => toCells(parts, values),
    kindAt: (place) => kindOf(parts[place]),
  };
}

const plainSlots = new Map<Letter, Slot>();

/** Most places are like many others: one object for all of them. */
function plainSlotOf(letter: Letter): Slot {
  const known = plainSlots.get(letter);
  if (known !== undefined) return known;
  const { alphabet, isCapital } = letter;
  const slot: Slot = { alphabet, first: 0, isCapital, isDecomposed: false };
  plainSlots.set(letter, slot);
  return slot;
}

const letterWithMarks = /\p{L}[\u0300-\u036f]/u;

/** Takes the characters of a text. A letter with marks that NFC would make one character is one, decomposed. */
function readCharacters(
  text: string,
  take: (character: string, isDecomposed: boolean) => void,
): void {
  if (!letterWithMarks.test(text)) {
    for (const character of text) take(character, false);
    return;
  }
  for (const [cluster] of text.matchAll(/\p{L}[\u0300-\u036f]+|[^]/gu)) {
    const composed = cluster.length === 1 ? cluster : cluster.normalize("NFC");
    const isDecomposed =
      countCharacters(composed) === 1 && composed !== cluster && isWhole(cluster);
    if (isDecomposed) take(composed, true);
    else for (const character of cluster) take(character, false);
  }
}

/** Whether it is decomposed all the way, so that it can be made again from its composed form. */
function isWhole(cluster: string): boolean {
  return cluster.normalize("NFD") === cluster;
}

function pour(parts: readonly (string | Slot)[], digits: readonly number[]): string {
  let at = 0;
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") text += part;
    else text += writeCharacter(part, digits[at++] ?? 0);
  }
  return text;
}

function writeCharacter(slot: Slot, digit: number): string {
  const small = characterOf(slot, digit);
  const cased = slot.isCapital ? small.toUpperCase() : small;
  return slot.isDecomposed ? cased.normalize("NFD") : cased;
}

function characterOf({ alphabet, first }: Slot, digit: number): string {
  return alphabet.characters[digit + first] ?? "";
}

function toCells(parts: readonly (string | Slot)[], digits: readonly number[]): readonly string[] {
  let at = 0;
  return parts.map((part) =>
    typeof part === "string" ? part : characterOf(part, digits[at++] ?? 0),
  );
}

function kindOf(part: string | Slot | undefined): "fixed" | "decimal" | "letter" {
  if (part === undefined || typeof part === "string") return "fixed";
  return part.alphabet.isDecimal ? "decimal" : "letter";
}
