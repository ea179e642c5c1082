import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { BundlePart } from "./bundle-part.ts";
import { ExportError } from "./export-error.ts";
import { writeZip } from "./write-zip.ts";

/** Where a bundle goes. */
export interface BundleTarget {
  /** The path of a zip, by its name, or else of a folder. */
  readonly target: string;
  /** The time that entries of a zip carry. */
  readonly atMs: number;
}

/**
 * Writes the parts of a bundle beside the target and puts them in its place when all are there: whoever looks at the
 * target sees the old bundle or the new one, whole. A folder is replaced only when it holds nothing but a bundle.
 */
export async function writeBundle(
  parts: readonly BundlePart[],
  { target, atMs }: BundleTarget,
): Promise<void> {
  const place = path.resolve(target);
  const isZip = /\.zip$/i.test(place);
  await checkReplaceable(place, isZip);
  const parent = path.dirname(place);
  await mkdir(parent, { recursive: true });
  const aside = await mkdtemp(path.join(parent, `.${path.basename(place)}-`));
  try {
    const fresh = path.join(aside, isZip ? "bundle.zip" : "bundle");
    if (isZip) await writeZip(parts, fresh, atMs);
    else await writeFolder(parts, fresh);
    await replace(place, { fresh, old: path.join(aside, "old") });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function writeFolder(parts: readonly BundlePart[], folder: string): Promise<void> {
  await mkdir(folder);
  for (const { name, blocks } of parts) {
    await pipeline(Readable.from(blocks()), createWriteStream(path.join(folder, name)));
  }
}

async function replace(
  place: string,
  { fresh, old }: { readonly fresh: string; readonly old: string },
): Promise<void> {
  const found = await stat(place).catch(() => undefined);
  // A folder does not give way to another by itself.
  if (found?.isDirectory() === true) await rename(place, old);
  await rename(fresh, place);
}

const bundleNames: ReadonlySet<string> = new Set([
  "manifest.csv",
  ...OneRosterVersion.options.flatMap((version) => csvFiles(version).map((file) => `${file}.csv`)),
]);

async function checkReplaceable(place: string, isZip: boolean): Promise<void> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) return;
  if (isZip && !found.isDirectory()) return;
  const names = !isZip && found.isDirectory() ? await readdir(place) : [place];
  if (!names.every((name) => bundleNames.has(name))) throw new ExportError("target-in-use", place);
}
