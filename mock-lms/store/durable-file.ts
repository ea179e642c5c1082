import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Adapter } from "lowdb";

/**
 * A text file for lowdb that is written to the side, brought to the disk, and then swapped in: what was written
 * outlasts a crash of the machine too. lowdb's own file adapter swaps without waiting for the disk.
 */
export function createDurableTextFile(path: string): Adapter<string> {
  return {
    read: async () => {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    write: (text) => writeDurably(path, [Buffer.from(text)]),
  };
}

/** Writes a whole file in the place of the one that is there. When it fails, the old one stays. */
export async function writeDurably(
  path: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const side = join(dirname(path), `.${basename(path)}.tmp`);
  try {
    const file = await open(side, "w", 0o600);
    try {
      for await (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(side, path);
  } catch (error) {
    await rm(side, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Brings the names in a folder to the disk. Windows knows no such thing, and keeps them by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What stands at a path, behind links. `other` is a pipe or a device, which may keep whoever reads it waiting. */
export async function kindAt(path: string): Promise<"file" | "folder" | "other" | "nothing"> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return "folder";
    return found.isFile() ? "file" : "other";
  } catch (error) {
    if (isMissing(error)) return "nothing";
    throw error;
  }
}

/** Says whether an error means that there is no such file. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** The code of a system error, such as ENOSPC. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
}
