import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText } from "../compare-text.ts";
import { createColumnTable } from "./column-table.ts";
import { rareColumn, refColumn, textColumn, valueColumn, wordColumn } from "./columns.ts";
import { createIdSpace } from "./id-space.ts";
import { createObjectTable } from "./object-table.ts";
import type { Table } from "./table.ts";

interface Row {
  readonly id: string;
  readonly group: string;
  readonly word: string | undefined;
  readonly text: string | undefined;
  readonly list: readonly string[];
  readonly rare: number | undefined;
}

function columnTable(): Table<Row> {
  const group = refColumn(createIdSpace());
  const word = wordColumn<string | undefined>();
  const text = textColumn();
  const list = valueColumn<readonly string[]>();
  const rare = rareColumn<number>();
  return createColumnTable<Row>({
    ids: createIdSpace(),
    columns: { group, word, text, list, rare },
    indexed: { group, word },
    read: (id, row) => ({
      id,
      group: group.get(row),
      word: word.get(row),
      text: text.get(row),
      list: list.get(row),
      rare: rare.get(row),
    }),
  });
}

const objectTable = (): Table<Row> => createObjectTable<Row>(createIdSpace(), ["group", "word"]);

const name = fc.oneof(
  fc.constantFrom("a", "b", "ä", "中", "😀", "\uffff", ""),
  fc.string({ unit: "grapheme", maxLength: 3 }),
);
const row = fc.record({
  id: name,
  group: name,
  word: fc.option(name, { nil: undefined }),
  text: fc.option(name, { nil: undefined }),
  list: fc.array(name, { maxLength: 2 }),
  rare: fc.option(fc.nat(), { nil: undefined }),
});
const step = fc.oneof(
  { weight: 4, arbitrary: row.map((put) => ({ put })) },
  { weight: 2, arbitrary: name.map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.constant({ look: true }) },
);

/** What a table says, by every way of asking. */
function everythingIn(table: Table<Row>): unknown {
  const ordered = [...table.rows.ordered()].map((at) => table.rows.idAt(at));
  const all = [...table.values()].toSorted((a, b) => compareText(a.id, b.id));
  return { size: table.size, ordered, all };
}

function everythingInMap(map: ReadonlyMap<string, Row>): unknown {
  const all = [...map.values()].toSorted((a, b) => compareText(a.id, b.id));
  return { size: map.size, ordered: all.map(({ id }) => id), all };
}

describe.each([
  ["a table of columns", columnTable],
  ["a table of objects", objectTable],
])("%s", (_name, create) => {
  it("holds what a map would, whatever is put and removed", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = create();
        const map = new Map<string, Row>();
        for (const one of steps) {
          if ("put" in one) {
            table.put(one.put);
            map.set(one.put.id, one.put);
          } else if ("remove" in one) {
            table.delete(one.remove);
            map.delete(one.remove);
          } else {
            table.rows.ordered();
            table.where("group", "a");
          }
        }

        expect(everythingIn(table)).toEqual(everythingInMap(map));
        for (const id of ["a", "😀", "never"]) expect(table.get(id)).toEqual(map.get(id));
      }),
    );
  });

  it("finds by an indexed field what a scan finds", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), name, (steps, wanted) => {
        const table = create();
        for (const one of steps) {
          if ("put" in one) table.put(one.put);
          else if ("remove" in one) table.delete(one.remove);
          else table.where("word", wanted);
        }
        const scanned = [...table.values()].filter(({ word }) => word === wanted);
        const found = table.where("word", wanted);

        expect(new Set(found.map(({ id }) => id))).toEqual(new Set(scanned.map(({ id }) => id)));
        expect(found).toHaveLength(scanned.length);
      }),
    );
  });

  it("finds a row by what it holds now, however often it went to and fro", () => {
    const few = fc.constantFrom("a", "b");
    fc.assert(
      fc.property(fc.array(fc.tuple(few, few), { maxLength: 12 }), (puts) => {
        const table = create();
        const held = new Map<string, string>();
        const put = (id: string, word: string): void => {
          table.put({ id, word, group: "", text: undefined, list: [], rare: undefined });
          held.set(id, word);
        };
        put("c", "a");
        table.where("word", "a");
        for (const [id, word] of puts) put(id, word);

        const expected = [...held].filter(([, word]) => word === "a").map(([id]) => id);
        const found = table.where("word", "a").map(({ id }) => id);
        expect(found.toSorted(compareText)).toEqual(expected.toSorted(compareText));
      }),
    );
  });

  it("finds by an indexed field after more changes than an index remembers", () => {
    const table = create();
    const blank = { text: undefined, list: [], rare: undefined };
    const put = (number: number, word: string): void =>
      table.put({ ...blank, id: String(number), group: String(number % 7), word });
    for (let number = 0; number < 100; number += 1) put(number, "old");

    const counts: number[] = [];
    for (let number = 0; number < 5_000; number += 1) {
      put(number, "new");
      if (number % 1_000 === 99) counts.push(table.where("word", "new").length);
    }

    expect(counts).toEqual([100, 1_100, 2_100, 3_100, 4_100]);
    expect(table.where("word", "new")).toHaveLength(5_000);
    expect(table.where("word", "old")).toEqual([]);
    expect(table.where("group", "3")).toHaveLength(714);
  });

  it("keeps the order when a removed row comes back", () => {
    const table = create();
    const blank = { group: "", word: undefined, text: undefined, list: [], rare: undefined };
    for (const id of ["b", "d"]) table.put({ ...blank, id });
    table.rows.ordered();

    table.delete("b");
    table.put({ ...blank, id: "b" });
    table.put({ ...blank, id: "c" });

    expect([...table.rows.ordered()].map((at) => table.rows.idAt(at))).toEqual(["b", "c", "d"]);
  });
});
