import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Bundle, BundleFile } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";
import { bundleBytesMax, entriesMax } from "./limits.ts";

/**
 * Opens a folder as a bundle: the files in it, but not those of folders within.
 *
 * A link is refused, as in a zip and in a recording: a bundle may come from elsewhere, and must not lead elsewhere.
 */
export async function openFolder(folderPath: string): Promise<Outcome<Bundle>> {
  const at = path.basename(folderPath);
  const names = (await readdir(folderPath)).filter((name) => !name.startsWith(".")).toSorted();
  if (names.length > entriesMax) throw tooLarge(at, `${names.length} files`, entriesMax);
  const files = new Map<string, BundleFile>();
  let bytes = 0;
  for (const name of names) {
    const filePath = path.join(folderPath, name);
    const found = await lstat(filePath).catch(() => undefined);
    if (found?.isSymbolicLink() === true) throw isLink(name);
    if (found?.isFile() !== true) continue;
    bytes += found.size;
    if (bytes > bundleBytesMax) throw tooLarge(name, `${bytes} bytes`, bundleBytesMax);
    files.set(name, {
      name,
      bytes: found.size,
      open: () => Promise.resolve(createReadStream(filePath)),
    });
  }
  return { value: { path: folderPath, files, close: () => Promise.resolve() }, diagnostics: [] };
}

function isLink(file: string): BundleError {
  return new BundleError(diagnose("bundle-link", { at: file }, { file }));
}

function tooLarge(file: string, what: string, limit: number): BundleError {
  return new BundleError(diagnose("bundle-too-large", { at: file }, { file, what, limit }));
}
