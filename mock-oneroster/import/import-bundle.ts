import { toIso, type Clock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Outcome } from "../../contracts/run/diagnostic.ts";
import type { World } from "../store/world.ts";
import { createFindings } from "./findings.ts";
import { createImportedWorld } from "./imported-world.ts";
import { openBundle } from "./open-bundle.ts";
import { readFiles } from "./read-files.ts";
import { planBundle } from "./read-manifest.ts";

/** The world that a bundle describes, and the version whose files it was. */
export interface ImportedWorld extends World {
  readonly bundleVersion: OneRosterVersion;
}

/**
 * Makes a world of a OneRoster CSV bundle, a folder or a zip of 1.1 or 1.2, with every file of the binding.
 *
 * SourcedIds stay as written in whichever version the world is served. Dirty rows are kept, with a
 * diagnostic that names file, line and column; rows without a sourcedId are not. Rows of a bulk file count
 * as last changed when they are imported; a delta is imported as what it says. Throws a BundleError when the
 * bundle cannot be read at all.
 */
export async function importBundle(
  bundlePath: string,
  clock: Clock,
): Promise<Outcome<ImportedWorld>> {
  const opened = await openBundle(bundlePath);
  try {
    const findings = createFindings(opened.diagnostics);
    const plan = await planBundle(opened.value, findings);
    const world = Object.assign(createImportedWorld(), { bundleVersion: plan.version });
    const modified = toIso(clock.now());
    await readFiles(plan, { world, findings, modified, isChange: false });
    return { value: world, diagnostics: findings.all() };
  } finally {
    await opened.value.close();
  }
}
