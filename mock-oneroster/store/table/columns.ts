import { assert } from "../../../core/assert.ts";
import type { IdSpace } from "./id-space.ts";
import { createPackedTexts, grown } from "./packed-texts.ts";

/** One field of all rows of a table. */
export interface Column<Value> {
  get(row: number): Value;
  set(row: number, value: Value): void;
}

/** A column whose values are few or are ids: each has a number, by which rows can be looked up. */
export interface CodedColumn<Value> extends Column<Value> {
  /** The number of the row's value. Numbers run from 0 to `codes - 1`. */
  codeAt(row: number): number;
  /** The numbers of all rows, for loops over millions. Good until a row is written. */
  codesNow(): ArrayLike<number>;
  readonly codes: number;
  /** The number of a text, or -1 when no row ever had it. */
  find(text: string): number;
  /** The text behind a number; undefined stands for an absent value. */
  textOf(code: number): string | undefined;
}

/** References to things by id. */
export function refColumn(space: IdSpace): CodedColumn<string> {
  let codes = new Uint32Array(32);
  // Neighbouring rows often point at the same thing.
  let last: string | undefined;
  let lastCode = 0;
  return {
    get: (row) => space.text(codes[row] ?? 0),
    set: (row, value) => {
      while (row >= codes.length) codes = grown(codes);
      if (value !== last) {
        last = value;
        lastCode = space.code(value);
      }
      codes[row] = lastCode;
    },
    codeAt: (row) => codes[row] ?? 0,
    codesNow: () => codes,
    get codes() {
      return space.size;
    },
    find: (text) => space.find(text),
    textOf: (code) => space.text(code),
  };
}

/** Texts that many rows share, such as names, days and roles. May be absent. */
export function wordColumn<Word extends string | undefined>(): CodedColumn<Word> {
  return codedColumn<Word>(String, (value) => value);
}

/** Lists and objects that many rows share. They are compared by their JSON and may not be changed. */
export function valueColumn<Value>(): CodedColumn<Value> {
  // Rows that share a value often share its object, and writing JSON takes longer than all else.
  const recent = new Map<Value, string>();
  const jsonOf = (value: Value): string => {
    const known = recent.get(value);
    if (known !== undefined) return known;
    if (recent.size >= recentMax) recent.clear();
    const json = JSON.stringify(value);
    recent.set(value, json);
    return json;
  };
  return codedColumn<Value>(jsonOf, () => undefined);
}

/** How many objects a column of values recognises without writing their JSON. */
const recentMax = 64;

/** Yes or no. */
export function flagColumn(): CodedColumn<boolean> {
  return codedColumn<boolean>(String, String);
}

/** How many characters of texts that no row has any more may stay at least. */
const leftoversMax = 1 << 20;

/**
 * Texts that few rows share, such as e-mail addresses. May be absent. When more is left of earlier texts than
 * rows have, the texts are packed anew, so that a client that writes again and again fills no memory.
 */
export function textColumn(): Column<string | undefined> {
  let texts = createPackedTexts();
  let codes = new Uint32Array(32);
  let [held, leftovers] = [0, 0];
  const packAnew = (): void => {
    const kept = createPackedTexts();
    codes = codes.map((code) => (code === 0 ? 0 : kept.add(texts.text(code - 1)) + 1));
    [texts, leftovers] = [kept, 0];
  };
  const get = (row: number): string | undefined => {
    const code = codes[row] ?? 0;
    return code === 0 ? undefined : texts.text(code - 1);
  };
  return {
    get,
    set: (row, value) => {
      while (row >= codes.length) codes = grown(codes);
      const before = get(row);
      // Most changes of a row leave most of its texts alone.
      if (before === value) return;
      codes[row] = value === undefined ? 0 : texts.add(value) + 1;
      held += (value?.length ?? 0) - (before?.length ?? 0);
      leftovers += before?.length ?? 0;
      if (leftovers > held + leftoversMax) packAnew();
    },
  };
}

/** A column that hardly any row fills. */
export interface RareColumn {
  /** Whether the row is one that does. */
  has(row: number): boolean;
}

/** Values that hardly any row has. */
export function rareColumn<Value>(): Column<Value | undefined> & RareColumn {
  const values = new Map<number, Value>();
  return {
    get: (row) => values.get(row),
    has: (row) => values.size > 0 && values.has(row),
    set: (row, value) => {
      if (value !== undefined) values.set(row, value);
      else if (values.size > 0) values.delete(row);
    },
  };
}

/** Lists that hardly any row fills. */
export function rareListColumn<Item>(): Column<readonly Item[]> {
  const lists = rareColumn<readonly Item[]>();
  const none: readonly Item[] = [];
  return {
    get: (row) => lists.get(row) ?? none,
    set: (row, value) => lists.set(row, value.length === 0 ? undefined : value),
  };
}

/** Each distinct value once, and a number of as few bytes as will do for every row. */
function codedColumn<Value>(
  keyOf: (value: Value) => string,
  textOf: (value: Value) => string | undefined,
): CodedColumn<Value> {
  const boxes: { readonly value: Value }[] = [];
  const known = new Map<string, number>();
  let codes: Codes = new Uint8Array(32);
  let codesMax = 0xff;
  // Neighbouring rows often hold the same value.
  let lastBox: { readonly value: Value } | undefined;
  let lastCode = 0;
  const codeOf = (value: Value): number => {
    const key = value === undefined ? absentKey : keyOf(value);
    const code = known.get(key) ?? boxes.length;
    if (code === boxes.length) {
      boxes.push({ value });
      known.set(key, code);
    }
    return code;
  };
  const valueAt = (code: number): Value => {
    const box = boxes[code];
    assert(box !== undefined, "a row is written before it is read.");
    return box.value;
  };
  return {
    get: (row) => valueAt(codes[row] ?? 0),
    set: (row, value) => {
      if (lastBox === undefined || lastBox.value !== value) {
        lastCode = codeOf(value);
        lastBox = boxes[lastCode];
      }
      if (row >= codes.length || lastCode > codesMax) {
        codes = fitting(codes, row, lastCode);
        codesMax = 2 ** (8 * codes.BYTES_PER_ELEMENT) - 1;
      }
      codes[row] = lastCode;
    },
    codeAt: (row) => codes[row] ?? 0,
    codesNow: () => codes,
    get codes() {
      return boxes.length;
    },
    find: (text) => known.get(text) ?? -1,
    textOf: (code) => {
      const value = valueAt(code);
      return value === undefined ? undefined : textOf(value);
    },
  };
}

/** Stands for an absent value. No text can be half of a surrogate pair by itself and come from UTF-8. */
const absentKey = "\ud800absent";

type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

/** The codes in an array that has room for the row and bits for the code. */
function fitting(codes: Codes, row: number, code: number): Codes {
  const bytes = widest(codes, code);
  if (row < codes.length && bytes === codes.BYTES_PER_ELEMENT) return codes;
  let { length } = codes;
  while (length <= row) length *= 2;
  const moved = new kinds[bytes](length);
  moved.set(codes);
  return moved;
}

function widest(codes: Codes, code: number): keyof typeof kinds {
  if (codes instanceof Uint32Array || code >= 0x1_0000) return 4;
  return codes instanceof Uint16Array || code >= 0x100 ? 2 : 1;
}
