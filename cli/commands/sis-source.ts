import { Option, type Command } from "commander";
import type { DistrictPreset } from "../../contracts/run/district.ts";
import { createSystemClock, toIso } from "../../core/clock.ts";
import {
  districtPresets,
  generateDistrict,
  importBundle,
  openRecording,
  type World,
} from "../../mock-oneroster/index.ts";
import type { Terminal } from "../terminal.ts";
import { parseCount, parseDay, parseSeed, parseShare } from "./option-values.ts";

/** Where the world of a mock SIS comes from. */
export interface SisSourceOptions {
  readonly preset: DistrictPreset;
  readonly students?: number;
  readonly schools?: number;
  readonly dirt?: number;
  readonly seed: number;
  readonly asOf?: string;
  readonly bundle?: string;
  readonly recording?: string;
}

const presetNames = Object.keys(districtPresets);

/** Adds the options that say where the world comes from: generated, a bundle, or a recording. */
export function addSourceOptions(command: Command): Command {
  const sizes = Object.entries(districtPresets).map(
    ([name, { students }]) => `${name} ${students.toLocaleString("en-US")}`,
  );
  return command
    .addOption(
      new Option(
        "--preset <preset>",
        `size of a generated district, in students: ${sizes.join(", ")}`,
      )
        .choices(presetNames)
        .default("small"),
    )
    .option("--students <number>", "number of students instead of the preset's", parseCount)
    .option("--schools <number>", "number of schools instead of the preset's", parseCount)
    .option("--dirt <share>", "share of every data problem to mix in, 0 to 1", parseShare)
    .option("--seed <number>", "seed of the generated district", parseSeed, 1)
    .option("--as-of <date>", "the day that decides the school year; today by default", parseDay)
    .addOption(
      new Option("--bundle <path>", "a OneRoster CSV bundle instead, a folder or a zip").conflicts([
        "recording",
      ]),
    )
    .option("--recording <folder>", "a recording made by rehearse record instead");
}

/** Opens the world that the options ask for. Says on the terminal when the data has findings. */
export async function openSisSource(options: SisSourceOptions, terminal: Terminal): Promise<World> {
  if (options.bundle !== undefined) return openBundle(options.bundle, terminal);
  if (options.recording !== undefined) {
    const { world, problems } = await openRecording(options.recording);
    noteFindings(terminal, problems, "recording");
    return world;
  }
  const { seed, preset, students, schools, dirt } = options;
  return generateDistrict({
    seed,
    preset,
    asOf: options.asOf ?? toIso(createSystemClock().now()).slice(0, 10),
    ...(students === undefined ? {} : { students }),
    ...(schools === undefined ? {} : { schools }),
    ...(dirt === undefined ? {} : { dirt: { all: dirt } }),
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
