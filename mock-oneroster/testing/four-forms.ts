import path from "node:path";
import { exportBundle } from "../export/export-bundle.ts";
import { checkParity, type ParityReport } from "../parity/check-parity.ts";
import type { ParityGet } from "../parity/rest-records.ts";
import type { World } from "../store/world.ts";
import type { TempFolder } from "./bundles.ts";
import { exportClock as clock } from "./export-records.ts";

const versions = ["1.1", "1.2"] as const;

/** Exports a world as bundles of both versions, and gives their paths. */
export async function exportBoth(
  world: World,
  folder: TempFolder,
  mode: "bulk" | "delta" = "bulk",
): Promise<readonly string[]> {
  const paths = versions.map((version) => path.join(folder.path, `${version}.zip`));
  for (const [index, version] of versions.entries()) {
    await exportBundle(world, { version, mode, target: paths[index] ?? "", clock });
  }
  return paths;
}

/** Compares a server of both versions and bundles. */
export async function compareAll(get: ParityGet, paths: readonly string[]): Promise<ParityReport> {
  return await checkParity([
    ...versions.map((version) => ({ kind: "rest", version, get }) as const),
    ...paths.map((target) => ({ kind: "csv", path: target }) as const),
  ]);
}
