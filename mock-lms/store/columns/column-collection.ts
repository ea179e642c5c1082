import * as z from "zod";
import { assert } from "../../../core/assert.ts";
import type { Collection, Identified } from "../collection.ts";
import { layOut, packCells, type CellForm, type RowLayout } from "./cells.ts";
import { createRowGroups, type RowGroups } from "./row-groups.ts";
import { createRowTable, hashPair, noRow, type RowTable } from "./row-table.ts";
import { createRowWords, rowsMax, type RowWords } from "./row-words.ts";

/** How a collection of records made of numbers is kept and filed. Columns that are filed by take 32 bits. */
export interface ColumnSpec<
  Item extends Identified,
  Name extends string,
  Unique extends string,
  Group extends string,
> extends CellForm<Item, Name> {
  readonly schema: z.ZodType<Item>;
  readonly firstId: number;
  /** No two records hold the same two numbers here. Looked up by `pairKey` of them. */
  readonly unique: Readonly<Record<Unique, readonly [Name, Name]>>;
  /** Any number of records may hold the same number here. */
  readonly groups: Readonly<Record<Group, Name>>;
}

interface PairIndex {
  readonly name: string;
  readonly words: readonly [number, number];
  readonly table: RowTable;
}

/** Rows, and what finds them. */
interface FiledRows {
  readonly words: RowWords;
  readonly uniques: ReadonlyMap<string, PairIndex>;
  readonly groups: ReadonlyMap<string, RowGroups>;
}

/**
 * Creates an empty collection that keeps its records as numbers in typed arrays, some 50 bytes for an enrollment
 * with its indexes, and makes objects of them when they are read. For kinds of which there are millions.
 *
 * Ids are counted up and never given twice, so an id is a place: no index of ids is needed.
 */
export function createColumnCollection<
  Item extends Identified,
  Name extends string,
  Unique extends string,
  Group extends string,
>(
  spec: ColumnSpec<Item, Name, Unique, Group>,
  onChange: () => void,
): Collection<Item, Unique, Group> {
  const layout = layOut(spec.bits);
  const filed = createFiledRows(layout, spec);
  const { words } = filed;
  const cells: Record<Name, number> = { ...spec.bits };
  const savedSchema = z.strictObject({ nextId: z.int().min(1), items: z.array(spec.schema) });
  let nextId = spec.firstId;
  let size = 0;
  let tell: ((change: Uint8Array) => void) | undefined;

  const rowOf = (id: number): number => {
    const row = id - spec.firstId;
    return Number.isInteger(row) && row >= 0 && row < rowsMax ? row : noRow;
  };
  const read = (row: number): Item => {
    for (const [name, { word, shift, largest }] of layout.places) {
      cells[name] = ((words.get(row, word) >>> shift) & largest) >>> 0;
    }
    return spec.toItem(row + spec.firstId, cells);
  };
  const has = (row: number): boolean => row !== noRow && words.get(row, 0) !== 0;
  const put = (row: number, packed: Uint32Array): void => {
    assert(row !== noRow, "an id lies outside of what its collection gives");
    if (has(row)) replaceRow(filed, row, packed);
    else {
      insertRow(filed, row, packed);
      size += 1;
    }
    nextId = Math.max(nextId, row + spec.firstId + 1);
  };
  const drop = (row: number): void => {
    if (!has(row)) return;
    removeRow(filed, row);
    size -= 1;
  };
  const putItem = (item: Item): void => {
    const packed = packCells(layout, spec.toCells(item));
    put(rowOf(item.id), packed);
    onChange();
    tell?.(bytesOf(Uint32Array.of(kinds.put, rowOf(item.id), ...packed)));
  };

  return {
    get size() {
      return size;
    },
    get nextId() {
      return nextId;
    },
    get: (id) => {
      const row = rowOf(id);
      return has(row) ? read(row) : undefined;
    },
    find: (index, key) => {
      const pairs = filed.uniques.get(index);
      const slash = key.indexOf("/");
      if (pairs === undefined || slash === -1) return undefined;
      const [first, second] = [Number(key.slice(0, slash)), Number(key.slice(slash + 1))];
      const row = findPair(words, pairs, first, second);
      return row === noRow ? undefined : read(row);
    },
    list: (group, key) =>
      typeof key === "number" ? (filed.groups.get(group)?.list(key).map(read) ?? []) : [],
    groupCount: (group) => filed.groups.get(group)?.count ?? 0,
    *values() {
      for (const row of words.rows()) yield read(row);
    },
    add: (build) => {
      const item = build(nextId);
      assert(!has(rowOf(item.id)), `two records have the id ${item.id}`);
      putItem(item);
      return item;
    },
    replace: (item) => {
      assert(has(rowOf(item.id)), `record ${item.id} is not there to be replaced`);
      putItem(item);
    },
    remove: (id) => {
      const row = rowOf(id);
      if (!has(row)) return;
      drop(row);
      onChange();
      tell?.(bytesOf(Uint32Array.of(kinds.remove, row)));
    },
    save: () => ({ nextId, items: [...words.rows()].map(read) }),
    load: (saved) => {
      const { items, nextId: savedNextId } = savedSchema.parse(saved);
      for (const item of items) {
        assert(!has(rowOf(item.id)), `two records have the id ${item.id}`);
        put(rowOf(item.id), packCells(layout, spec.toCells(item)));
      }
      nextId = Math.max(nextId, savedNextId);
    },
    changes: {
      form: `${spec.firstId} ${layout.text}`,
      watch: (listener) => {
        tell = listener;
      },
      dump: () => dumpRows(words, layout, nextId - spec.firstId),
      apply: (change) => {
        const [kind = -1, ...rest] = change.byteLength < 12 ? wordsOf(change) : [];
        if (kind === kinds.remove) drop(rest[0] ?? noRow);
        else if (kind === kinds.next) nextId = Math.max(nextId, spec.firstId + (rest[0] ?? 0));
        else applyRows(wordsOf(change), layout, put);
      },
    },
  };
}

