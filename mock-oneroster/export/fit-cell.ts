import {
  type CellReader,
  type CellValue,
  formatCell,
  guidPattern,
  type Pair,
  strictReader,
} from "../../contracts/oneroster/csv/cells.ts";
import type { Column } from "../../contracts/oneroster/csv/columns.ts";
import { unreadable } from "../../contracts/oneroster/tolerant-values.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { LossCode, LossNote } from "./losses.ts";

/** Why a cell cannot be written as it is. */
export type Misfit = "id" | "missing" | "unfit" | "unlinked" | "blank";

/** A value as it may stand in a cell, or why there is none. */
export type FittedCell = { readonly value: CellValue } | { readonly misfit: Misfit };

/** Makes a value fit its column. Notes tell what changed on the way. */
export type CellFitter = (value: CellValue, notes: LossNote[]) => FittedCell;

/** Says whether the bundle holds a row with an id in a file. */
export type Resolves = (file: string, sourcedId: string) => boolean;

/**
 * Creates the fitter of a column: what comes through reads under the strict dialect, and its references lead to
 * rows of the bundle (CSV Binding 1.2.1: types, lists, references).
 */
export function createCellFitter(
  version: OneRosterVersion,
  column: Column,
  resolves: Resolves,
): CellFitter {
  const read = strictReader(version, column);
  const { name } = column;
  switch (column.kind) {
    case "guid":
      return (value) => {
        const id = formatCell(value);
        return guidPattern.test(id) ? { value: id } : { misfit: "id" };
      };
    case "ref":
      return (value) => {
        const id = formatCell(value);
        return guidPattern.test(id) && resolves(column.of, id)
          ? { value: id }
          : { misfit: "unlinked" };
      };
    case "refs":
      return (value, notes) => {
        const ids = itemsOf(value);
        const linked = ids.filter((id) => guidPattern.test(id) && resolves(column.of, id));
        if (linked.length < ids.length) notes.push({ code: "item-unlinked", column: name });
        return linked.length === 0 ? { misfit: "unlinked" } : { value: linked };
      };
    case "text":
      return (value, notes) => {
        const text = oneLine(formatCell(value), { notes, column: name });
        return text.trim() === "" ? { misfit: "blank" } : { value: text };
      };
    case "list":
    case "words":
      return (value, notes) => fitList(itemsOf(value), read, { notes, column: name });
    case "pairs":
      return (value, notes) => fitPairs(pairsOf(value), read, { notes, column: name });
    case "date":
    case "dateTime":
    case "flag":
    case "number":
    case "word":
    case "year":
      return (value) => (read(formatCell(value)) === unreadable ? { misfit: "unfit" } : { value });
  }
}

/** Where to say what changed. */
interface NotePlace {
  readonly notes: LossNote[];
  readonly column: string;
}

/** Text that a field of CSV can hold: one line of whole characters. */
function oneLine(text: string, place: NotePlace): string {
  if (!mayNeedChange.test(text)) return text;
  const flat = text.replace(/\r\n|[\r\n]/g, " ");
  if (flat !== text) noteAt(place, "line-break");
  const whole = flat.replace(/\p{Surrogate}/gu, "\uFFFD");
  if (whole !== flat) noteAt(place, "half-character");
  return whole;
}

const mayNeedChange = /[\r\n]|\p{Surrogate}/u;

function noteAt({ notes, column }: NotePlace, code: LossCode): void {
  notes.push({ code, column });
}

function fitList(items: readonly string[], read: CellReader, place: NotePlace): FittedCell {
  const lines = items.map((item) => oneLine(item, place));
  const fitting = lines.filter((item) => isOneItem(item, read));
  if (fitting.length < items.length) noteAt(place, "item-unfit");
  return fitting.length === 0 ? { misfit: "unfit" } : { value: fitting };
}

/** Says whether an item stays one item when it is read as a list. */
export function isOneItem(item: string, read: CellReader): boolean {
  const value = read(item);
  return value !== unreadable && Array.isArray(value) && value.length === 1;
}

function fitPairs(pairs: readonly Pair[], read: CellReader, place: NotePlace): FittedCell {
  const whole = pairs.map(({ left, right }) => ({
    left: oneLine(left, place),
    right: oneLine(right, place),
  }));
  const fitting = whole.filter((pair) => isSamePair(pair, read(formatCell([pair]))));
  if (fitting.length < pairs.length) noteAt(place, "item-unfit");
  return fitting.length === 0 ? { misfit: "unfit" } : { value: fitting };
}

/** Says whether a pair is read as it was: a colon in its left half would move the middle. */
function isSamePair({ left, right }: Pair, back: CellValue | typeof unreadable): boolean {
  if (typeof back !== "object" || back.length !== 1) return false;
  const [only] = back;
  return typeof only === "object" && only.left === left && only.right === right;
}

function itemsOf(value: CellValue): readonly string[] {
  if (typeof value !== "object") return [formatCell(value)];
  return value.map((item) => (typeof item === "string" ? item : formatCell([item])));
}

function pairsOf(value: CellValue): readonly Pair[] {
  if (typeof value !== "object") return [];
  return value.flatMap((item) => (typeof item === "string" ? [] : [item]));
}
