import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { formatRow, type RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** The files of a bundle by name. */
export type BundleText = Readonly<Record<string, string | Buffer>>;

/** A folder that is there while a test needs it. */
export interface TempFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes an empty folder that goes away with its block. */
export async function createTempFolder(): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "oneroster-bundle-"));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes files into a folder. */
export async function writeFolder(folder: TempFolder, files: BundleText): Promise<string> {
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(path.join(folder.path, name), text)),
  );
  return folder.path;
}

/** Writes files into a zip in the folder. */
export async function writeZip(folder: TempFolder, files: BundleText): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const target = path.join(folder.path, "bundle.zip");
  await pipeline(zip.outputStream, createWriteStream(target));
  return target;
}

/** Writes bytes as a zip in the folder. */
export async function writeBytes(folder: TempFolder, bytes: Buffer): Promise<string> {
  const target = path.join(folder.path, "bundle.zip");
  await writeFile(target, bytes);
  return target;
}

type Row = Readonly<Record<string, string>>;

/** The text of a file with the header of the standard and these rows. */
export function csvText(version: OneRosterVersion, file: CsvFile, rows: readonly Row[]): string {
  const names = csvColumns(version, file).map((column) => column.name);
  const lines = rows.map((row) => names.map((name) => quoted(row[name] ?? "")).join(","));
  return [names.join(","), ...lines, ""].join("\n");
}

/** The text of a file with these values, and columns for the metadata in them. */
export function valuesText(
  version: OneRosterVersion,
  file: CsvFile,
  values: readonly RowValues[],
): string {
  const cells = values.map((row) => formatRow(version, file, row));
  const names = new Set(csvColumns(version, file).map((column) => column.name));
  for (const row of cells) for (const name of Object.keys(row)) names.add(name);
  const line = (row: Row): string => [...names].map((name) => quoted(row[name] ?? "")).join(",");
  const header = [...names].map(quoted).join(",");
  return [header, ...cells.map(line), ""].join("\n");
}

/** The text of a manifest that marks the files given as bulk, or as delta, and the rest as absent. */
export function manifestText(
  version: OneRosterVersion,
  present: readonly string[],
  mode: "bulk" | "delta" = "bulk",
): string {
  const rows = csvFiles(version).map(
    (file) => `file.${file},${present.includes(`${file}.csv`) ? mode : "absent"}`,
  );
  const head = ["propertyName,value", "manifest.version,1.0", `oneroster.version,${version}`];
  return [...head, ...rows, ""].join("\n");
}

const rows = {
  orgs: [
    { sourcedId: "d1", name: "District", type: "district" },
    { sourcedId: "sch1", name: "School", type: "school", identifier: "101", parentSourcedId: "d1" },
  ],
  academicSessions: [
    {
      sourcedId: "y27",
      title: "2026-2027",
      type: "schoolYear",
      startDate: "2026-08-17",
      endDate: "2027-06-05",
      schoolYear: "2027",
    },
    {
      sourcedId: "t1",
      title: "Semester 1",
      type: "term",
      startDate: "2026-08-17",
      endDate: "2026-12-18",
      parentSourcedId: "y27",
      schoolYear: "2027",
    },
    {
      sourcedId: "q1",
      title: "Q1",
      type: "gradingPeriod",
      startDate: "2026-08-17",
      endDate: "2026-10-16",
      parentSourcedId: "t1",
      schoolYear: "2027",
    },
  ],
  courses: [
    {
      sourcedId: "c1",
      schoolYearSourcedId: "y27",
      title: "Algebra",
      courseCode: "ALG",
      grades: "09,10",
      orgSourcedId: "sch1",
    },
  ],
  classes: [
    {
      sourcedId: "k1",
      title: "Algebra 1",
      courseSourcedId: "c1",
      classCode: "ALG-1",
      classType: "scheduled",
      schoolSourcedId: "sch1",
      termSourcedIds: "t1",
      periods: "1,3",
    },
  ],
  enrollments: [
    {
      sourcedId: "e1",
      classSourcedId: "k1",
      schoolSourcedId: "sch1",
      userSourcedId: "u1",
      role: "student",
      beginDate: "2026-08-17",
    },
    {
      sourcedId: "e2",
      classSourcedId: "k1",
      schoolSourcedId: "sch1",
      userSourcedId: "u2",
      role: "teacher",
      primary: "true",
    },
  ],
} as const;

const people = [
  { sourcedId: "u1", enabledUser: "true", username: "ada", givenName: "美咲", familyName: "佐藤" },
  { sourcedId: "u2", enabledUser: "true", username: "bo", givenName: "Bo", familyName: "O'Neil" },
  { sourcedId: "u3", enabledUser: "true", username: "cy", givenName: "Cy", familyName: "Sato" },
] as const;
const roleWords = ["student", "teacher", "guardian"] as const;

const rosterFiles = ["orgs", "academicSessions", "courses", "classes", "enrollments"] as const;

/** A sound bundle: one school, one class, a student with a guardian, and a teacher. */
export function cleanBundle(version: OneRosterVersion): Record<string, string> {
  const shared = rosterFiles.map((file): [string, string] => [
    `${file}.csv`,
    csvText(version, file, rows[file]),
  ]);
  const files = Object.fromEntries([...shared, ...(version === "1.1" ? users11() : users12())]);
  return { "manifest.csv": manifestText(version, Object.keys(files)), ...files };
}

const agents = ["u3", "", "u1"] as const;

function users11(): [string, string][] {
  const users = people.map((person, index) => ({
    ...person,
    orgSourcedIds: "sch1",
    role: roleWords[index] ?? "",
    agentSourcedIds: agents[index] ?? "",
    userIds: "{Fed:1},{LDAP:x}",
  }));
  return [["users.csv", csvText("1.1", "users", users)]];
}

function users12(): [string, string][] {
  const users = people.map((person, index) => ({
    ...person,
    agentSourcedIds: agents[index] ?? "",
  }));
  const roles = people.map((person, index) => ({
    sourcedId: `r${index}`,
    userSourcedId: person.sourcedId,
    roleType: "primary",
    role: roleWords[index] ?? "",
    orgSourcedId: "sch1",
    userProfileSourcedId: index === 1 ? "p1" : "",
  }));
  const profile = {
    sourcedId: "p1",
    userSourcedId: "u2",
    profileType: "SIS",
    vendorId: "v1",
    credentialType: "local",
    username: "bo",
    password: "do-not-keep",
  };
  return [
    ["users.csv", csvText("1.2", "users", users)],
    ["roles.csv", csvText("1.2", "roles", roles)],
    ["userProfiles.csv", csvText("1.2", "userProfiles", [profile])],
  ];
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
