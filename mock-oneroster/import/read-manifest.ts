import { csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import {
  parseManifest,
  type FileMode,
  type ManifestProblem,
} from "../../contracts/oneroster/csv/manifest.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { Bundle, BundleFile } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";
import type { Findings } from "./findings.ts";
import { readRows } from "./read-rows.ts";

/** A file that is to be read, and how its rows count. */
export interface PlannedFile {
  readonly file: CsvFile;
  readonly source: BundleFile;
  readonly mode: Exclude<FileMode, "absent">;
}

/** What the bundle is: its version, and the files to read. */
export interface BundlePlan {
  readonly version: OneRosterVersion;
  readonly files: readonly PlannedFile[];
}

const manifestName = "manifest.csv";
const manifestRowsMax = 1_000;
/** Files that only 1.2 has, and columns of users.csv that only one version has. */
const signsOfV1p2 = ["roles.csv", "userProfiles.csv", "scoreScales.csv", "userResources.csv"];
const columnsOfV1p2 = ["userMasterIdentifier", "primaryOrgSourcedId", "preferredGivenName"];

/**
 * Reads the manifest and decides which files to read. Without a manifest, or with one that names no version,
 * headers and file names decide. Throws a BundleError when there is not one OneRoster file.
 */
export async function planBundle(bundle: Bundle, findings: Findings): Promise<BundlePlan> {
  const source = bundle.files.get(manifestName);
  if (source === undefined) return planWithout(bundle, findings);
  const rows = await readManifestRows(source);
  const { manifest, problems } = parseManifest(rows.map((row) => row.cells));
  for (const problem of problems) noteProblem(problem, rows, findings);
  if (manifest === undefined) {
    const version = await inferVersion(bundle);
    findings.add(diagnose("bundle-version-unknown", { at: `${manifestName}:1:1` }, { version }));
    return choose(bundle, version, { findings, modeOf: () => undefined });
  }
  const modeOf = (file: CsvFile): FileMode => manifest.files[file] ?? "absent";
  return choose(bundle, manifest.version, { findings, modeOf });
}

async function planWithout(bundle: Bundle, findings: Findings): Promise<BundlePlan> {
  const version = await inferVersion(bundle);
  const plan = choose(bundle, version, { findings, modeOf: () => undefined });
  findings.add(diagnose("bundle-manifest-missing", { at: manifestName }, { version }));
  return plan;
}

interface ManifestRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

async function readManifestRows(source: BundleFile): Promise<readonly ManifestRow[]> {
  const rows: ManifestRow[] = [];
  for await (const block of readRows(source)) {
    for (const { line, cells } of block) {
      const [propertyName = "", value = ""] = cells;
      if (rows.length < manifestRowsMax) rows.push({ line, cells: { propertyName, value } });
    }
  }
  return rows[0]?.cells["propertyName"]?.trim() === "propertyName" ? rows.slice(1) : rows;
}

function noteProblem(
  { property, problem, row, value }: ManifestProblem,
  rows: readonly ManifestRow[],
  findings: Findings,
): void {
  const words = { missing: "missing", unknown: "unknown", repeated: "there twice" };
  const said = problem === "bad-value" ? `"${value.slice(0, 40)}"` : words[problem];
  const line = rows[row]?.line ?? 1;
  const args = { property: property.slice(0, 60), problem: said };
  findings.add(diagnose("bundle-manifest-property", { at: `${manifestName}:${line}:1` }, args));
}

interface Choice {
  readonly findings: Findings;
  /** The mode by the manifest; undefined when there is none to ask. */
  readonly modeOf: (file: CsvFile) => FileMode | undefined;
}

function choose(bundle: Bundle, version: OneRosterVersion, choice: Choice): BundlePlan {
  const known = csvFiles(version);
  const files = known.flatMap((file): PlannedFile[] => {
    const name = `${file}.csv`;
    const source = bundle.files.get(name);
    const mode = choice.modeOf(file);
    if (source === undefined) {
      if (mode === "bulk" || mode === "delta") {
        choice.findings.add(diagnose("bundle-file-missing", { at: name }, { file: name, mode }));
      }
      return [];
    }
    if (mode === "absent") {
      choice.findings.add(diagnose("bundle-file-undeclared", { at: name }, { file: name }));
    }
    return [{ file, source, mode: mode === "delta" ? "delta" : "bulk" }];
  });
  if (files.length === 0) throw empty(bundle, choice.findings);
  noteUnknownFiles(bundle, version, choice.findings);
  return { version, files };
}

function noteUnknownFiles(bundle: Bundle, version: OneRosterVersion, findings: Findings): void {
  const known = new Set([manifestName, ...csvFiles(version).map((file) => `${file}.csv`)]);
  for (const name of bundle.files.keys()) {
    if (known.has(name)) continue;
    const file = name.slice(0, 100);
    findings.add(diagnose("bundle-file-unknown", { at: file }, { file, version }));
  }
}

async function inferVersion(bundle: Bundle): Promise<OneRosterVersion> {
  if (signsOfV1p2.some((name) => bundle.files.has(name))) return "1.2";
  const users = bundle.files.get("users.csv");
  if (users === undefined) return "1.1";
  for await (const block of readRows(users)) {
    const header = block[0]?.cells ?? [];
    return columnsOfV1p2.some((name) => header.includes(name)) ? "1.2" : "1.1";
  }
  return "1.1";
}

function empty(bundle: Bundle, findings: Findings): BundleError {
  const at = bundle.path.split(/[\\/]/).at(-1) ?? bundle.path;
  return new BundleError(diagnose("bundle-empty", { at }, { path: bundle.path }), findings.all());
}
