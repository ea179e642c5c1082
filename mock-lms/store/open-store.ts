import { codeOf, kindAt } from "./durable-file.ts";
import { openFileStore, type StoreOptions } from "./file-store.ts";
import { openFolderStore } from "./folder/folder-store.ts";
import type { LmsStore } from "./lms-store.ts";
import { StoreFileError } from "./store-file.ts";

/**
 * Opens the store that a path names: a folder when one is there or the path ends with a slash, which large states
 * want; else one file, which suits small ones and can be read by people.
 *
 * @throws StoreFileError when it cannot be used
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<LmsStore> {
  const wantsFolder = /[/\\]$/.test(path);
  const kind = await kindAt(path.replace(/[/\\]+$/, "") || path).catch((cause: unknown) => {
    throw new StoreFileError(path, `it could not be read (${codeOf(cause)}).`, { cause });
  });
  if (kind === "other") {
    throw new StoreFileError(path, "it is a pipe or a device. Name a file or a folder.");
  }
  if (wantsFolder && kind === "file") {
    throw new StoreFileError(path, "it is a file. Leave the slash away, or name another folder.");
  }
  return wantsFolder || kind === "folder"
    ? openFolderStore(path, options)
    : openFileStore(path, options);
}
