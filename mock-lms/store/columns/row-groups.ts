import { createRowTable, hashPair, noRow } from "./row-table.ts";
import type { RowWords } from "./row-words.ts";

/** The rows that hold the same number in a column, in order. */
export interface RowGroups {
  /** The word whose number they share. */
  readonly keyWord: number;
  /** How many different numbers there are. */
  readonly count: number;
  add(row: number): void;
  /** Takes a row out, while it still holds its number. */
  remove(row: number): void;
  list(key: number): readonly number[];
}

/** Where a grouped column and the two links of its lists lie in a row. */
export interface GroupPlace {
  readonly keyWord: number;
  readonly nextWord: number;
  readonly previousWord: number;
}

/** Groups rows by rings of links within the rows: each row knows the next and the previous one of its group. */
export function createRowGroups(words: RowWords, place: GroupPlace): RowGroups {
  const { keyWord, nextWord, previousWord } = place;
  const heads = createRowTable();
  const headOf = (key: number): number =>
    heads.find(hashPair(key, keyWord), (row) => words.get(row, keyWord) === key);
  const link = (before: number, after: number): void => {
    words.set(before, nextWord, after);
    words.set(after, previousWord, before);
  };
  /** The row that a new one goes before: the head when it comes last, which in a ring is the same place. */
  const follower = (head: number, row: number): number => {
    if (words.get(head, previousWord) < row) return head;
    let other = head;
    while (other < row) other = words.get(other, nextWord);
    return other;
  };

  return {
    keyWord,
    get count() {
      return heads.size;
    },
    add: (row) => {
      const key = words.get(row, keyWord);
      const head = headOf(key);
      if (head === noRow) {
        heads.add(hashPair(key, keyWord), row);
        link(row, row);
        return;
      }
      const after = follower(head, row);
      link(words.get(after, previousWord), row);
      link(row, after);
      if (row < head) heads.swap(hashPair(key, keyWord), head, row);
    },
    remove: (row) => {
      const key = words.get(row, keyWord);
      const next = words.get(row, nextWord);
      if (next === row) {
        heads.remove(hashPair(key, keyWord), row);
        return;
      }
      if (headOf(key) === row) heads.swap(hashPair(key, keyWord), row, next);
      link(words.get(row, previousWord), next);
    },
    list: (key) => {
      const head = headOf(key);
      const rows: number[] = [];
      for (let row = head; row !== noRow;) {
        rows.push(row);
        row = words.get(row, nextWord);
        if (row === head) break;
      }
      return rows;
    },
  };
}
