import { csvColumns } from "../../contracts/oneroster/csv/columns.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import { BundleError } from "./bundle-error.ts";
import type { Findings } from "./findings.ts";
import { columnsMax } from "./limits.ts";

/** A header: the names of its columns, empty for those that do not count, and the place of each. */
export interface Header {
  readonly names: readonly string[];
  /** Columns from 1. A column that is not there counts as the first. */
  columnOf(name: string): number;
}

/** The table that a header belongs to. */
export interface HeaderTarget {
  readonly version: OneRosterVersion;
  readonly file: CsvFile;
}

/** Columns that are read under a wrong name too: what is missing then is not said twice. */
const misspelt: Readonly<Record<string, readonly string[]>> = {
  termSourcedIds: ["termSourcedId"],
  subjectCodes: ["SubjectCodes"],
  stateOfBirthAbbreviation: ["stateofBirthAbbreviation"],
  birthDate: ["birthdate"],
};
/** 1.2.0 had this column in users.csv; 1.2.1 took it out. */
const formerColumns: ReadonlySet<string> = new Set(["resourceSourcedIds"]);

/**
 * Checks the header of a file. Throws a BundleError when there is no sourcedId column, by which alone rows
 * can be told apart. Anything else is a finding.
 */
export function checkHeader(
  target: HeaderTarget,
  cells: readonly string[],
  findings: Findings,
): Header {
  const file = `${target.file}.csv`;
  const seen = new Set<string>();
  const names = cells.slice(0, columnsMax).map((cell, index) => {
    const name = cell.trim();
    const at = `${file}:1:${index + 1}`;
    const fault = faultOf(target, name, seen);
    if (fault !== undefined) findings.add(describe(fault, { at, file, name, target }));
    const counts = fault !== "repeated" && name !== "__proto__" && !seen.has(name);
    seen.add(name);
    return counts ? name : "";
  });
  checkMissing(target, names, findings);
  checkOrder(target, names, findings);
  return { names, columnOf: (name) => Math.max(0, names.indexOf(name)) + 1 };
}

type Fault = "repeated" | "unknown";

function faultOf(
  { version, file }: HeaderTarget,
  name: string,
  seen: ReadonlySet<string>,
): Fault | undefined {
  if (seen.has(name)) return "repeated";
  if (name.startsWith("metadata.") || formerColumns.has(name)) return undefined;
  return csvColumns(version, file).some((column) => column.name === name) ? undefined : "unknown";
}

function describe(
  fault: Fault,
  {
    at,
    file,
    name,
    target,
  }: {
    readonly at: string;
    readonly file: string;
    readonly name: string;
    readonly target: HeaderTarget;
  },
): ReturnType<typeof diagnose> {
  const column = name.slice(0, 60);
  if (fault === "repeated") return diagnose("bundle-column-repeated", { at }, { file, column });
  return diagnose("bundle-column-unknown", { at }, { file, column, version: target.version });
}

function checkMissing(target: HeaderTarget, names: readonly string[], findings: Findings): void {
  const file = `${target.file}.csv`;
  const at = `${file}:1:1`;
  for (const { name, need } of csvColumns(target.version, target.file)) {
    const present = [name, ...(misspelt[name] ?? [])].some((one) => names.includes(one));
    const renamedId = target.file === "demographics" && names.includes("userSourcedId");
    if (present || (name === "sourcedId" && renamedId)) continue;
    const diagnostic = diagnose("bundle-column-missing", { at }, { file, column: name });
    if (name === "sourcedId") throw new BundleError(diagnostic, findings.all());
    if (need === "always") findings.add(diagnostic);
  }
}

function checkOrder(target: HeaderTarget, names: readonly string[], findings: Findings): void {
  const known = csvColumns(target.version, target.file).map((column) => column.name);
  const found = names.filter((name) => known.includes(name));
  const wanted = known.filter((name) => found.includes(name));
  const wrong = found.findIndex((name, index) => name !== wanted[index]);
  const column = found[wrong];
  if (column === undefined) return;
  const file = `${target.file}.csv`;
  const at = `${file}:1:${names.indexOf(column) + 1}`;
  findings.add(diagnose("bundle-column-order", { at }, { file, column }));
}