/** What a change does, as its first word. */
const kinds = { next: 0, put: 1, remove: 2 } as const;

const rowsPerPart = 16_384;

/** All rows as changes, made at once so that later changes do not show in them. */
function dumpRows<Name extends string>(
  words: RowWords,
  layout: RowLayout<Name>,
  nextRow: number,
): readonly Uint8Array[] {
  const stride = 1 + layout.words;
  const parts = [bytesOf(Uint32Array.of(kinds.next, nextRow))];
  let part = new Uint32Array(1 + rowsPerPart * stride);
  let used = 1;
  const end = (): void => {
    part[0] = kinds.put;
    if (used > 1) parts.push(bytesOf(part.slice(0, used)));
    used = 1;
  };
  for (const row of words.rows()) {
    if (used === part.length) end();
    part[used] = row;
    for (let word = 0; word < layout.words; word += 1) {
      part[used + 1 + word] = words.get(row, word);
    }
    used += stride;
  }
  end();
  return parts;
}

function applyRows<Name extends string>(
  change: Uint32Array,
  layout: RowLayout<Name>,
  put: (row: number, packed: Uint32Array) => void,
): void {
  const stride = 1 + layout.words;
  assert(
    change[0] === kinds.put && (change.length - 1) % stride === 0,
    "a change is not of the form of its collection",
  );
  for (let at = 1; at < change.length; at += stride) {
    assert(((change[at + 1] ?? 0) & 1) === 1, "a row of a change is not there");
    put(change[at] ?? noRow, change.subarray(at + 1, at + stride));
  }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

/** Copies, because words lie on addresses that bytes of a file need not. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  assert(bytes.byteLength % 4 === 0, "a change is not of the form of its collection");
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

function createFiledRows<Name extends string>(
  layout: RowLayout<Name>,
  spec: {
    readonly unique: Readonly<Record<string, readonly [Name, Name]>>;
    readonly groups: Readonly<Record<string, Name>>;
  },
): FiledRows {
  const wordOf = (name: Name): number => {
    const place = layout.places.get(name);
    assert(
      place !== undefined && place.largest === 2 ** 32 - 1,
      `${name} is too narrow to file by`,
    );
    return place.word;
  };
  const groups = Object.entries(spec.groups);
  const words = createRowWords(layout.words + 2 * groups.length);
  const linksAt = (index: number): number => layout.words + 2 * index;
  return {
    words,
    uniques: new Map(
      Object.entries(spec.unique).map(([name, [first, second]]) => [
        name,
        { name, words: [wordOf(first), wordOf(second)], table: createRowTable() },
      ]),
    ),
    groups: new Map(
      groups.map(([name, column], index) => {
        const keyWord = wordOf(column);
        const place = { keyWord, nextWord: linksAt(index), previousWord: linksAt(index) + 1 };
        return [name, createRowGroups(words, place)];
      }),
    ),
  };
}

function findPair(words: RowWords, index: PairIndex, first: number, second: number): number {
  const [firstWord, secondWord] = index.words;
  return index.table.find(
    hashPair(first, second),
    (row) => words.get(row, firstWord) === first && words.get(row, secondWord) === second,
  );
}

function insertRow({ words, uniques, groups }: FiledRows, row: number, packed: Uint32Array): void {
  for (const index of uniques.values()) refuseTaken(words, index, packed);
  words.open(row);
  writeWords(words, row, packed);
  for (const index of uniques.values()) index.table.add(hashOf(index, packed), row);
  for (const group of groups.values()) group.add(row);
}

function replaceRow({ words, uniques, groups }: FiledRows, row: number, packed: Uint32Array): void {
  const before = packed.map((_, word) => words.get(row, word));
  const pairs = [...uniques.values()].filter((index) =>
    index.words.some((word) => before[word] !== packed[word]),
  );
  const moved = [...groups.values()].filter(({ keyWord }) => before[keyWord] !== packed[keyWord]);
  for (const index of pairs) refuseTaken(words, index, packed);
  for (const index of pairs) index.table.remove(hashOf(index, before), row);
  for (const group of moved) group.remove(row);
  writeWords(words, row, packed);
  for (const index of pairs) index.table.add(hashOf(index, packed), row);
  for (const group of moved) group.add(row);
}

function removeRow({ words, uniques, groups }: FiledRows, row: number): void {
  for (const { words: pair, table } of uniques.values()) {
    table.remove(hashPair(words.get(row, pair[0]), words.get(row, pair[1])), row);
  }
  for (const group of groups.values()) group.remove(row);
  words.clear(row);
}

function hashOf({ words: [first, second] }: PairIndex, packed: Uint32Array): number {
  return hashPair(packed[first] ?? 0, packed[second] ?? 0);
}

function refuseTaken(words: RowWords, index: PairIndex, packed: Uint32Array): void {
  const [first, second] = index.words;
  const taken = findPair(words, index, packed[first] ?? 0, packed[second] ?? 0);
  assert(taken === noRow, `a record repeats the ${index.name} of another`);
}

function writeWords(words: RowWords, row: number, packed: Uint32Array): void {
  for (let word = 0; word < packed.length; word += 1) words.set(row, word, packed[word] ?? 0);
}
