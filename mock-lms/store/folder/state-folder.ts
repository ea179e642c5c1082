import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { codeOf, kindAt, syncFolder } from "../durable-file.ts";
import { StoreFileError } from "../store-file.ts";

/** The name of the snapshot that opens a generation. Generation 0 has none: it starts empty. */
export function snapshotName(generation: number): string {
  return `snapshot-${generation}.bin`;
}

/** The name of the log of the changes since a generation's snapshot was taken. */
export function logName(generation: number): string {
  return `changes-${generation}.log`;
}

const lockName = "in-use-by";

/** The files that make up a state, in the order in which they are read. */
export interface StateFiles {
  /** Undefined when nothing was kept yet, or only a log. */
  readonly snapshot: number | undefined;
  /** The generations of the logs, without a gap. */
  readonly logs: readonly number[];
  /** What crashes and replaced generations left behind. */
  readonly leftovers: readonly string[];
}

/**
 * Looks through a state folder.
 *
 * @throws StoreFileError when it holds other files only, or lacks one of ours
 */
export async function listStateFiles(folder: string): Promise<StateFiles> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  const linked = entries.find((entry) => isOurs(entry.name) && !entry.isFile());
  if (linked !== undefined) {
    throw new StoreFileError(
      join(folder, linked.name),
      "it is a link or no file, and what it leads to may be another's. Put a file in its place.",
    );
  }
  const numbered = (pattern: RegExp): readonly number[] =>
    names
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((left, right) => left - right);
  const snapshots = numbered(/^snapshot-(\d{1,9})\.bin$/);
  const allLogs = numbered(/^changes-(\d{1,9})\.log$/);
  const snapshot = snapshots.at(-1);
  const logs = allLogs.filter((generation) => generation >= (snapshot ?? 0));
  const strangers = names.filter((name) => name !== lockName && !name.endsWith(".tmp"));
  if (logs.length === 0 && strangers.length > 0 && snapshots.length + allLogs.length === 0) {
    throw new StoreFileError(folder, "it holds other files. Choose an empty or a new folder.");
  }
  const first = snapshot ?? 0;
  const gap = logs.findIndex((generation, index) => generation !== first + index);
  if (gap !== -1 || (logs.length === 0 && snapshot !== undefined)) {
    const missing = logName(gap === -1 ? first : first + gap);
    throw new StoreFileError(folder, `its file ${missing} is missing. Start with a new folder.`);
  }
  return {
    snapshot,
    logs,
    leftovers: [
      ...names.filter((name) => /^\.(snapshot|changes)-\d+\.(bin|log)\.tmp$/.test(name)),
      ...snapshots.slice(0, -1).map(snapshotName),
      ...allLogs.filter((generation) => generation < first).map(logName),
    ],
  };
}

function isOurs(name: string): boolean {
  return /^(?:snapshot-\d{1,9}\.bin|changes-\d{1,9}\.log)$/.test(name);
}

/**
 * Makes the folder when it is missing, and takes it for this process alone: two servers that write into one log
 * would tear it to pieces. A lock whose process is gone is taken over.
 *
 * @throws StoreFileError when another process has it, or it cannot be made
 */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, lockName);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const holder = await holderOf(lock);
    if (holder !== undefined && isHolding(holder, lock)) {
      throw new StoreFileError(
        folder,
        `process ${holder} uses it. Stop that one first, or remove ${lockName} if it is no mock LMS.`,
      );
    }
    await rm(lock, { force: true });
    await writeFile(lock, String(process.pid), { flag: "wx" });
    await syncFolder(folder);
  } catch (error) {
    if (error instanceof StoreFileError) throw error;
    throw new StoreFileError(folder, `it could not be used (${codeOf(error)}).`, { cause: error });
  }
  held.add(resolve(lock));
  return async () => {
    held.delete(resolve(lock));
    await rm(lock, { force: true });
  };
}

/** The locks of this process. In a container every start may have the same number: other locks with it are from before. */
const held = new Set<string>();

function isHolding(holder: number, lock: string): boolean {
  return holder === process.pid ? held.has(resolve(lock)) : isRunning(holder);
}

async function holderOf(lock: string): Promise<number | undefined> {
  const kind = await kindAt(lock);
  if (kind === "nothing") return undefined;
  if (kind !== "file") throw new StoreFileError(lock, "it is no file. Remove it.");
  const pid = Number(await readFile(lock, "utf8"));
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** Asks the system without disturbing the process. One that belongs to somebody else is running too. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Removes files that are not needed any more. */
export async function removeFiles(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

/** Cuts a file to a length, on the disk too. */
export async function cutFile(path: string, length: number): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}
