import * as z from "zod";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { Settings } from "../contracts/run/settings.ts";
import { countWorld, type importBundle } from "../mock-oneroster/index.ts";
import { readYaml } from "./read-yaml.ts";
import { layeredSettings, mergeSettings } from "./settings.ts";

/** The settings that a person chose: a file, a version above it, or neither. */
export interface ChosenSettings {
  readonly settings?: { readonly file: string; readonly text: string };
  /** Which version of OneRoster is spoken, whatever the file says. */
  readonly oneRosterVersion?: OneRosterVersion;
}

/** What of a bundle the settings depend on where nobody chose. */
interface SourceFacts {
  readonly version: OneRosterVersion;
  readonly hasCourses: boolean;
}

/** The facts of an imported bundle. */
export function factsOf(world: Awaited<ReturnType<typeof importBundle>>["value"]): SourceFacts {
  return { version: world.bundleVersion, hasCourses: countWorld(world)["courses"] !== 0 };
}

/**
 * The settings in force: those of the file over what the source is, or everything mapped without one.
 *
 * @param facts undefined for a server, of which nothing is known beforehand
 * @throws InputError when the file does not fit, with file, line and column
 */
export function settingsFor(chosen: ChosenSettings, facts: SourceFacts | undefined): Settings {
  const known = chosen.oneRosterVersion ?? facts?.version;
  const version = known === undefined ? {} : { oneRoster: { version: known } };
  if (chosen.settings !== undefined) {
    const { text, file } = chosen.settings;
    readYaml(text, Settings, file);
    const written = readYaml(text, z.record(z.string(), z.unknown()), file);
    // The file's own version counts, the bundle's where it names none, the command line's above both.
    const forced = chosen.oneRosterVersion === undefined ? {} : version;
    const layers: readonly unknown[] = [version, written, forced];
    return Settings.parse(layers.reduce(mergeSettings));
  }
  // A bundle without any course, as Moodle-like tools write, would lose every section to the default reading.
  const courses = facts?.hasCourses === false ? { readings: { missingCourse: "create" } } : {};
  return layeredSettings([version, courses], "settings");
}
