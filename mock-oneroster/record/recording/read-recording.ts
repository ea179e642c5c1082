import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { type ClassName, classNames } from "../../../contracts/oneroster/vocabulary.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import { manifestName, RecordingManifest, recordsFileName } from "./manifest.ts";
import { parseJson } from "../parse-json.ts";
import { readRecordLines } from "./read-record-lines.ts";
import { RecordingError } from "./recording-error.ts";

/** A recording: what it is, and the records of each class, by their ids. */
export interface Recording extends RecordingManifest {
  /** Each may be gone through several times, and throws a RecordingError where the file is at fault. */
  readonly classes: ReadonlyMap<ClassName, AsyncIterable<WireRecord>>;
}

const manifestBytesMax = 10_000_000;
const Format = z.looseObject({ formatVersion: z.int() });

/**
 * Reads what a recording is, and opens its records for streaming.
 *
 * @throws RecordingError when the folder is none, is of a later format, or lacks a file
 */
export async function readRecording(folder: string): Promise<Recording> {
  const manifest = await readManifest(folder);
  const classes = new Map<ClassName, AsyncIterable<WireRecord>>();
  for (const className of classNames) {
    const count = manifest.counts[className] ?? 0;
    if (count === 0) continue;
    const file = recordsFileName(className);
    await expectFile(folder, file);
    classes.set(className, {
      [Symbol.asyncIterator]: () => readRecordLines(path.join(folder, file), count),
    });
  }
  return { ...manifest, classes };
}

async function readManifest(folder: string): Promise<RecordingManifest> {
  const bytes = await expectFile(folder, manifestName);
  const place = { file: manifestName };
  if (bytes > manifestBytesMax) {
    throw new RecordingError("unreadable", "It is far too large.", place);
  }
  const json = parseJson(await readFile(path.join(folder, manifestName), "utf8"));
  const format = Format.safeParse(json);
  if (format.success && format.data.formatVersion > 1) {
    throw new RecordingError(
      "newer-format",
      "A later release wrote this recording. Update this one.",
      place,
    );
  }
  const manifest = RecordingManifest.safeParse(json);
  if (manifest.success) return manifest.data;
  const where = manifest.error.issues[0]?.path.join(".") ?? "";
  throw new RecordingError(
    "unreadable",
    `It does not say what a recording is${where === "" ? "" : ` (at ${where})`}. Record anew.`,
    place,
  );
}

/** Gives the size of a file. A link is none: a recording may come from elsewhere, and must not lead elsewhere. */
async function expectFile(folder: string, file: string): Promise<number> {
  const found = await lstat(path.join(folder, file)).catch(() => undefined);
  if (found?.isFile() === true) return found.size;
  const code = file === manifestName ? "not-a-recording" : "unreadable";
  throw new RecordingError(code, `There is no such file in ${path.basename(folder)}.`, { file });
}
