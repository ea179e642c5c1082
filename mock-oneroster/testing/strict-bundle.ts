import Papa from "papaparse";
import { buffer } from "node:stream/consumers";
import type { CellValue } from "../../contracts/oneroster/csv/cells.ts";
import { type Column, csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { type Manifest, parseManifest } from "../../contracts/oneroster/csv/manifest.ts";
import { readRow, type RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { openBundle } from "../import/open-bundle.ts";
import type { Bundle } from "../import/bundle.ts";

/** A bundle as the standard reads it. */
export interface StrictBundle {
  readonly manifest: Manifest;
  /** The rows of the files that are there. */
  readonly rows: ReadonlyMap<CsvFile, readonly RowValues[]>;
  /** Everything that is wrong with it. */
  readonly problems: readonly string[];
}

/**
 * Reads a bundle by the letter of the CSV binding: manifest, headers, cells, unique ids, references. Written on its
 * own, so that the export is not judged by its own code.
 */
export async function readStrictBundle(path: string): Promise<StrictBundle> {
  const { value: bundle, diagnostics } = await openBundle(path);
  try {
    const problems = diagnostics.map(({ code }) => code);
    const manifest = readManifest(await textOf(bundle, "manifest.csv"), problems);
    const rows = new Map<CsvFile, readonly RowValues[]>();
    for (const name of bundle.files.keys()) {
      if (name !== "manifest.csv" && manifest.files[name.replace(".csv", "")] === "absent") {
        problems.push(`${name} is absent by the manifest`);
      }
    }
    for (const file of csvFiles(manifest.version)) {
      const mode = manifest.files[file];
      if (mode === "bulk" || mode === "delta") {
        const text = await textOf(bundle, `${file}.csv`);
        rows.set(file, readFile({ version: manifest.version, file, mode, text }, problems));
      }
    }
    checkReferences(manifest, rows, problems);
    return { manifest, rows, problems };
  } finally {
    await bundle.close();
  }
}

/** The bytes of one file of a bundle. */
async function textOf(bundle: Bundle, name: string): Promise<string> {
  const file = bundle.files.get(name);
  if (file === undefined) throw new RangeError(`The bundle does not hold ${name}.`);
  return new TextDecoder("utf-8", { fatal: true }).decode(await buffer(await file.open()));
}

function readManifest(text: string, problems: string[]): Manifest {
  const [header, ...rows] = cellsIn(text);
  if (header?.join() !== "propertyName,value") problems.push("the header of the manifest");
  const named = rows.map(([propertyName = "", value = ""]) => ({ propertyName, value }));
  const reading = parseManifest(named);
  problems.push(...reading.problems.map(({ property, problem }) => `${property} is ${problem}`));
  if (reading.manifest === undefined) throw new RangeError("The manifest names no version.");
  return reading.manifest;
}

interface FileText {
  readonly version: Manifest["version"];
  readonly file: CsvFile;
  readonly mode: "bulk" | "delta";
  readonly text: string;
}

function readFile(at: FileText, problems: string[]): readonly RowValues[] {
  const [header = [], ...rows] = cellsIn(at.text);
  checkHeader(at, header, problems);
  if (rows.length === 0) problems.push(`${at.file} has no row`);
  const ids = new Set<string>();
  return rows.map((cells, index) => {
    const place = `${at.file} row ${index + 1}`;
    if (cells.length !== header.length) problems.push(`${place} has ${cells.length} cells`);
    if (cells.some((cell) => /[\r\n]/.test(cell))) problems.push(`${place} breaks a line`);
    const row = Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ""]));
    const reading = readRow({ ...at, dialect: "strict", row });
    for (const { column, problem } of reading.problems)
      problems.push(`${place} ${column} ${problem}`);
    const id = row["sourcedId"] ?? "";
    if (ids.has(id)) problems.push(`${place} repeats ${id}`);
    ids.add(id);
    if (at.mode === "bulk" && `${row["status"]}${row["dateLastModified"]}` !== "") {
      problems.push(`${place} has a stamp`);
    }
    return reading.values;
  });
}

function checkHeader(
  { version, file }: FileText,
  header: readonly string[],
  problems: string[],
): void {
  const known = csvColumns(version, file).map(({ name }) => name);
  const [first, others] = [header.slice(0, known.length), header.slice(known.length)];
  if (first.join() !== known.join()) problems.push(`the header of ${file}`);
  if (!others.every((name) => name.startsWith("metadata.")))
    problems.push(`${file}: ${others.join()}`);
  if (new Set(header).size < header.length) problems.push(`${file} repeats a column`);
}

function checkReferences(
  { version }: Manifest,
  rows: StrictBundle["rows"],
  problems: string[],
): void {
  const ids = new Map<string, ReadonlySet<unknown>>(
    Array.from(rows, ([file, values]) => [file, new Set(values.map((row) => row["sourcedId"]))]),
  );
  for (const [file, values] of rows) {
    for (const { name, of } of csvColumns(version, file).filter(isReference)) {
      const found = values.flatMap((row) => idsIn(row[name]));
      const lost = found.filter((id) => ids.get(of)?.has(id) !== true);
      problems.push(...lost.map((id) => `${file} ${name} leads to ${JSON.stringify(id)}`));
    }
  }
  const people = (rows.get("demographics") ?? []).map(({ sourcedId }) => sourcedId);
  const nobody = people.filter((id) => ids.get("users")?.has(id) !== true);
  problems.push(...nobody.map(() => "demographics of nobody"));
}

function idsIn(cell: CellValue | undefined): readonly unknown[] {
  if (cell === undefined) return [];
  return typeof cell === "object" ? cell : [cell];
}

function isReference({ kind }: Column): boolean {
  return kind === "ref" || kind === "refs";
}

function cellsIn(text: string): readonly (readonly string[])[] {
  if (!text.endsWith("\r\n")) throw new RangeError("The last line does not end.");
  const { data, errors } = Papa.parse<string[]>(text.slice(0, -2), {
    delimiter: ",",
    newline: "\r\n",
  });
  if (errors.length > 0) throw new RangeError(JSON.stringify(errors[0]));
  return data;
}
