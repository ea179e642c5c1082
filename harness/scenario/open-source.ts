import path from "node:path";
import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { WorldRecord } from "../../contracts/run/run-record.ts";
import {
  countWorld,
  generateDistrict,
  importBundle,
  type World,
} from "../../mock-oneroster/index.ts";
import { clockAt } from "../world.ts";
import type { LoadedScenario } from "./load.ts";

/** The SIS world that a scenario plays in, and what there is to say about it. */
export interface Source {
  readonly world: World;
  readonly record: Omit<WorldRecord, "oneRosterVersion">;
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the district of a scenario, or imports its bundle, which is named relative to the file. */
export async function openSource({ scenario, file }: LoadedScenario): Promise<Source> {
  const { district } = scenario;
  if ("bundle" in district) {
    const bundle = path.resolve(path.dirname(file), district.bundle);
    const imported = await importBundle(bundle, clockAt(scenario.start));
    const record = {
      source: "bundle",
      description: path.basename(bundle),
      counts: countWorld(imported.value),
    } as const;
    return { world: imported.value, record, diagnostics: imported.diagnostics };
  }
  const world = generateDistrict({
    seed: scenario.seed,
    asOf: scenario.start.slice(0, 10),
    ...district,
  });
  const counts = countWorld(world);
  const size = district.preset ?? "generated";
  const description = `${size} district with ${counts["students"] ?? 0} students`;
  return { world, record: { source: "generated", description, counts }, diagnostics: [] };
}
