import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { OrganizationFileError } from "./organization-file-error.ts";
import { organizationFileNames, type OrganizationFiles } from "./organization-files.ts";

const fileBytesMax = 400_000_000;
const entriesMax = 500;

/**
 * Reads the files of an organisation out of a folder or a zip, by their names; other files are left alone. In a zip
 * they may stand in a folder. Nothing is unpacked to disk.
 *
 * @throws OrganizationFileError when there is nothing, when a file is too large, or is not UTF-8
 */
export async function readOrganizationFiles(target: string): Promise<OrganizationFiles> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory() === true) return readFolder(target);
  if (found?.isFile() === true) return readZip(target);
  throw unusable(target, "there is no folder or zip of this name. Check the path.");
}

function unusable(at: string, why: string, options?: ErrorOptions): OrganizationFileError {
  return new OrganizationFileError([{ at: path.basename(at), why }], options);
}

const names: ReadonlySet<string> = new Set(organizationFileNames);

async function readFolder(folder: string): Promise<OrganizationFiles> {
  const files = new Map<string, string>();
  for (const name of organizationFileNames) {
    const place = path.join(folder, name);
    const found = await stat(place).catch(() => undefined);
    if (found === undefined) continue;
    if (!found.isFile()) throw unusable(name, "it is no file. Replace it.");
    if (found.size > fileBytesMax) throw tooLarge(name);
    const bytes = await readFile(place).catch((cause: unknown) => {
      throw unusable(name, "it cannot be read. Check its permissions.", { cause });
    });
    files.set(name, decode(name, bytes));
  }
  return files;
}

function tooLarge(name: string): OrganizationFileError {
  return unusable(name, `it has more than ${fileBytesMax} bytes. Split the organisation.`);
}

/** The text of a file. A byte order mark is left out. */
function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unusable(name, "it is not UTF-8. Save it as CSV UTF-8.", { cause });
  }
}

async function readZip(zipPath: string): Promise<OrganizationFiles> {
  const zip = await openZip(zipPath);
  try {
    const files = new Map<string, string>();
    for (const entry of await entriesOf(zip, zipPath)) {
      const name = path.posix.basename(entry.fileName);
      if (!names.has(name) || entry.fileName.startsWith("__MACOSX/")) continue;
      if (files.has(name)) throw unusable(name, "the zip holds it twice. Remove one.");
      files.set(name, decode(name, await readEntry(zip, entry, name)));
    }
    return files;
  } finally {
    zip.close();
  }
}

function openZip(zipPath: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(zipPath, { lazyEntries: true, autoClose: false }, (cause, zip) => {
      if (cause !== null || zip === undefined) reject(notAZip(zipPath, cause));
      else resolve(zip);
    });
  });
}

function notAZip(at: string, cause: unknown): OrganizationFileError {
  return unusable(at, "it is no zip that can be read. Make a new one, or give the folder.", {
    cause,
  });
}

function entriesOf(zip: ZipFile, at: string): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", (cause: Error) => reject(notAZip(at, cause)));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > entriesMax) reject(unusable(at, "it holds too many files."));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/** Counts what really comes out: a zip may lie about sizes. */
function readEntry(zip: ZipFile, entry: Entry, name: string): Promise<Uint8Array> {
  if (entry.uncompressedSize > fileBytesMax) throw tooLarge(name);
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (cause, stream) => {
      if (cause !== null || stream === undefined) {
        reject(notAZip(name, cause));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > fileBytesMax) stream.destroy(tooLarge(name));
      });
      stream.on("error", (error: Error) =>
        reject(error instanceof OrganizationFileError ? error : notAZip(name, error)),
      );
      stream.on("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}
