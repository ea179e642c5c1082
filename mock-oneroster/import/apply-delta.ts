import path from "node:path";
import { toIso, type Clock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";
import { campusRows } from "../store/people.ts";
import type { World } from "../store/world.ts";
import { BundleError } from "./bundle-error.ts";
import { createFindings, type Findings } from "./findings.ts";
import { createImportedWorld } from "./imported-world.ts";
import { openBundle } from "./open-bundle.ts";
import { readFiles } from "./read-files.ts";
import { planBundle, type BundlePlan } from "./read-manifest.ts";

/**
 * Applies a delta bundle to a world that was imported before (CSV Binding, delta).
 *
 * A row adds its record or replaces it; one that is `tobedeleted` marks it and leaves the rest of it as it was,
 * or takes away the role, profile or link that it stands for. References may lead into the bundle or into
 * the world. Files marked bulk are applied in the same way: what they leave out stays. Throws a BundleError
 * when the bundle cannot be read at all, or when the world was generated and nobody in it has an id as written;
 * the world is then as it was before.
 */
export async function applyDelta(
  world: World,
  bundlePath: string,
  clock: Clock,
): Promise<Outcome<OneRosterVersion>> {
  const opened = await openBundle(bundlePath);
  try {
    if (isGenerated(world)) throw unmatched(bundlePath);
    const findings = createFindings(opened.diagnostics);
    const plan = await planBundle(opened.value, findings);
    noteBulk(plan, findings);
    const modified = toIso(clock.now());
    await rehearse(plan, modified);
    await readFiles(plan, { world, findings, modified, isChange: true });
    return { value: plan.version, diagnostics: findings.all() };
  } finally {
    await opened.value.close();
  }
}

/** Says whether all people have ids that are made for each version, which no row of a bundle can name. */
function isGenerated(world: World): boolean {
  const { rows } = world.people;
  const isCampus = campusRows(world);
  let isAnyone = false;
  for (let row = 0; row < rows.end; row += 1) {
    if (!rows.isLive(row)) continue;
    if (!isCampus(row)) return false;
    isAnyone = true;
  }
  return isAnyone;
}

function unmatched(bundlePath: string): BundleError {
  const at = path.basename(bundlePath);
  return new BundleError(diagnose("bundle-delta-unmatched", { at }, { path: at }));
}

/** Reads all of it once into nothing, so that a file that breaks off cannot leave half a change behind. */
async function rehearse(plan: BundlePlan, modified: string): Promise<void> {
  const world = createImportedWorld();
  await readFiles(plan, { world, findings: createFindings(), modified, isChange: false });
}

function noteBulk({ files }: BundlePlan, findings: Findings): void {
  for (const { mode, source } of files) {
    if (mode !== "bulk") continue;
    const file = source.name;
    findings.add(diagnose("bundle-bulk-as-delta", { at: file }, { file }));
  }
}
