import { Low } from "lowdb";
import { codeOf, createDurableTextFile } from "./durable-file.ts";
import { createCollections, type LmsStore } from "./lms-store.ts";
import { createSharedWrites, type WriteOutcomes } from "./shared-writes.ts";
import { formatStoreFile, readStoreFile, StoreFileError } from "./store-file.ts";

/** What an opened store tells people; nothing unless given. */
export interface StoreOptions {
  /** Takes a sentence for people, such as that the state cannot be written. It holds no personal data. */
  readonly tell?: (sentence: string) => void;
}

/**
 * Opens a store that survives a restart, in one file (for small worlds: the whole file is written anew).
 *
 * Changes are written soon after they are made, those made meanwhile together. Each write goes to a file beside
 * it, to the disk, and then into the place of the old one: a crash at any moment leaves a whole state, and all
 * that a flush had answered for.
 *
 * @throws StoreFileError when the file cannot be read or written, or is not such a state
 */
export async function openFileStore(path: string, options: StoreOptions = {}): Promise<LmsStore> {
  const file = new Low<string>(createDurableTextFile(path), "");
  const write = async (): Promise<void> => {
    file.data = formatStoreFile(collections);
    await file.write();
  };
  const writes = createSharedWrites(
    write,
    (error) => writeError(path, error),
    tellOutcomes(options),
  );
  const collections = createCollections(writes.touch);
  const text = await readText(path, file);
  if (text !== null) readStoreFile(path, text, collections);
  else {
    await write().catch((error: unknown) => {
      throw writeError(path, error);
    });
  }
  return { ...collections, flush: writes.flush, close: writes.close };
}

/** Tells the outcomes of writes as sentences. */
export function tellOutcomes({ tell }: StoreOptions): WriteOutcomes {
  return {
    failed: (error) =>
      tell?.(`${error.message} Calls that change something answer 503 until it can.`),
    recovered: () => tell?.("The state of the mock LMS is written again."),
  };
}

async function readText(path: string, file: Low<string>): Promise<string | null> {
  try {
    return await file.adapter.read();
  } catch (error) {
    throw new StoreFileError(path, `it could not be read (${codeOf(error)}).`, { cause: error });
  }
}

/** A text of more than 512 MB cannot be made (V8), which is a RangeError. */
function writeError(path: string, cause: unknown): StoreFileError {
  const why =
    cause instanceof RangeError
      ? "it has grown too large for one file. Large states are kept in a folder: end the path with a slash."
      : `it could not be written (${codeOf(cause)}).`;
  return new StoreFileError(path, why, { cause });
}
