import { createIdSpace } from "../store/table/id-space.ts";
import { createPackedTexts } from "../store/table/packed-texts.ts";

/** Texts by key, several under one key in their order: some twenty bytes beside the texts themselves. */
export interface PackedLists {
  /** How many keys there are. Their numbers run from 0, in the order in which they first came. */
  readonly size: number;
  /** Adds a text under a key. */
  readonly add: (key: string, text: string) => void;
  /** The number of a key, or -1. */
  readonly find: (key: string) => number;
  readonly keyAt: (index: number) => string;
  /** The texts of a key. */
  readonly textsAt: (index: number) => readonly string[];
  /** Marks a key. Says whether it was marked before. */
  readonly mark: (index: number) => boolean;
  readonly isMarked: (index: number) => boolean;
}

/** Creates empty lists. Each text knows the next of its key. */
export function createPackedLists(): PackedLists {
  const keys = createIdSpace();
  const texts = createPackedTexts();
  let first = new Uint32Array(64);
  let last = new Uint32Array(64);
  let next = new Uint32Array(64);
  let marks = new Uint8Array(64);
  const add = (key: string, text: string): void => {
    const isNew = keys.find(key) === -1;
    const index = keys.code(key);
    const code = texts.add(text);
    if (index >= first.length) [first, last] = [doubled(first), doubled(last)];
    if (code >= next.length) next = doubled(next);
    if (isNew) first[index] = code;
    else next[last[index] ?? 0] = code + 1;
    last[index] = code;
  };
  return {
    get size() {
      return keys.size;
    },
    add,
    find: (key) => keys.find(key),
    keyAt: (index) => keys.text(index),
    textsAt: (index) => {
      const found: string[] = [];
      for (let code = (first[index] ?? 0) + 1; code !== 0; code = next[code - 1] ?? 0) {
        found.push(texts.text(code - 1));
      }
      return found;
    },
    mark: (index) => {
      while (index >= marks.length) {
        const longer = new Uint8Array(marks.length * 2);
        longer.set(marks);
        marks = longer;
      }
      const before = marks[index] === 1;
      marks[index] = 1;
      return before;
    },
    isMarked: (index) => marks[index] === 1,
  };
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
