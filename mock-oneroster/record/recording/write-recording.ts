import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ClassName } from "../../../contracts/oneroster/vocabulary.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import { recordLengthMax } from "../crawl/crawl-options.ts";
import { sourcedIdOf } from "../crawl/seen-ids.ts";
import { manifestName, type RecordingManifest, recordsFileName } from "./manifest.ts";
import { createRecordPile, type RecordPile } from "./record-pile.ts";
import { RecordingError } from "./recording-error.ts";

/** What the writer does not know by itself. */
export type RecordingFacts = Omit<RecordingManifest, "formatVersion" | "counts">;

/** Writes a recording record by record. Until it is finished there is no folder of that name. */
export interface RecordingWriter extends AsyncDisposable {
  /** Says `too-large`, and keeps nothing, where a record is longer than a reader would take. */
  add(className: ClassName, record: WireRecord): Promise<"kept" | "too-large">;
  /** Puts the folder in its place. */
  finish(facts: RecordingFacts): Promise<RecordingManifest>;
}

/**
 * Starts a recording. It grows in a folder beside the one asked for and is renamed at the end, so that a
 * recording is there as a whole or not at all. Disposing of an unfinished one removes it.
 *
 * @throws RecordingError when there is something in the folder
 */
export async function writeRecording(folder: string): Promise<RecordingWriter> {
  const target = path.resolve(folder);
  await mkdir(path.dirname(target), { recursive: true });
  const hadFolder = await expectEmpty(target);
  const partial = await mkdtemp(`${target}.partial-`);
  const piles = new Map<ClassName, RecordPile>();
  const pileOf = (className: ClassName): RecordPile => {
    const pile = piles.get(className) ?? createRecordPile(path.join(partial, className));
    piles.set(className, pile);
    return pile;
  };
  return {
    add: async (className, record) => {
      const line = JSON.stringify(record);
      if (line.length > recordLengthMax) return "too-large";
      await pileOf(className).add(sourcedIdOf(record) ?? "", line);
      return "kept";
    },
    finish: async (facts) => {
      const counts: RecordingManifest["counts"] = {};
      for (const [className, pile] of piles) {
        counts[className] = await pile.writeTo(path.join(partial, recordsFileName(className)));
      }
      const manifest: RecordingManifest = { formatVersion: 1, ...facts, counts };
      await writeManifest(path.join(partial, manifestName), manifest);
      if (hadFolder) await rmdir(target);
      await rename(partial, target);
      return manifest;
    },
    [Symbol.asyncDispose]: () => rm(partial, { recursive: true, force: true }),
  };
}

async function writeManifest(filePath: string, manifest: RecordingManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeFile(filePath, text, { flag: "wx", mode: 0o600 });
}

/** Says whether the folder is there. */
async function expectEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (names !== undefined && names.length > 0) {
    throw new RecordingError(
      "folder-not-empty",
      `There is something in ${path.basename(folder)} already. Name a new folder.`,
    );
  }
  return names !== undefined;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
