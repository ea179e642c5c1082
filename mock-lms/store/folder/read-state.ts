import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../durable-file.ts";
import type { LmsCollections } from "../lms-store.ts";
import { StoreFileError } from "../store-file.ts";
import { createReplay } from "./change-pages.ts";
import { beginsWithFrame, hasFrameBehind, openFrames } from "./frames.ts";

/**
 * Fills empty collections from a snapshot, which must be whole.
 *
 * @throws StoreFileError when it is damaged, cut short, or no snapshot
 */
export async function readSnapshot(
  folder: string,
  name: string,
  into: LmsCollections,
): Promise<{ readonly bytes: number }> {
  const path = join(folder, name);
  return withFile(path, async (file) => {
    const replay = createReplay(path, into);
    const frames = await openFrames(file);
    let count = 0;
    let ended = false;
    for await (const frame of frames) {
      if (count === 0) replay.readHead(frame);
      else replay.applyPage(frame);
      ended = count > 0 && frame.byteLength === 0;
      count += 1;
    }
    if (!ended || frames.end !== frames.size) {
      throw new StoreFileError(
        path,
        `it is damaged at byte ${frames.end}. Put back a copy of the folder, or start with a new one.`,
      );
    }
    return { bytes: frames.size };
  });
}

/**
 * Makes the changes of a log again, up to the first frame that is not whole: a crash may leave one at the end,
 * which nobody had been answered for.
 *
 * @throws StoreFileError when whole frames follow one that is not, or it is no log
 */
export async function readLog(
  folder: string,
  name: string,
  into: LmsCollections,
): Promise<{ readonly end: number; readonly size: number }> {
  const path = join(folder, name);
  return withFile(path, async (file) => {
    if (!(await beginsWithFrame(file))) {
      throw new StoreFileError(path, "it was not written by one. Choose another folder.");
    }
    const replay = createReplay(path, into);
    const frames = await openFrames(file);
    let first = true;
    for await (const frame of frames) {
      if (first) replay.readHead(frame);
      else replay.applyPage(frame);
      first = false;
    }
    if (frames.end < frames.size && (await hasFrameBehind(file, frames.end))) {
      throw new StoreFileError(
        path,
        `it is damaged at byte ${frames.end}, and changes follow. Put back a copy of the folder, or start with a new one.`,
      );
    }
    return { end: frames.end, size: frames.size };
  });
}

async function withFile<Result>(
  path: string,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    return await work(file);
  } catch (error) {
    if (error instanceof StoreFileError) throw error;
    if (!(error instanceof Error && "code" in error && "syscall" in error)) throw error;
    throw new StoreFileError(path, `it could not be read (${codeOf(error)}).`, { cause: error });
  } finally {
    await file?.close();
  }
}
