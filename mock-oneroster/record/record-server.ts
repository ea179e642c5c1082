import { toIso } from "../../core/clock.ts";
import { type AnonymiserOptions, createAnonymiser } from "./anonymise/create-anonymiser.ts";
import { crawl } from "./crawl/crawl.ts";
import type { CrawlOptions } from "./crawl/crawl-options.ts";
import type { CrawlNote } from "./crawl/note.ts";
import { NothingReadError } from "./crawl/nothing-read-error.ts";
import type { RecordingManifest } from "./recording/manifest.ts";
import { writeRecording } from "./recording/write-recording.ts";

/** A crawl into a folder. */
export interface RecordOptions
  extends Omit<CrawlOptions, "anonymiser" | "sink">, AnonymiserOptions {
  /** Where the recording is to be. Nothing may be there yet. */
  readonly folder: string;
  /** The secret by which replacements are made. It is written nowhere. */
  readonly seed: string;
  /** Whether the recording says from which host it came. `left-out` unless told. */
  readonly host?: "left-out" | "named";
}

/** What a recording is, and what is missing in it: notes that mean that it does not hold all that there is. */
export interface Recorded {
  readonly manifest: RecordingManifest;
  readonly gaps: readonly CrawlNote[];
}

/**
 * Records a OneRoster server into a folder, with everything personal replaced before it reaches the disk.
 *
 * @throws CrawlError or RecordingError before anything was read, NothingReadError when nothing could be read; then
 *   there is no folder
 */
export async function recordServer(options: RecordOptions): Promise<Recorded> {
  const { folder, seed, version, limits, clock, addresses } = options;
  const { pageSize, pagesMax, recordsMax } = limits;
  const anonymiser = createAnonymiser(seed, options);
  const recordedAt = toIso(clock.now());
  await using writer = await writeRecording(folder);
  const outcome = await crawl({ ...options, anonymiser, sink: writer });
  const { notes, gaps, requests } = outcome;
  if (!outcome.isAnyRead) throw new NothingReadError(notes);
  const manifest = await writer.finish({
    version,
    recordedAt,
    ...(options.host === "named" ? { host: new URL(addresses.rostering).host } : {}),
    options: { ...anonymiser.options, pageSize, pagesMax, recordsMax },
    requests,
    notes,
  });
  return { manifest, gaps };
}
