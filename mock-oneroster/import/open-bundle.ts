import { stat } from "node:fs/promises";
import path from "node:path";
import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Bundle } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";
import { openFolder } from "./open-folder.ts";
import { openZip } from "./open-zip.ts";

/**
 * Opens a folder or a zip with OneRoster CSV files, without reading them.
 *
 * Throws a BundleError when there is nothing to open or when a zip is not safe: paths that lead out of it,
 * links, encrypted entries, names that are there twice, too many entries, too great an expansion.
 */
export async function openBundle(bundlePath: string): Promise<Outcome<Bundle>> {
  const target = await stat(bundlePath).catch(() => undefined);
  if (target?.isDirectory() === true) return openFolder(bundlePath);
  if (target?.isFile() === true) return openZip(bundlePath);
  const at = path.basename(bundlePath);
  throw new BundleError(diagnose("bundle-not-found", { at }, { path: bundlePath }));
}
