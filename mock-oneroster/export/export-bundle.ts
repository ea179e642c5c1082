import { toIso, type Clock } from "../../core/clock.ts";
import { csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { formatManifest, manifestHeader } from "../../contracts/oneroster/csv/manifest.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { classNames, type OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createProjection, type Projection } from "../project/projection.ts";
import type { World } from "../store/world.ts";
import type { BundlePart } from "./bundle-part.ts";
import { csvLine, lineEnd } from "./csv-line.ts";
import { ExportError } from "./export-error.ts";
import type { ExportScene } from "./export-scene.ts";
import { linesOf } from "./file-rows.ts";
import { createLossTally, type Loss } from "./losses.ts";
import { ownStyle } from "./own-style.ts";
import { classesWithoutFile } from "./record-files.ts";
import { findReferents } from "./referents.ts";
import type { RowScene } from "./row-scene.ts";
import { surveyRecords } from "./survey.ts";
import { writeBundle } from "./write-bundle.ts";

/** What is to be exported, and where to. */
export interface ExportOptions {
  readonly version: OneRosterVersion;
  /** `bulk` replaces everything at the receiver; `delta` says what changed. */
  readonly mode: "bulk" | "delta";
  /** Of a delta: the moment from which on changes count, ISO 8601. Everything is said without. */
  readonly since?: string;
  /**
   * Of a delta: `inside` adds what the changes refer to, and that in turn, though it did not change. The official
   * checks want every reference to lead into the package (facts §6.1); a receiver that has the rest does not.
   */
  readonly references?: "anywhere" | "inside";
  /** The path of a zip, by its name, or else of a folder. */
  readonly target: string;
  readonly clock: Clock;
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** How far an export is. */
export interface ExportProgress {
  readonly file: CsvFile;
  /** How many of its rows are written. */
  readonly rows: number;
}

/** What was exported, and what could not be. */
export interface ExportReport {
  readonly target: string;
  readonly version: OneRosterVersion;
  readonly mode: "bulk" | "delta";
  /** The files that the bundle holds, in the order of the standard. */
  readonly files: readonly { readonly file: CsvFile; readonly rows: number }[];
  /** At most two thousand. The most frequent come first. */
  readonly losses: readonly Loss[];
}

/**
 * Writes a world as a valid OneRoster CSV bundle of a version, a zip or a folder.
 *
 * The bundle holds what the API of that version would send now, row by row in the order of the sourcedIds, so that
 * the same world gives the same bytes. It is written aside and put in its place when it is whole. Memory does not
 * grow with enrollments, demographics and results. What CSV cannot hold is counted, never dropped in silence.
 * Throws an ExportError when the target may not be replaced or the world changes meanwhile.
 */
export async function exportBundle(world: World, options: ExportOptions): Promise<ExportReport> {
  const projection = createProjection(world, options.version, ownStyle(world));
  return await exportProjection(projection, options);
}

/** The same for a projection that is there already. */
export async function exportProjection(
  projection: Projection,
  options: ExportOptions,
): Promise<ExportReport> {
  const { version, mode, target, clock } = options;
  const scene: ExportScene = {
    projection,
    version,
    mode,
    sinceMs: sinceOf(options),
    now: toIso(clock.now()),
  };
  const checkUnchanged = createWatch(projection, target);
  const survey = await surveyRecords(scene);
  const isReferent =
    options.references === "inside" && scene.sinceMs !== undefined
      ? findReferents(scene, survey)
      : () => false;
  const rows: RowScene = { ...scene, survey, isReferent, losses: createLossTally() };
  const counts = new Map<CsvFile, number>();
  const files = openFiles(rows, (progress) => {
    checkUnchanged();
    counts.set(progress.file, progress.rows);
    options.onProgress?.(progress);
  });
  const manifest = manifestPart(version, mode, files);
  await writeBundle([manifest, ...files], { target, atMs: clock.now() });
  noteFileless(rows);
  return {
    target,
    version,
    mode,
    files: files.map(({ file }) => ({ file, rows: counts.get(file) ?? 0 })),
    losses: rows.losses.all(),
  };
}

function sinceOf({ mode, since }: ExportOptions): number | undefined {
  if (since === undefined) return undefined;
  const ms = Date.parse(since);
  if (mode === "bulk" || Number.isNaN(ms)) {
    throw new RangeError("`since` is a moment by ISO 8601, and only of a delta.");
  }
  return ms;
}

type FilePart = BundlePart & { readonly file: CsvFile };

/** The files that have a row. One without must be absent (CSV Binding: at least one data row). */
function openFiles(
  scene: RowScene,
  onProgress: (progress: ExportProgress) => void,
): readonly FilePart[] {
  return csvFiles(scene.version).flatMap((file): FilePart[] => {
    const { header, lines } = linesOf(scene, file);
    const first = lines.next();
    if (first.done === true) return [];
    const name = `${file}.csv`;
    const blocks = (): Generator<Buffer, void> =>
      inBlocks([header, first.value], lines, (rows) => onProgress({ file, rows }));
    return [{ file, name, blocks }];
  });
}

/** How many characters of text are written at once. */
const blockCharacters = 1 << 16;

/** Joins lines to blocks of bytes. Says how many rows there are with each block. */
function* inBlocks(
  first: readonly [header: string, row: string],
  lines: Iterable<string>,
  onBlock: (rows: number) => void,
): Generator<Buffer, void> {
  let text = first.map((line) => line + lineEnd).join("");
  let rows = 1;
  for (const line of lines) {
    rows += 1;
    text += line + lineEnd;
    if (text.length < blockCharacters) continue;
    onBlock(rows);
    yield Buffer.from(text);
    text = "";
  }
  onBlock(rows);
  if (text !== "") yield Buffer.from(text);
}

function manifestPart(
  version: OneRosterVersion,
  mode: "bulk" | "delta",
  present: readonly FilePart[],
): BundlePart {
  const files = Object.fromEntries(present.map(({ file }) => [file, mode]));
  const rows = formatManifest({ version, files, systemName: "Roster Rehearsal" });
  const lines = [manifestHeader, ...rows.map(({ propertyName, value }) => [propertyName, value])];
  const text = lines.map((line) => csvLine(line) + lineEnd).join("");
  return { name: "manifest.csv", blocks: () => [Buffer.from(text)] };
}

function noteFileless({ projection, losses }: RowScene): void {
  for (const className of classesWithoutFile) {
    const view = projection.view(className);
    for (const handle of view.handles) {
      losses.add(className, view.sourcedIdAt(handle), { code: "no-file", column: "" });
    }
  }
}

/** Gives a check that no view has changed since. A view is the same object for as long as its records are. */
function createWatch(projection: Projection, target: string): () => void {
  const views = classNames.map((name) => projection.view(name));
  return () => {
    const isSame = classNames.every((name, index) => projection.view(name) === views[index]);
    if (!isSame) throw new ExportError("world-changed", target);
  };
}
