import * as z from "zod";
import { assert } from "../../core/assert.ts";
import { noRow } from "./columns/row-table.ts";
import { rowsMax } from "./columns/row-words.ts";
import { createRecordRows } from "./record-rows.ts";
import { createTextIndex, type TextIndex } from "./text-index.ts";

/** What every record has. */
export interface Identified {
  readonly id: number;
}

/** A key that an index files a record under; undefined when the record has none. */
type IndexKey = string | number | undefined;

/** How a collection numbers and files its records. */
export interface CollectionSpec<
  Item extends Identified,
  Unique extends string,
  Group extends string,
> {
  /** What a record looks like, for a store that is read back. */
  readonly schema: z.ZodType<Item>;
  readonly firstId: number;
  /** No two records may give the same key. */
  readonly unique: Readonly<Record<Unique, (item: Item) => string | undefined>>;
  /** Any number of records may share a key. */
  readonly groups: Readonly<Record<Group, (item: Item) => IndexKey>>;
}

/** Looking things up. Every look-up by id, unique key or group takes constant time. */
export interface CollectionView<
  Item extends Identified,
  Unique extends string,
  Group extends string,
> {
  readonly size: number;
  get(id: number): Item | undefined;
  find(index: Unique, key: string): Item | undefined;
  /** The records of a group, oldest first. */
  list(group: Group, key: string | number): readonly Item[];
  /** How many different keys a group index has. */
  groupCount(group: Group): number;
  /** All records, oldest first. */
  values(): IterableIterator<Item>;
}

/**
 * The changes of a collection as bytes, for stores that keep them in order.
 *
 * A change says how a record is from then on, or that it is gone. Applied in order to an empty collection, all
 * changes ever made give the collection; so does a dump followed by the changes after it.
 */
export interface CollectionChanges {
  /** What the bytes mean. Changes written under another form cannot be applied. */
  readonly form: string;
  /** Gives each change from now on to the listener; there is one listener. */
  watch(listener: (change: Uint8Array) => void): void;
  /** All that there is, as changes. What changes later does not show in them. */
  dump(): Iterable<Uint8Array>;
  /**
   * Makes a change again. The listener is not told.
   *
   * @throws z.ZodError or BugError when it is no change of such records, or contradicts those that are there
   */
  apply(change: Uint8Array): void;
}

/** A collection that can be changed. A broken unique index is a bug of ours: the rules look first. */
export interface Collection<
  Item extends Identified,
  Unique extends string = never,
  Group extends string = never,
> extends CollectionView<Item, Unique, Group> {
  readonly nextId: number;
  /** Adds what `build` makes of the next id. */
  add(build: (id: number) => Item): Item;
  /** Puts the record in the place of the one with its id. */
  replace(item: Item): void;
  remove(id: number): void;
  /** All that there is, to be written to a file. */
  save(): SavedCollection<Item>;
  /**
   * Fills an empty collection with what was saved.
   *
   * @throws z.ZodError when it is not such records
   * @throws BugError when they contradict each other
   */
  load(saved: unknown): void;
  readonly changes: CollectionChanges;
}

/** A collection as it stands in a file. */
export interface SavedCollection<Item> {
  readonly nextId: number;
  readonly items: readonly Item[];
}

interface UniqueIndex<Item> {
  readonly name: string;
  readonly keyOf: (item: Item) => string | undefined;
  readonly rows: TextIndex;
}

interface GroupIndex<Item> {
  readonly keyOf: (item: Item) => IndexKey;
  readonly ids: Map<string | number, Set<number>>;
}

/** Creates an empty collection. `onChange` is called after each change. */
export function createCollection<
  Item extends Identified,
  Unique extends string,
  Group extends string,
