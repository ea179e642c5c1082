import { CommanderError, Option, type Command } from "commander";
import { dirtDials, type Dirt } from "../../contracts/run/dirt.ts";
import type { DistrictPreset, DistrictShape } from "../../contracts/run/district.ts";
import { districtPresets } from "../../mock-oneroster/index.ts";
import { parseCount, parseDay, parseDirt, parseSeed, parseShare } from "./option-values.ts";

/** What a generated district is like. */
export interface DistrictCommandOptions extends Pick<
  DistrictShape,
  | "students"
  | "schools"
  | "gradebook"
  | "homerooms"
  | "semesters"
  | "staleTrial"
  | "secondStructure"
  | "dirt"
> {
  readonly preset: DistrictPreset;
  readonly seed: number;
  readonly asOf?: string;
}

/** Adds the options of a generated district: one for each thing that its schema lets be chosen. */
export function addDistrictOptions(command: Command): Command {
  const sizes = Object.entries(districtPresets).map(
    ([name, { students }]) => `${name} ${students.toLocaleString("en-US")}`,
  );
  return command
    .addOption(
      new Option(
        "--preset <preset>",
        `size of a generated district, in students: ${sizes.join(", ")}`,
      )
        .choices(Object.keys(districtPresets))
        .default("small"),
    )
    .option("--students <number>", "number of students instead of the preset's", parseCount)
    .option("--schools <number>", "number of schools instead of the preset's", parseCount)
    .option(
      "--dirt <share>",
      "how much of every data problem to mix in, 0 to 1, or of each, as JSON or YAML; list names them",
      (text) => readDirt(text, command),
    )
    .addOption(
      new Option(
        "--semesters <how>",
        "a course of both semesters as one section, or as one in each (default: the preset's)",
      ).choices(["together", "apart"]),
    )
    .addOption(
      new Option(
        "--homerooms <whether>",
        "elementary schools with homeroom classes, or without (default: with)",
      ).choices(["with", "without"]),
    )
    .addOption(
      new Option(
        "--gradebook <how-much>",
        "sections with line items, results and assessments, or without (default: none)",
      ).choices(["none", "some"]),
    )
    .option(
      "--stale-trial <share>",
      "share of schedules with an inactive trial, 0 to 1 (default: 0)",
      parseShare,
    )
    .option(
      "--second-structure <share>",
      "share of schools whose high grades keep terms of their own, 0 to 1 (default: 0.5)",
      parseShare,
    )
    .option("--seed <number>", "seed of the generated district", parseSeed, 1)
    .option("--as-of <date>", "the day that decides the school year; today by default", parseDay);
}

/** The shape that the options ask for. */
export function shapeOf(options: DistrictCommandOptions): DistrictShape {
  const {
    preset,
    students,
    schools,
    gradebook,
    homerooms,
    semesters,
    staleTrial,
    secondStructure,
    dirt,
  } = options;
  return {
    preset,
    ...(students === undefined ? {} : { students }),
    ...(schools === undefined ? {} : { schools }),
    ...(gradebook === undefined ? {} : { gradebook }),
    ...(homerooms === undefined ? {} : { homerooms }),
    ...(semesters === undefined ? {} : { semesters }),
    ...(staleTrial === undefined ? {} : { staleTrial }),
    ...(secondStructure === undefined ? {} : { secondStructure }),
    ...(dirt === undefined ? {} : { dirt }),
  };
}

/** Reads the dials; `list` prints them and ends the command, as --help does. */
function readDirt(text: string, command: Command): Dirt {
  if (text !== "list") return parseDirt(text);
  const lines = Object.entries(dirtDials).map(
    ([name, { description = "" }]) => `  ${name.padEnd(24)} ${description}`,
  );
  const intro = "Data problems, each a share from 0 to 1 of what it names first:";
  command.configureOutput().writeOut?.([intro, ...lines].join("\n"));
  throw new CommanderError(0, "rehearse.dirtListed", "");
}
