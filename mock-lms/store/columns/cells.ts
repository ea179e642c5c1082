import { assert } from "../../../core/assert.ts";

/** The numbers that stand for a record, by column. */
export type Cells<Name extends string> = Readonly<Record<Name, number>>;

/** How records are kept as numbers. A column of up to 16 bits shares a word with others. */
export interface CellForm<Item, Name extends string> {
  /** How many bits each column takes: 32 for ids. */
  readonly bits: Readonly<Record<Name, number>>;
  readonly toCells: (item: Item) => Cells<Name>;
  readonly toItem: (id: number, cells: Cells<Name>) => Item;
}

/** Where a column lies in a row. */
export interface CellPlace {
  readonly word: number;
  readonly shift: number;
  /** The largest number that fits. */
  readonly largest: number;
}

/** Where each column lies. Word 0 begins with the bit that says that the row is there. */
export interface RowLayout<Name extends string> {
  readonly places: ReadonlyMap<Name, CellPlace>;
  readonly words: number;
  /** The layout in words, to tell rows of another layout by. */
  readonly text: string;
}

/** The bit of word 0 that says that a row is there. */
export const presentBit = 1;

/** Lays columns out in words: narrow ones share words, wide ones have their own. */
export function layOut<Name extends string>(bits: Readonly<Record<Name, number>>): RowLayout<Name> {
  const places = new Map<Name, CellPlace>();
  const text: string[] = [];
  let narrowWord = 0;
  let shift = 1;
  let words = 1;
  for (const name in bits) {
    const width = bits[name];
    text.push(`${name}:${width}`);
    if (width > 16) {
      places.set(name, { word: words, shift: 0, largest: 2 ** 32 - 1 });
      words += 1;
      continue;
    }
    if (shift + width > 32) {
      [narrowWord, shift] = [words, 0];
      words += 1;
    }
    places.set(name, { word: narrowWord, shift, largest: 2 ** width - 1 });
    shift += width;
  }
  return { places, words, text: text.join(",") };
}

/** Packs cells into the words of a row. */
export function packCells<Name extends string>(
  layout: RowLayout<Name>,
  cells: Cells<Name>,
): Uint32Array {
  const words = new Uint32Array(layout.words);
  words[0] = presentBit;
  for (const [name, { word, shift, largest }] of layout.places) {
    const value = cells[name];
    assert(
      Number.isInteger(value) && value >= 0 && value <= largest,
      `no such number fits into the column ${name}`,
    );
    words[word] = (words[word] ?? 0) | (value << shift);
  }
  return words;
}
