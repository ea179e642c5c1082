import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { RunRecord, type ResultRecord } from "../../contracts/run/run-record.ts";
import {
  cleanBundle,
  createTempFolder,
  writeBytes,
  writeFolder,
  writeZip,
  type BundleText,
  type TempFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import { runCli, type CliRun } from "../testing/run-cli.ts";

interface BundleRun extends CliRun {
  readonly result: ResultRecord | undefined;
}

async function sync(
  bundle: string,
  folder: TempFolder,
  more: readonly string[] = [],
): Promise<BundleRun> {
  const out = path.join(folder.path, "out");
  const args = ["sync", "--bundle", bundle, "--as-of", "2026-09-01", "--out", out, ...more];
  const run = await runCli(args);
  const text = await readFile(path.join(out, "record.json"), "utf8").catch(() => undefined);
  const result = text === undefined ? undefined : RunRecord.parse(JSON.parse(text)).results[0];
  return { ...run, result };
}

/** What was created, by kind. */
function created(result: ResultRecord | undefined): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind, applied } of result?.steps[0]?.tallies ?? []) {
    counts[kind] = (counts[kind] ?? 0) + applied;
  }
  return counts;
}

const everything = {
  building: 1,
  "grading-period": 1,
  user: 3,
  association: 1,
  course: 1,
  section: 1,
  enrollment: 2,
};

/** As without settings, but for guardians of 1.1, whom the bundle has at a school. */
const everythingAtAnyOrg = `
schools: { default: create }
terms: { default: create }
roles:
  default: { administrator: School Admin, staff: Teacher, student: Student, guardian: Parent }
readings: { guardianPlace: any-org }
`;

function withCrlf(files: BundleText): BundleText {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      `\uFEFF${String(text).replaceAll("\n", "\r\n")}`,
    ]),
  );
}

describe("rehearse sync --bundle", () => {
  it.each(["1.1", "1.2"] as const)(
    "syncs a sound %s bundle completely, and writes nothing the second time (R4)",
    async (version) => {
      await using folder = await createTempFolder();
      const settings = path.join(folder.path, "settings.yaml");
      await writeFile(settings, everythingAtAnyOrg);

      const { exitCode, result } = await sync(
        await writeFolder(folder, cleanBundle(version)),
        folder,
        ["--settings", settings],
      );

      expect(created(result)).toEqual(everything);
      expect(result?.steps[1]?.traffic.lmsWrites).toBe(0);
      expect(exitCode).toBe(0);
    },
  );

  it("reads a zip with CRLF, byte order marks and names in other scripts like any other", async () => {
    await using folder = await createTempFolder();

    const { result } = await sync(await writeZip(folder, withCrlf(cleanBundle("1.2"))), folder);

    expect(created(result)).toEqual(everything);
    expect(JSON.stringify(result?.steps[0]?.plan?.changes)).toContain("佐藤");
  });

  it("serves a bundle as its own version when the settings name none, and maps what they say", async () => {
    await using folder = await createTempFolder();
    await using other = await createTempFolder();
    const file = path.join(other.path, "app.yaml");
    await writeFile(
      file,
      "schools: { map: { sch1: create } }\nterms: { default: create }\nroles: { default: { student: Student } }\n",
    );

    const { result } = await sync(await writeFolder(folder, cleanBundle("1.2")), folder, [
      "--settings",
      file,
    ]);

    expect(result?.world.oneRosterVersion).toBe("1.2");
    expect(created(result)).toMatchObject({ building: 1, user: 1, enrollment: 1 });
  });

  it("takes a line break inside quotes as part of the cell", async () => {
    await using folder = await createTempFolder();
    const files = cleanBundle("1.1");
    const classes = (files["classes.csv"] ?? "").replace("Algebra 1", '"Algebra\n1"');

    const { result } = await sync(
      await writeFolder(folder, { ...files, "classes.csv": classes }),
      folder,
    );

    expect(created(result)).toMatchObject({ section: 1, enrollment: 2 });
  });

  it("makes courses from classes when the bundle has no courses at all, and says so", async () => {
    await using folder = await createTempFolder();
    const { "courses.csv": _courses, ...files } = cleanBundle("1.1");
    const manifest = (files["manifest.csv"] ?? "").replace(
      "file.courses,bulk",
      "file.courses,absent",
    );

    const { result } = await sync(
      await writeFolder(folder, { ...files, "manifest.csv": manifest }),
      folder,
    );

    expect(created(result)).toMatchObject({ course: 1, section: 1 });
    expect(result?.steps[0]?.findings.map(({ code }) => code)).toContain("course-made-from-class");
  });

  it.each<[string, (files: Record<string, string>) => BundleText, RegExp]>([
    [
      "a file that the manifest promises",
      ({ "users.csv": _users, ...files }) => files,
      /users\.csv/,
    ],
    [
      "a header column",
      (files) => ({
        ...files,
        "users.csv": (files["users.csv"] ?? "").replace("familyName", "surname"),
      }),
      /users\.csv:1:\d+.*familyName/s,
    ],
    [
      "a sourcedId of its own",
      (files) => ({ ...files, "users.csv": (files["users.csv"] ?? "").replace(/^u2,/m, "u1,") }),
      /users\.csv:\d+.*u1/s,
    ],
    [
      "a record that a reference points at",
      (files) => ({
        ...files,
        "enrollments.csv": (files["enrollments.csv"] ?? "").replace(",u1,", ",nobody,"),
      }),
      /enrollments\.csv:2:\d+.*nobody/s,
    ],
  ])(
    "names file, line, column and remedy when a bundle lacks %s",
    async (_what, breakIt, place) => {
      await using folder = await createTempFolder();

      const { exitCode, stdout, stderr } = await sync(
        await writeFolder(folder, breakIt(cleanBundle("1.1"))),
        folder,
      );

      expect([1, 2]).toContain(exitCode);
      expect(stdout.replaceAll(/\n\s+/g, " ") + stderr).toMatch(place);
      expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+/m);
    },
  );

  it.each<[string, (folder: TempFolder) => Promise<string>]>([
    [
      "a zip with a path that leaves it",
      (folder) => writeZip(folder, { "xx/yy/users.csv": "a" }).then((file) => rename(folder, file)),
    ],
    ["a file that is no zip", (folder) => writeBytes(folder, Buffer.from("PK not really"))],
    [
      "a zip that expands beyond reason",
      (folder) => writeZip(folder, { ...cleanBundle("1.1"), "users.csv": " ".repeat(80_000_000) }),
    ],
    ["a folder without anything to read", (folder) => Promise.resolve(folder.path)],
    ["a path where nothing is", (folder) => Promise.resolve(path.join(folder.path, "none"))],
  ])("refuses %s with exit code 2 and a sentence", async (_what, make) => {
    await using folder = await createTempFolder();

    const { exitCode, stderr } = await sync(await make(folder), folder);

    expect(exitCode).toBe(2);
    expect(stderr.trim()).not.toBe("");
    expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+/m);
  });
});

/** Turns the folder names inside a zip into `../`, which a zip library would not write. */
async function rename(folder: TempFolder, file: string): Promise<string> {
  const bytes = (await readFile(file)).toString("latin1").replaceAll("xx/yy/", "../../");
  return writeBytes(folder, Buffer.from(bytes, "latin1"));
}
