import { TextFile } from "lowdb/node";
import { Low } from "lowdb";
import { createCollections, type LmsStore } from "./lms-store.ts";
import { formatStoreFile, readStoreFile, StoreFileError } from "./store-file.ts";

/**
 * Opens a store that survives a restart, in one file (for small worlds: the whole file is written anew).
 *
 * Changes are written soon after they are made, those made meanwhile together; each write goes to a
 * temporary file that then takes the place of the old one, so a crash leaves the last whole state.
 *
 * @throws StoreFileError when the file cannot be read or written, or is not such a state
 */
export async function openFileStore(path: string): Promise<LmsStore> {
  const file = new Low<string>(new TextFile(path), "");
  const writer = createWriter(path, () => {
    file.data = formatStoreFile(collections);
    return file.write();
  });
  const collections = createCollections(writer.touch);
  const text = await readText(path, file);
  if (text === null) writer.touch();
  else readStoreFile(path, text, collections);
  await writer.flush();
  return { ...collections, flush: writer.flush, close: writer.close };
}

async function readText(path: string, file: Low<string>): Promise<string | null> {
  try {
    return await file.adapter.read();
  } catch (error) {
    throw new StoreFileError(path, `it could not be read (${codeOf(error)}).`, { cause: error });
  }
}

interface Writer {
  /** Notes a change and starts writing, unless a write is under way. */
  readonly touch: () => void;
  /** Resolves when no change is left unwritten; rejects when the last write failed. */
  readonly flush: () => Promise<void>;
  /** Flushes; changes after that are not written. */
  readonly close: () => Promise<void>;
}

/** One write at a time. What changes during a write goes into the next one. */
function createWriter(path: string, write: () => Promise<void>): Writer {
  let dirty = false;
  let closed = false;
  let running: Promise<void> | undefined;
  let failure: StoreFileError | undefined;

  const writeOnce = async (): Promise<void> => {
    dirty = false;
    try {
      await write();
      failure = undefined;
    } catch (error) {
      failure = new StoreFileError(path, `it could not be written (${codeOf(error)}).`, {
        cause: error,
      });
    }
    if (dirty) await writeOnce();
  };
  const run = async (): Promise<void> => {
    // A request's changes are made in one turn of the event loop: wait for its end.
    await Promise.resolve();
    await writeOnce();
    running = undefined;
  };
  const touch = (): void => {
    if (closed) return;
    dirty = true;
    running ??= run();
  };
  const flush = async (): Promise<void> => {
    if (failure !== undefined && running === undefined) touch();
    await running;
    if (failure !== undefined) throw failure;
  };
  const close = async (): Promise<void> => {
    await flush();
    closed = true;
  };
  return { touch, flush, close };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
}
