import * as z from "zod";
import { BugError } from "../../core/assert.ts";
import type { LmsCollections } from "./lms-store.ts";

const format = "rehearse-mock-lms";
const formatVersion = 1;

/** The file that holds a mock LMS's state cannot be used. The message names the file and says why. */
export class StoreFileError extends Error {
  override readonly name = "StoreFileError";
  readonly code = "store-file-unusable";
  readonly retryable = false;
  readonly path: string;

  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`Failed to use ${path} as the state of the mock LMS: ${why}`, options);
    this.path = path;
  }
}

/** The text of a state file. The same state gives the same text. */
export function formatStoreFile(collections: LmsCollections): string {
  const saved = Object.entries(collections).map(([name, collection]) => [name, collection.save()]);
  return `${JSON.stringify({ format, formatVersion, ...Object.fromEntries(saved) })}\n`;
}

/**
 * Fills empty collections with what the text of a state file holds.
 *
 * @throws StoreFileError when it is not JSON, not ours, of another version, or damaged
 */
export function readStoreFile(path: string, text: string, into: LmsCollections): void {
  const file = readHead(path, text);
  const names = new Set(Object.keys(into));
  const stranger = Object.keys(file).find((name) => !names.has(name) && !headFields.has(name));
  if (stranger !== undefined) throw damaged(path, stranger.slice(0, 40));
  for (const [name, collection] of Object.entries(into)) {
    if (!Object.hasOwn(file, name)) throw damaged(path, name);
    try {
      collection.load(file[name]);
    } catch (error) {
      if (error instanceof z.ZodError) {
        throw damaged(path, [name, ...(error.issues[0]?.path ?? [])].join("."), error);
      }
      if (!(error instanceof BugError)) throw error;
      throw new StoreFileError(path, "its records contradict each other. Start with a new file.", {
        cause: error,
      });
    }
  }
}

const headFields: ReadonlySet<string> = new Set(["format", "formatVersion"]);

function damaged(path: string, at: string, cause?: unknown): StoreFileError {
  return new StoreFileError(path, `it is damaged at ${at}. Start with a new file.`, { cause });
}

function readHead(path: string, text: string): Readonly<Record<string, unknown>> {
  const head = z.looseObject({ format: z.literal(format), formatVersion: z.unknown() });
  const file = head.safeParse(parseJson(path, text));
  if (!file.success) {
    throw new StoreFileError(path, "it was not written by one. Choose another file.");
  }
  if (file.data.formatVersion !== formatVersion) {
    const version = JSON.stringify(file.data.formatVersion) ?? "none";
    throw new StoreFileError(
      path,
      `its formatVersion is ${version.slice(0, 40)}, and this program reads version ${formatVersion}. Start with a new file.`,
    );
  }
  return file.data;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreFileError(path, "it is not JSON. Choose another file.", { cause: error });
  }
}
