import * as z from "zod";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { everythingMapped, Settings, type SettingsInput } from "../contracts/run/settings.ts";
import { InputError } from "./input-error.ts";
import { readYaml } from "./read-yaml.ts";

/** Lays settings over one another, part by part; lists and single values are replaced. */
export function mergeSettings(base: unknown, over: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (name === "__proto__") continue;
    merged[name] = name in base ? mergeSettings(base[name], value) : value;
  }
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Settings that start from everything mapped, with layers laid over it.
 *
 * @param file named in the error when a layer does not fit
 * @throws InputError
 */
export function layeredSettings(layers: readonly unknown[], file: string): Settings {
  const base: SettingsInput = everythingMapped;
  const parsed = Settings.safeParse([base, ...layers].reduce(mergeSettings));
  if (parsed.success) return parsed.data;
  const message = `settings: ${z.prettifyError(parsed.error)}`;
  throw new InputError([{ file, message }]);
}

/** What a bundle says of itself, as far as settings go by it. */
interface BundleFacts {
  readonly version: OneRosterVersion;
  readonly hasCourses: boolean;
}

/** Where the settings for a bundle come from. */
interface BundleSettingsSource {
  readonly bundle: string;
  readonly settings?: { readonly file: string; readonly text: string };
  /** The version that the command line asks for. */
  readonly oneRosterVersion?: OneRosterVersion;
}

/**
 * The settings with which a bundle is used: those of the file, or everything mapped.
 *
 * @throws InputError
 */
export function bundleSettings(source: BundleSettingsSource, imported: BundleFacts): Settings {
  const version = { oneRoster: { version: source.oneRosterVersion ?? imported.version } };
  if (source.settings !== undefined) {
    const { text, file } = source.settings;
    readYaml(text, Settings, file);
    const written = readYaml(text, z.record(z.string(), z.unknown()), file);
    // The file's own version counts, the bundle's where it names none, the command line's above both.
    const forced = source.oneRosterVersion === undefined ? {} : version;
    const layers: readonly unknown[] = [version, written, forced];
    return Settings.parse(layers.reduce(mergeSettings));
  }
  // A bundle without any course, as Moodle-like tools write, would lose every section to the default reading.
  const courses = imported.hasCourses ? {} : { readings: { missingCourse: "create" } };
  return layeredSettings([version, courses], source.bundle);
}
