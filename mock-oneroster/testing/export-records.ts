import path from "node:path";
import { createVirtualClock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  exportBundle,
  exportProjection,
  type ExportOptions,
  type ExportReport,
} from "../export/export-bundle.ts";
import type { World } from "../store/world.ts";
import { createTempFolder } from "./bundles.ts";
import { recordsProjection, type Records } from "./records-projection.ts";
import { readStrictBundle, type StrictBundle } from "./strict-bundle.ts";

/** An export, and its bundle as the standard reads it. */
export interface Exported extends StrictBundle {
  readonly report: ExportReport;
}

/** How to export. A bulk bundle unless told otherwise. */
export type ExportHow = Pick<ExportOptions, "version"> &
  Partial<Pick<ExportOptions, "mode" | "since" | "references">>;

/** The clock of exports in tests. */
export const exportClock = createVirtualClock(Date.UTC(2026, 8, 1));

/** Exports a world into a zip and reads it back. */
export async function exportWorld(world: World, how: ExportHow): Promise<Exported> {
  return await readBack((options) => exportBundle(world, options), how);
}

/** Exports records into a zip and reads it back. */
export async function exportRecords(
  version: OneRosterVersion,
  records: Records,
  how: Omit<ExportHow, "version"> = {},
): Promise<Exported> {
  const projection = recordsProjection(version, records);
  return await readBack((options) => exportProjection(projection, options), { version, ...how });
}

async function readBack(
  run: (options: ExportOptions) => Promise<ExportReport>,
  how: ExportHow,
): Promise<Exported> {
  await using folder = await createTempFolder();
  const target = path.join(folder.path, "out.zip");
  const report = await run({ mode: "bulk", clock: exportClock, ...how, target });
  return { report, ...(await readStrictBundle(target)) };
}
