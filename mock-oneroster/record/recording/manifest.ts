import * as z from "zod";
import { classNames, OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";
import { CrawlNote } from "../crawl/note.ts";

/** The name of the file that says what a recording is. It is written last. */
export const manifestName = "recording.json";

/** The name of the file that holds the records of a class, one JSON object a line. */
export function recordsFileName(className: (typeof classNames)[number]): string {
  return `${className}.jsonl`;
}

/**
 * What a recording is: format 1. There is no seed in it, for with the seed all replacements could be undone,
 * no secret, and no host unless its owner asked for it.
 */
export const RecordingManifest = z.strictObject({
  formatVersion: z.literal(1),
  version: OneRosterVersion,
  /** By the clock of the recorder, in UTC. */
  recordedAt: z.iso.datetime(),
  host: z.string().exactOptional(),
  options: z.strictObject({
    sourcedIds: z.enum(["keep", "replace"]),
    titles: z.enum(["keep", "replace"]),
    pageSize: z.int(),
    pagesMax: z.int(),
    recordsMax: z.int(),
  }),
  requests: z.int(),
  /** How many records there are of each class. A class without any has no file. */
  counts: z.partialRecord(z.enum(classNames), z.int().min(0)),
  notes: z.array(CrawlNote).readonly(),
});
export type RecordingManifest = Readonly<z.infer<typeof RecordingManifest>>;
