import { Option, type Command } from "commander";
import { createSystemClock, toIso } from "../../core/clock.ts";
import {
  applyDelta,
  districtPresets,
  generateDistrict,
  importBundle,
  openRecording,
  type World,
} from "../../mock-oneroster/index.ts";
import type { Terminal } from "../terminal.ts";
import { letHeapGrow } from "../lean-heap.ts";
import { addDistrictOptions, shapeOf, type DistrictCommandOptions } from "./district-options.ts";
import { collectText } from "./option-values.ts";

/** Where the world of a mock SIS comes from. */
export interface SisSourceOptions extends DistrictCommandOptions {
  readonly bundle?: string;
  readonly recording?: string;
  readonly thenDelta: readonly string[];
}

/** Adds the options that say where the world comes from: generated, a bundle, or a recording. */
export function addSourceOptions(command: Command): Command {
  return addDistrictOptions(command)
    .addOption(
      new Option("--bundle <path>", "a OneRoster CSV bundle instead, a folder or a zip").conflicts([
        "recording",
      ]),
    )
    .option("--recording <folder>", "a recording made by rehearse record instead")
    .addOption(
      new Option(
        "--then-delta <path>",
        "a delta bundle to apply to the bundle or recording; may be given again, in their order",
      )
        .argParser(collectText)
        .default([], "none"),
    );
}

/** Records of a generated district were changed last at 05:00 UTC of its day, midnight in its schools, which must be past. */
const stampedAtMs = 5 * 3_600_000;

/** Students of a district that is made faster than it is kept small. */
const largeFrom = 20_000;

/** Opens the world that the options ask for. Says on the terminal when the data has findings. */
export async function openSisSource(options: SisSourceOptions, terminal: Terminal): Promise<World> {
  const world = await openFirstWorld(options, terminal);
  for (const delta of options.thenDelta) {
    const { diagnostics } = await applyDelta(world, delta, createSystemClock());
    noteFindings(terminal, diagnostics.length, `delta ${delta}`);
  }
  return world;
}

/** The world before any delta. */
async function openFirstWorld(options: SisSourceOptions, terminal: Terminal): Promise<World> {
  if (options.bundle !== undefined) return openBundle(options.bundle, terminal);
  if (options.recording !== undefined) {
    const { world, problems } = await openRecording(options.recording);
    noteFindings(terminal, problems, "recording");
    return world;
  }
  if ((options.students ?? districtPresets[options.preset].students) >= largeFrom) letHeapGrow();
  return generateDistrict({
    ...shapeOf(options),
    seed: options.seed,
    asOf: options.asOf ?? toIso(createSystemClock().now() - stampedAtMs).slice(0, 10),
  });
}

async function openBundle(bundle: string, terminal: Terminal): Promise<World> {
  const imported = await importBundle(bundle, createSystemClock());
  noteFindings(terminal, imported.diagnostics.length, "bundle");
  return imported.value;
}

function noteFindings(terminal: Terminal, count: number, noun: string): void {
  if (count === 0) return;
  terminal.note(`The ${noun} has ${count} findings; it is served as it is.`);
}
