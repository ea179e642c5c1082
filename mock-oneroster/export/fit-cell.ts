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
import type { LossCode } from "./losses.ts";

/** Why a cell cannot be written as it is. */
export type Misfit = "id" | "missing" | "unfit" | "unlinked" | "blank";

/** A value as it may stand in a cell, or why there is none. Notes tell what changed on the way. */
export type FittedCell = { readonly value: CellValue } | { readonly misfit: Misfit };

/** Makes a value fit its column. */
export type CellFitter = (value: CellValue, note: (code: LossCode) => void) => FittedCell;

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
      return (value, note) => {
        const ids = itemsOf(value);
        const linked = ids.filter((id) => guidPattern.test(id) && resolves(column.of, id));
        if (linked.length < ids.length) note("item-unlinked");
        return linked.length === 0 ? { misfit: "unlinked" } : { value: linked };
      };
    case "text":
      return fitText;
    case "list":
    case "words":
      return (value, note) => fitList(itemsOf(value), read, note);
    case "pairs":
      return (value, note) => fitPairs(pairsOf(value), read, note);
    case "date":
    case "dateTime":
    case "flag":
    case "number":
    case "word":
    case "year":
      return (value) => (read(formatCell(value)) === unreadable ? { misfit: "unfit" } : { value });
  }
}

/** Text that a field of CSV can hold: one line of whole characters. */
function fitText(value: CellValue, note: (code: LossCode) => void): FittedCell {
  const text = oneLine(formatCell(value), note);
  return text.trim() === "" ? { misfit: "blank" } : { value: text };
}

function oneLine(text: string, note: (code: LossCode) => void): string {
  if (!mayNeedChange.test(text)) return text;
  const flat = text.replace(/\r\n|[\r\n]/g, " ");
  if (flat !== text) note("line-break");
  const whole = flat.replace(/\p{Surrogate}/gu, "\uFFFD");
  if (whole !== flat) note("half-character");
  return whole;
}

const mayNeedChange = /[\r\n]|\p{Surrogate}/u;

function fitList(
  items: readonly string[],
  read: CellReader,
  note: (code: LossCode) => void,
): FittedCell {
  const fitting = items.map((item) => oneLine(item, note)).filter((item) => isOneItem(item, read));
  if (fitting.length < items.length) note("item-unfit");
  return fitting.length === 0 ? { misfit: "unfit" } : { value: fitting };
}

/** Says whether an item stays one item when it is read as a list. */
export function isOneItem(item: string, read: CellReader): boolean {
  const value = read(item);
  return value !== unreadable && Array.isArray(value) && value.length === 1;
}

function fitPairs(
  pairs: readonly Pair[],
  read: CellReader,
  note: (code: LossCode) => void,
): FittedCell {
  const whole = pairs.map(({ left, right }) => ({
    left: oneLine(left, note),
    right: oneLine(right, note),
  }));
  const fitting = whole.filter((pair) => isOneItem(formatCell([pair]), read));
  if (fitting.length < pairs.length) note("item-unfit");
  return fitting.length === 0 ? { misfit: "unfit" } : { value: fitting };
}

function itemsOf(value: CellValue): readonly string[] {
  if (typeof value !== "object") return [formatCell(value)];
  return value.map((item) => (typeof item === "string" ? item : formatCell([item])));
}

function pairsOf(value: CellValue): readonly Pair[] {
  if (typeof value !== "object") return [];
  return value.flatMap((item) => (typeof item === "string" ? [] : [item]));
}
