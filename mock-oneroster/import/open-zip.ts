import path from "node:path";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Bundle, BundleFile } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";
import { bundleBytesMax, entriesMax } from "./limits.ts";
import { dangerOf, isClutter } from "./zip-dangers.ts";

/**
 * Opens a zip as a bundle. Nothing is unpacked to disk: each file streams out of the zip when read.
 *
 * Files that all stand in one folder are accepted with a warning. Sizes are those that the zip states,
 * and a file that turns out larger while it is read fails then.
 */
export async function openZip(zipPath: string): Promise<Outcome<Bundle>> {
  const zip = await openZipFile(zipPath);
  try {
    const entries = await readEntries(zip, path.basename(zipPath));
    const folder = sharedFolder(entries.map((entry) => entry.name));
    const files = new Map<string, BundleFile>();
    for (const { entry, name } of entries) addFile(files, zip, { entry, name, folder });
    const diagnostics: readonly Diagnostic[] =
      folder === ""
        ? []
        : [diagnose("bundle-in-folder", { at: path.basename(zipPath) }, { folder })];
    return { value: { path: zipPath, files, close: () => closeZip(zip) }, diagnostics };
  } catch (error) {
    await closeZip(zip);
    throw error;
  }
}

interface NamedEntry {
  readonly entry: Entry;
  readonly name: string;
}

/** Names stay bytes here (`decodeStrings: false`), so that this code and not the library judges them. */
function openZipFile(zipPath: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;
  return new Promise((resolve, reject) => {
    yauzl.open(zipPath, options, (error, zip) => {
      if (error !== null || zip === undefined) reject(notAZip(zipPath, error));
      else resolve(zip);
    });
  });
}

function readEntries(zip: ZipFile, at: string): Promise<readonly NamedEntry[]> {
  return new Promise((resolve, reject) => {
    const entries: NamedEntry[] = [];
    let bytes = 0;
    zip.on("error", (error: Error) => reject(notAZip(at, error)));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      const name = nameOf(entry);
      bytes += entry.uncompressedSize;
      const danger = dangerOf(entry, name);
      if (danger !== undefined) return reject(unsafe(at, name, danger));
      if (zip.entriesRead > entriesMax) return reject(tooMany(at));
      if (bytes > bundleBytesMax) return reject(tooLarge(name, bytes));
      if (!name.endsWith("/") && !isClutter(name)) entries.push({ entry, name });
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function nameOf(entry: Entry): string {
  const name: unknown = entry.fileName;
  return Buffer.isBuffer(name) ? name.toString("utf8") : String(name);
}

/** The folder that all files stand in, with its slash, or nothing. */
function sharedFolder(names: readonly string[]): string {
  const folder = /^[^/]+\//.exec(names[0] ?? "")?.[0] ?? "";
  return names.every((name) => name.startsWith(folder)) ? folder : "";
}

function addFile(
  files: Map<string, BundleFile>,
  zip: ZipFile,
  { entry, name, folder }: NamedEntry & { readonly folder: string },
): void {
  const own = name.slice(folder.length);
  if (own.includes("/")) throw unsafe(name, name, "stands in a folder");
  if (files.has(own)) throw unsafe(own, own, "is there twice");
  files.set(own, {
    name: own,
    bytes: entry.uncompressedSize,
    open: () =>
      new Promise((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error !== null || stream === undefined) reject(notAZip(own, error));
          else resolve(stream);
        });
      }),
  });
}

function closeZip(zip: ZipFile): Promise<void> {
  return new Promise((resolve) => {
    if (!zip.isOpen) return resolve();
    zip.once("close", resolve);
    zip.close();
  });
}

function notAZip(at: string, error: Error | null): BundleError {
  const reason = (error?.message ?? "it cannot be opened").replace(/\.$/, "");
  const diagnostic = diagnose(
    "bundle-not-a-zip",
    { at: path.basename(at) },
    { path: path.basename(at), reason },
  );
  return new BundleError(diagnostic, [], { cause: error });
}

function unsafe(at: string, entry: string, reason: string): BundleError {
  const shown = JSON.stringify(entry.slice(0, 100));
  return new BundleError(diagnose("bundle-zip-unsafe", { at }, { entry: shown, reason }));
}

function tooMany(file: string): BundleError {
  const args = { file, what: `the number of entries`, limit: entriesMax };
  return new BundleError(diagnose("bundle-too-large", { at: file }, args));
}

function tooLarge(file: string, bytes: number): BundleError {
  const args = { file, what: `a total of ${bytes} bytes`, limit: bundleBytesMax };
  return new BundleError(diagnose("bundle-too-large", { at: file }, args));
}