>(
  spec: CollectionSpec<Item, Unique, Group>,
  onChange: () => void,
): Collection<Item, Unique, Group> {
  const items = createRecordRows<Item>();
  const uniques = Object.entries<(item: Item) => string | undefined>(spec.unique).map(
    ([name, keyOf]): UniqueIndex<Item> => {
      const rows = createTextIndex((row) => {
        const item = items.get(row);
        return item === undefined ? undefined : keyOf(item);
      });
      return { name, keyOf, rows };
    },
  );
  const uniqueByName = new Map<string, UniqueIndex<Item>>(
    uniques.map((index) => [index.name, index]),
  );
  const groups = new Map<string, GroupIndex<Item>>(
    Object.entries<(item: Item) => IndexKey>(spec.groups).map(([name, keyOf]) => [
      name,
      { keyOf, ids: new Map() },
    ]),
  );
  let nextId = spec.firstId;
  let tell: ((change: Uint8Array) => void) | undefined;
  const savedSchema = z.strictObject({ nextId: z.int().min(1), items: z.array(spec.schema) });
  const changeSchema = z.union([
    z.strictObject({ put: z.array(spec.schema) }),
    z.strictObject({ remove: z.int() }),
    z.strictObject({ next: z.int().min(1) }),
  ]);

  const rowOf = (id: number): number => {
    const row = id - spec.firstId;
    return Number.isInteger(row) && row >= 0 && row < rowsMax ? row : noRow;
  };
  const get = (id: number): Item | undefined => items.get(rowOf(id));
  const insert = (item: Item): void => {
    const row = rowOf(item.id);
    assert(row !== noRow, "an id lies outside of what its collection gives");
    assert(items.get(row) === undefined, `two records have the id ${item.id}`);
    for (const index of uniques) refuseTaken(index, item);
    items.set(row, item);
    for (const index of uniques) addUnique(index, item, row);
    for (const index of groups.values()) addToGroup(index, item);
  };
  const exchange = (before: Item, item: Item): void => {
    const row = rowOf(item.id);
    const moved = uniques.filter(({ keyOf }) => keyOf(before) !== keyOf(item));
    for (const index of moved) refuseTaken(index, item);
    for (const index of moved) removeUnique(index, before, row);
    items.set(row, item);
    for (const index of moved) addUnique(index, item, row);
    for (const index of groups.values()) {
      if (index.keyOf(before) === index.keyOf(item)) continue;
      removeFromGroup(index, before);
      addToGroup(index, item);
    }
  };
  const drop = (before: Item): void => {
    const row = rowOf(before.id);
    for (const index of uniques) removeUnique(index, before, row);
    for (const index of groups.values()) removeFromGroup(index, before);
    items.clear(row);
  };
  const put = (item: Item): void => {
    const before = get(item.id);
    if (before === undefined) insert(item);
    else exchange(before, item);
    nextId = Math.max(nextId, item.id + 1);
  };
  const idsOf = (group: Group, key: string | number): ReadonlySet<number> =>
    groups.get(group)?.ids.get(key) ?? noIds;

  return {
    get size() {
      return items.size;
    },
    get nextId() {
      return nextId;
    },
    get,
    find: (index, key) => items.get(uniqueByName.get(index)?.rows.find(key) ?? noRow),
    list: (group, key) => {
      const listed: Item[] = [];
      let sorted = true;
      for (const id of idsOf(group, key)) {
        const item = get(id);
        if (item === undefined) continue;
        // A record that came from another group stands last there, and is not the youngest.
        sorted &&= id > (listed.at(-1)?.id ?? 0);
        listed.push(item);
      }
      return sorted ? listed : listed.toSorted((left, right) => left.id - right.id);
    },
    groupCount: (group) => groups.get(group)?.ids.size ?? 0,
    values: () => items.values(),
    add: (build) => {
      const item = build(nextId);
      insert(item);
      nextId += 1;
      onChange();
      tell?.(formatChange("put", [item]));
      return item;
    },
    replace: (item) => {
      const before = get(item.id);
      assert(before !== undefined, `record ${item.id} is not there to be replaced`);
      exchange(before, item);
      onChange();
      tell?.(formatChange("put", [item]));
    },
    remove: (id) => {
      const before = get(id);
      if (before === undefined) return;
      drop(before);
      onChange();
      tell?.(formatChange("remove", id));
    },
    save: () => ({ nextId, items: [...items.values()] }),
    load: (saved) => {
      const read = savedSchema.parse(saved);
      for (const item of read.items) insert(item);
      nextId = Math.max(nextId, read.nextId);
      for (const { id } of read.items) nextId = Math.max(nextId, id + 1);
    },
    changes: {
      form: "json",
      watch: (listener) => {
        tell = listener;
      },
      dump: () => dumpItems([...items.values()], nextId),
      apply: (bytes) => {
        const change = changeSchema.parse(JSON.parse(decoder.decode(bytes)));
        if ("put" in change) for (const item of change.put) put(item);
        else if ("next" in change) nextId = Math.max(nextId, change.next);
        else {
          const before = get(change.remove);
          if (before !== undefined) drop(before);
        }
      },
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const itemsPerPart = 1_000;

function formatChange(kind: "put" | "remove" | "next", what: unknown): Uint8Array {
  return encoder.encode(JSON.stringify({ [kind]: what }));
}

/** Records are never changed in place, so the list of them alone is a picture of the moment. */
function* dumpItems(items: readonly unknown[], nextId: number): Iterable<Uint8Array> {
  yield formatChange("next", nextId);
  for (let at = 0; at < items.length; at += itemsPerPart) {
    yield formatChange("put", items.slice(at, at + itemsPerPart));
  }
}

const noIds: ReadonlySet<number> = new Set();

function refuseTaken<Item extends Identified>(
  { name, keyOf, rows }: UniqueIndex<Item>,
  item: Item,
): void {
  const key = keyOf(item);
  if (key === undefined) return;
  assert(rows.find(key) === noRow, `record ${item.id} repeats the ${name} of another`);
}

function addUnique<Item>({ keyOf, rows }: UniqueIndex<Item>, item: Item, row: number): void {
  const key = keyOf(item);
  if (key !== undefined) rows.add(key, row);
}

function removeUnique<Item>({ keyOf, rows }: UniqueIndex<Item>, item: Item, row: number): void {
  const key = keyOf(item);
  if (key !== undefined) rows.remove(key, row);
}

function addToGroup<Item extends Identified>(index: GroupIndex<Item>, item: Item): void {
  const key = index.keyOf(item);
  if (key === undefined) return;
  const ids = index.ids.get(key);
  if (ids === undefined) index.ids.set(key, new Set([item.id]));
  else ids.add(item.id);
}

function removeFromGroup<Item extends Identified>(index: GroupIndex<Item>, item: Item): void {
  const key = index.keyOf(item);
  if (key === undefined) return;
  const ids = index.ids.get(key);
  ids?.delete(item.id);
  if (ids?.size === 0) index.ids.delete(key);
}
