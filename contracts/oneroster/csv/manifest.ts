import * as z from "zod";
import { OneRosterVersion } from "../vocabulary.ts";
import { csvFiles } from "./columns.ts";
import type { CsvFile } from "./tables.ts";

/** Whether a file is missing from the bundle, replaces everything, or brings changes. */
export const FileMode = z.enum(["absent", "bulk", "delta"]);
export type FileMode = z.infer<typeof FileMode>;

/** The manifest of a bundle: its version and the mode of each of the version's files. */
export const Manifest = z.strictObject({
  version: OneRosterVersion,
  files: z.record(z.string(), FileMode),
  systemName: z.string().exactOptional(),
  systemCode: z.string().exactOptional(),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Something wrong in a manifest. `row` counts the data rows from 0; it is -1 when the row is missing. */
export interface ManifestProblem {
  readonly row: number;
  readonly property: string;
  readonly problem: "missing" | "unknown" | "repeated" | "bad-value";
  readonly value: string;
}

/** What a manifest says. Without a known version there is none. */
export interface ManifestReading {
  readonly manifest: Manifest | undefined;
  readonly problems: readonly ManifestProblem[];
}

/** The header of manifest.csv (CSV Binding, manifest). */
export const manifestHeader = ["propertyName", "value"] as const;

/**
 * Reads the rows of manifest.csv. A file that the manifest does not name counts as absent, of a repeated
 * property the first counts, and every liberty taken is a problem (CSV Binding, manifest).
 */
export function parseManifest(rows: readonly Readonly<Record<string, string>>[]): ManifestReading {
  const problems: ManifestProblem[] = [];
  const properties = collectProperties(rows, problems);
  const version = readVersion(properties, problems);
  if (version === undefined) return { manifest: undefined, problems };
  checkKnown(properties, { known: propertiesOf(version), problems });
  if (!properties.has("manifest.version")) problems.push(missing("manifest.version"));
  const files = Object.fromEntries(
    csvFiles(version).map((file) => [file, readMode(file, properties, problems)]),
  );
  return { manifest: { version, files, ...readSource(properties) }, problems };
}

/** Writes a manifest as rows, one for every file of the version, in the order of the standard. */
export function formatManifest(
  manifest: Manifest,
): readonly Record<"propertyName" | "value", string>[] {
  const source: [string, string | undefined][] = [
    ["source.systemName", manifest.systemName],
    ["source.systemCode", manifest.systemCode],
  ];
  const rows: [string, string | undefined][] = [
    ["manifest.version", "1.0"],
    ["oneroster.version", manifest.version],
    ...csvFiles(manifest.version).map((file): [string, string] => [
      `file.${file}`,
      manifest.files[file] ?? "absent",
    ]),
    ...source,
  ];
  return rows.flatMap(([propertyName, value]) =>
    value === undefined ? [] : [{ propertyName, value }],
  );
}

interface Property {
  readonly row: number;
  readonly value: string;
}
type Properties = ReadonlyMap<string, Property>;

function collectProperties(
  rows: readonly Readonly<Record<string, string>>[],
  problems: ManifestProblem[],
): Properties {
  const properties = new Map<string, Property>();
  for (const [row, cells] of rows.entries()) {
    const property = (cells["propertyName"] ?? "").trim();
    const value = (cells["value"] ?? "").trim();
    if (property === "" && value === "") continue;
    if (properties.has(property)) problems.push({ row, property, problem: "repeated", value });
    else properties.set(property, { row, value });
  }
  return properties;
}

function readVersion(
  properties: Properties,
  problems: ManifestProblem[],
): OneRosterVersion | undefined {
  const property = "oneroster.version";
  const found = properties.get(property);
  if (found === undefined) {
    problems.push(missing(property));
    return undefined;
  }
  const exact = OneRosterVersion.safeParse(found.value);
  if (exact.success) return exact.data;
  problems.push({ ...found, property, problem: "bad-value" });
  return /^1\.[12](\.\d+)?$/.test(found.value)
    ? OneRosterVersion.parse(found.value.slice(0, 3))
    : undefined;
}

function propertiesOf(version: OneRosterVersion): ReadonlySet<string> {
  return new Set([
    "manifest.version",
    "oneroster.version",
    "source.systemName",
    "source.systemCode",
    ...csvFiles(version).map((file) => `file.${file}`),
  ]);
}

function checkKnown(
  properties: Properties,
  { known, problems }: { known: ReadonlySet<string>; problems: ManifestProblem[] },
): void {
  for (const [property, found] of properties) {
    if (!known.has(property)) problems.push({ ...found, property, problem: "unknown" });
    else if (property === "manifest.version" && found.value !== "1.0") {
      problems.push({ ...found, property, problem: "bad-value" });
    }
  }
}

function readMode(file: CsvFile, properties: Properties, problems: ManifestProblem[]): FileMode {
  const property = `file.${file}`;
  const found = properties.get(property);
  if (found === undefined) {
    problems.push(missing(property));
    return "absent";
  }
  const mode = FileMode.safeParse(found.value.toLowerCase());
  if (mode.data !== found.value) problems.push({ ...found, property, problem: "bad-value" });
  return mode.data ?? "absent";
}

function readSource(properties: Properties): Pick<Manifest, "systemName" | "systemCode"> {
  const systemName = properties.get("source.systemName")?.value;
  const systemCode = properties.get("source.systemCode")?.value;
  return {
    ...(systemName ? { systemName } : {}),
    ...(systemCode ? { systemCode } : {}),
  };
}

function missing(property: string): ManifestProblem {
  return { row: -1, property, problem: "missing", value: "" };
}
