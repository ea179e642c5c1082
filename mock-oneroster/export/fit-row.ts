import { type CellValue, strictReader } from "../../contracts/oneroster/csv/cells.ts";
import { type Column, csvColumns } from "../../contracts/oneroster/csv/columns.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  type CellFitter,
  createCellFitter,
  isOneItem,
  type Misfit,
  type Resolves,
} from "./fit-cell.ts";
import type { LossCode, LossNote } from "./losses.ts";
import { type StandInScene, standInFor } from "./stand-ins.ts";

/** A row that may stand in a bundle, or none. */
export interface FittedRow {
  readonly values: RowValues | undefined;
  readonly notes: readonly LossNote[];
}

/** Makes drafts of rows fit a file. */
export type RowFitter = (draft: RowValues, scene: StandInScene) => FittedRow;

/** The file whose rows are to fit. */
export interface FitTarget {
  readonly version: OneRosterVersion;
  readonly file: CsvFile;
  readonly resolves: Resolves;
}

/**
 * Creates the fitter of a file: its rows have no problem under the strict dialect and refer to rows of the bundle.
 *
 * An optional cell that does not fit is left blank; a required one gets its stand-in, and where there is none the
 * whole row is left out. Status, moment and metadata are not its business.
 */
export function createRowFitter(target: FitTarget): RowFitter {
  const { version, file } = target;
  const places = csvColumns(version, file)
    .filter(({ need }) => need !== "delta")
    .map((column) => ({ column, fit: fitterOf(target, column) }));
  const align = createSubjectAligner(version, file);
  return (unaligned, scene) => {
    const notes: LossNote[] = [];
    const draft = align(unaligned, notes);
    const values: Record<string, CellValue> = {};
    for (const place of places) {
      const fitted = fitPlace(place, { draft, scene, notes, version, file });
      if (fitted.misfit !== undefined) {
        const code: LossCode = `row-${rowWord(fitted.misfit)}`;
        return { values: undefined, notes: [{ code, column: place.column.name }] };
      }
      if (fitted.value !== undefined) values[place.column.name] = fitted.value;
    }
    return { values, notes };
  };
}

/** Facts about a person go by the id of the person (CSV Binding, demographics). */
function fitterOf({ version, file, resolves }: FitTarget, column: Column): CellFitter {
  const fit = createCellFitter(version, column, resolves);
  if (file !== "demographics" || column.name !== "sourcedId") return fit;
  return (value, notes) => {
    const isThere = typeof value === "string" && resolves("users", value);
    return isThere ? fit(value, notes) : { misfit: "unlinked" };
  };
}

interface Place {
  readonly column: Column;
  readonly fit: CellFitter;
}

interface FitScene {
  readonly version: OneRosterVersion;
  readonly file: CsvFile;
  readonly draft: RowValues;
  readonly scene: StandInScene;
  readonly notes: LossNote[];
}

/** The value of a cell, or why the row cannot do without it. Neither when the cell is blank. */
interface PlacedCell {
  readonly value?: CellValue;
  readonly misfit?: Misfit;
}

function fitPlace({ column, fit }: Place, at: FitScene): PlacedCell {
  const { name, need } = column;
  const given = at.draft[name];
  const fitted = given === undefined ? missing : fit(given, at.notes);
  if ("value" in fitted) return fitted;
  const { misfit } = fitted;
  if (need !== "always") {
    if (misfit !== "missing") at.notes.push({ code: `cell-${cellWord(misfit)}`, column: name });
    return nothing;
  }
  const standIn = standInValue(column, at);
  const filled = standIn === undefined ? fitted : fit(standIn, []);
  if ("misfit" in filled) return { misfit };
  at.notes.push({ code: "cell-filled", column: name });
  return filled;
}

const missing = { misfit: "missing" } as const;
const nothing: PlacedCell = {};

function standInValue({ name, kind }: Column, at: FitScene): CellValue | undefined {
  const standIn = standInFor(at.version, at.file, name);
  if (standIn !== undefined) return standIn.from(at.scene);
  return kind === "text" ? at.draft["sourcedId"] : undefined;
}

function rowWord(misfit: Misfit): "id" | "missing" | "unfit" | "unlinked" {
  return misfit === "blank" ? "missing" : misfit;
}

function cellWord(misfit: Misfit): "blank" | "unfit" | "unlinked" {
  return misfit === "blank" || misfit === "unlinked" ? misfit : "unfit";
}

type Aligner = (draft: RowValues, notes: LossNote[]) => RowValues;

/**
 * Keeps subjects and their codes side by side (CSV Binding: same number, same order): of a pair that has an item
 * which cannot be written both go, and codes that are more or fewer than the subjects go all.
 */
function createSubjectAligner(version: OneRosterVersion, file: CsvFile): Aligner {
  const column = csvColumns(version, file).find(({ name }) => name === "subjectCodes");
  if (column === undefined) return (draft) => draft;
  const read = strictReader(version, column);
  return (draft, notes) => {
    const { subjects, subjectCodes } = draft;
    if (!Array.isArray(subjects) || !Array.isArray(subjectCodes)) return draft;
    const [left, right] = [subjects.map(String), subjectCodes.map(String)];
    if (left.length !== right.length) {
      notes.push({ code: "cell-unfit", column: "subjectCodes" });
      const { subjectCodes: _, ...rest } = draft;
      return rest;
    }
    const fits = left.map(
      (item, index) => isOneItem(item, read) && isOneItem(right[index] ?? "", read),
    );
    if (fits.every(Boolean)) return draft;
    for (const name of ["subjects", "subjectCodes"])
      notes.push({ code: "item-unfit", column: name });
    const kept = (items: readonly string[]): readonly string[] =>
      items.filter((_, index) => fits[index]);
    return { ...draft, subjects: kept(left), subjectCodes: kept(right) };
  };
}
