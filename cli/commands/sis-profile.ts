import { Option, type Command } from "commander";
import {
  overrideProfile,
  profileNamed,
  profileNames,
  profileSettings,
  ProfileSettingError,
  type ProfileName,
  type SettingText,
  type SisProfile,
} from "../../mock-oneroster/index.ts";
import type { Terminal } from "../terminal.ts";
import { parseCount, parseSettings } from "./option-values.ts";

/** How a mock SIS behaves. */
export interface SisProfileOptions {
  readonly profile: ProfileName;
  readonly set: readonly SettingText[];
  readonly settings?: boolean;
  readonly tokenLife?: number;
}

/** Adds the choice of a profile, and of single settings of it. */
export function addProfileOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--profile <profile>", "the vendor whose behaviour to take on")
        .choices([...profileNames])
        .default("standard"),
    )
    .addOption(
      new Option(
        "--set <setting=value>",
        "a setting of the profile that is to be another; may be given again",
      )
        .argParser(parseSettings)
        .default([], "none"),
    )
    .option("--settings", "print every setting with its value and what it may be, and end")
    .option("--token-life <seconds>", "the same as --set auth.tokenLifeSeconds=…", parseCount);
}

/** The profile that the options ask for. Ends the command when a setting cannot be what it is told to be. */
export function readProfile(options: SisProfileOptions, command: Command): SisProfile {
  const { profile, set, tokenLife } = options;
  const life =
    tokenLife === undefined ? [] : [{ name: "auth.tokenLifeSeconds", value: String(tokenLife) }];
  try {
    return overrideProfile(profileNamed(profile), [...set, ...life]);
  } catch (error) {
    if (!(error instanceof ProfileSettingError)) throw error;
    return command.error(`error: ${error.message} --settings lists all settings.`);
  }
}

/** What was changed of a profile, as it would be written again. Empty when nothing was. */
export function changedSettings({ changes = [] }: SisProfile): string {
  return changes.map(({ name, to }) => `${name}=${to}`).join(" ");
}

/** Prints every setting of a profile: for people, or as JSON for programs. */
export function printSettings(
  profile: SisProfile,
  { json, terminal }: { readonly json: boolean; readonly terminal: Terminal },
): void {
  const settings = profileSettings.map(({ name, about, values, read }) => {
    return { name, value: read(profile), values, about };
  });
  if (json) {
    terminal.out(JSON.stringify(settings, undefined, 2));
    return;
  }
  const changed = new Set(profile.changes?.map(({ name }) => name));
  const lines = settings.flatMap(({ name, value, values, about }) => [
    `${changed.has(name) ? "*" : " "} ${name}=${value}`,
    `      ${about} (${values})`,
  ]);
  const note = changed.size === 0 ? "" : " Those with * were changed.";
  terminal.out([`Settings of ${profile.name}.${note}`, ...lines].join("\n"));
}
