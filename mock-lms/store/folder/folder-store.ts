import { join } from "node:path";
import { codeOf, writeDurably } from "../durable-file.ts";
import { tellOutcomes, type StoreOptions } from "../file-store.ts";
import { createCollections, type LmsCollections, type LmsStore } from "../lms-store.ts";
import { createSharedWrites } from "../shared-writes.ts";
import { StoreFileError } from "../store-file.ts";
import { createChangePage, formatHead } from "./change-pages.ts";
import { formatFrame } from "./frames.ts";
import { beginLog, openLog, type LogWriter } from "./log-writer.ts";
import { readLog, readSnapshot } from "./read-state.ts";
import {
  cutFile,
  listStateFiles,
  logName,
  removeFiles,
  snapshotName,
  takeFolder,
} from "./state-folder.ts";

/** How a store in a folder keeps its state. */
export interface FolderStoreOptions extends StoreOptions {
  /**
   * How long the log may get before a new snapshot is taken; it may always get as long as the snapshot.
   * 64 MB unless given.
   */
  readonly logBytesMax?: number;
}

const logBytesMaxDefault = 64 * 1024 * 1024;

/**
 * Opens a store for large worlds, in a folder: a snapshot, and a log of the changes since.
 *
 * Each flush adds one frame to the log and brings it to the disk. When the log is long, a new snapshot is taken
 * while the store is in use, and swapped in when it is whole. After a crash at any moment the folder holds
 * everything that a flush had answered for.
 *
 * @throws StoreFileError when the folder cannot be used, is used by another process, or is damaged
 */
