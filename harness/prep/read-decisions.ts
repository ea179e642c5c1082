import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import Papa from "papaparse";
import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { decisionColumns } from "../../engine/index.ts";
import { InputError, type InputProblem } from "../input-error.ts";
import { armedCell } from "./sheet-csv.ts";

const bytesMax = 400_000_000;

/** A file of decisions: by which name it was given, and what stands in it. */
export interface DecisionFile {
  readonly file: string;
  readonly rows: readonly DecisionRow[];
}

/**
 * Reads the file of decisions that settings name, by its path from the settings file; none when they name none.
 *
 * @throws InputError when it cannot be used
 */
export async function readDecisionsOf(
  settings: Settings,
  settingsFile: string,
): Promise<readonly DecisionRow[]> {
  const { file } = settings.integrationMapping;
  if (file === undefined) return [];
  return (await readDecisions(path.resolve(path.dirname(settingsFile), file))).rows;
}

/**
 * Reads an edited Data Prep report.
 *
 * @throws InputError when it is not there, is too large, is not UTF-8 or lacks a column
 */
export async function readDecisions(file: string): Promise<DecisionFile> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw unusable(file, "there is no such file. Check the path.");
  if (found.size > bytesMax) throw unusable(file, `it has more than ${bytesMax} bytes. Split it.`);
  return { file, rows: parseDecisions(decode(await readFile(file), file), file) };
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unusable(file, "it is not UTF-8. Save it as CSV UTF-8.", { cause });
  }
}

/**
 * Reads the rows of an edited Data Prep report. Commas, semicolons and tabs may stand between cells, as spreadsheets of
 * other countries write them; `Schoology ID` may be missing.
 *
 * @throws InputError naming the line
 */
export function parseDecisions(text: string, file: string): readonly DecisionRow[] {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
    delimitersToGuess: [",", ";", "\t"],
  });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) {
    throw unusable(file, "a quotation mark is left open or misplaced. Double it.", {
      line: (broken.row ?? 0) + 1,
    });
  }
  const [header = [], ...lines] = data;
  const placeOf = readHeader(header, file);
  return lines.flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const cell = (place: number | undefined): string =>
      armedCell((place === undefined ? "" : (cells[place] ?? "")).trim());
    return [
      {
        line: index + 2,
        schoologyId: cell(placeOf.schoologyId),
        schoologyMatching: cell(placeOf.schoologyMatching),
        sisMatching: cell(placeOf.sisMatching),
        mappingId: cell(placeOf.mappingId),
      },
    ];
  });
}

type Places = Readonly<Record<keyof typeof decisionColumns, number | undefined>>;

function readHeader(header: readonly string[], file: string): Places {
  const keys = header.map(keyOf);
  const find = (title: string): number | undefined => {
    const place = keys.indexOf(keyOf(title));
    return place === -1 ? undefined : place;
  };
  const places = {
    schoologyId: find(decisionColumns.schoologyId),
    schoologyMatching: find(decisionColumns.schoologyMatching),
    sisMatching: find(decisionColumns.sisMatching),
    mappingId: find(decisionColumns.mappingId),
  };
  for (const name of ["schoologyMatching", "sisMatching", "mappingId"] as const) {
    if (places[name] !== undefined) continue;
    const why = `the column ${decisionColumns[name]} is missing. Start from the data-prep-users.csv that rehearse prep writes.`;
    throw unusable(file, why, { line: 1 });
  }
  return places;
}

function keyOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function unusable(
  file: string,
  message: string,
  { line, ...options }: ErrorOptions & { readonly line?: number } = {},
): InputError {
  const problem: InputProblem = {
    file,
    message,
    ...(line === undefined ? {} : { line, column: 1 }),
  };
  return new InputError([problem], options);
}