export async function openFolderStore(
  folder: string,
  options: FolderStoreOptions = {},
): Promise<LmsStore> {
  const release = await takeFolder(folder);
  try {
    return await openTaken(folder, options, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function openTaken(
  folder: string,
  options: FolderStoreOptions,
  release: () => Promise<void>,
): Promise<LmsStore> {
  const page = createChangePage();
  const collections = createCollections(() => writes.touch());
  const state = await readState(folder, collections, options).catch((error: unknown) => {
    throw error instanceof StoreFileError ? error : writeError(folder, error);
  });
  const keeper = createKeeper({ folder, collections, page, options, ...state });
  const writes = createSharedWrites(
    keeper.write,
    (error) => writeError(folder, error),
    tellOutcomes(options),
  );
  for (const [index, { changes }] of Object.values(collections).entries()) {
    changes.watch((change: Uint8Array) => page.add(index, change));
  }
  const close = async (): Promise<void> => {
    try {
      await writes.close();
    } finally {
      await keeper.close();
      await release();
    }
  };
  return { ...collections, flush: writes.flush, close };
}

interface ReadState {
  readonly log: LogWriter;
  readonly snapshotBytes: number;
}

/** Reads what there is, and leaves the folder with a log to go on with and without leftovers. */
async function readState(
  folder: string,
  collections: LmsCollections,
  options: FolderStoreOptions,
): Promise<ReadState> {
  const files = await listStateFiles(folder);
  const head = formatHead(collections);
  const snapshot =
    files.snapshot === undefined
      ? { bytes: 0 }
      : await readSnapshot(folder, snapshotName(files.snapshot), collections);
  const last = files.logs.at(-1);
  const rest = { snapshotBytes: snapshot.bytes };
  if (last === undefined) return { log: await beginLog(folder, 0, head), ...rest };
  let end = 0;
  for (const generation of files.logs) {
    const name = logName(generation);
    const read = await readLog(folder, name, collections);
    ({ end } = read);
    if (read.end === read.size) continue;
    if (generation !== last) {
      throw new StoreFileError(join(folder, name), `it is damaged at byte ${read.end}.`);
    }
    options.tell?.(
      `A crash left ${read.size - read.end} bytes of ${name} unfinished. They were cut off: nobody had been answered for them.`,
    );
    await cutFile(join(folder, name), read.end);
  }
  await removeFiles(folder, files.leftovers);
  const log = end === 0 ? await beginLog(folder, last, head) : await openLog(folder, last, end);
  return { log, ...rest };
}

interface Keeper {
  /** Adds everything that changed to the log, and takes a snapshot when it is time. */
  readonly write: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface KeeperOptions extends ReadState {
  readonly folder: string;
  readonly collections: LmsCollections;
  readonly page: ReturnType<typeof createChangePage>;
  readonly options: FolderStoreOptions;
}

function createKeeper(keeping: KeeperOptions): Keeper {
  const { folder, collections, page, options } = keeping;
  const logBytesMax = options.logBytesMax ?? logBytesMaxDefault;
  let { log, snapshotBytes } = keeping;
  let unwritten: Uint8Array | undefined;
  let snapshotting: Promise<void> | undefined;

  const tellFailure = (error: unknown): void => {
    options.tell?.(
      `No snapshot could be written in ${folder} (${codeOf(error)}). Its logs still hold everything.`,
    );
  };
  const snapshot = async (generation: number, picture: Picture): Promise<void> => {
    try {
      snapshotBytes = await writeSnapshot(folder, generation, picture);
      await removeFiles(folder, (await listStateFiles(folder)).leftovers);
    } catch (error) {
      tellFailure(error);
    }
    snapshotting = undefined;
  };
  /** The log goes on in a new file; when the snapshot of the moment between them is whole, the old files go. */
  const turnOver = async (picture: Picture): Promise<void> => {
    const before = log;
    try {
      log = await beginLog(folder, before.generation + 1, formatHead(collections));
      await before.close();
      snapshotting = snapshot(log.generation, picture);
    } catch (error) {
      tellFailure(error);
    }
  };
  return {
    write: async () => {
      const due = log.bytes > Math.max(logBytesMax, snapshotBytes) && snapshotting === undefined;
      const fresh = page.isEmpty ? undefined : page.take();
      unwritten = joined(unwritten, fresh);
      // Taken in the same moment as the page: the snapshot holds exactly what the log holds until here.
      const picture = due ? takePicture(collections) : undefined;
      if (unwritten !== undefined) await log.append(unwritten);
      unwritten = undefined;
      if (picture !== undefined) await turnOver(picture);
    },
    close: async () => {
      await snapshotting;
      await log.close();
    },
  };
}

/** The state at one moment, as changes by collection. */
interface Picture {
  readonly head: Uint8Array;
  readonly dumps: readonly Iterable<Uint8Array>[];
}

function takePicture(collections: LmsCollections): Picture {
  const dumps = Object.values(collections).map(({ changes }) => changes.dump());
  return { head: formatHead(collections), dumps };
}

async function writeSnapshot(
  folder: string,
  generation: number,
  picture: Picture,
): Promise<number> {
  let bytes = 0;
  const frames = function* (): Iterable<Uint8Array> {
    for (const contents of contentsOf(picture)) {
      const frame = formatFrame([contents]);
      bytes += frame.byteLength;
      yield frame;
    }
  };
  await writeDurably(join(folder, snapshotName(generation)), frames());
  return bytes;
}

/** The frames of a snapshot: its head, the changes, and an empty one that says that nothing is missing. */
function* contentsOf({ head, dumps }: Picture): Iterable<Uint8Array> {
  yield head;
  const page = createChangePage();
  for (const [index, changes] of dumps.entries()) {
    for (const change of changes) {
      page.add(index, change);
      yield page.take();
    }
  }
  yield new Uint8Array();
}

function joined(
  first: Uint8Array | undefined,
  second: Uint8Array | undefined,
): Uint8Array | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return Buffer.concat([first, second]);
}

function writeError(folder: string, cause: unknown): StoreFileError {
  return new StoreFileError(folder, `it could not be written (${codeOf(cause)}).`, { cause });
}
