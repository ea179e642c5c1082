import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PrepRecord } from "../../contracts/run/prep-record.ts";
import {
  cleanBundle,
  createTempFolder,
  writeFolder,
  type TempFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import type { CliRun } from "../testing/run-cli.ts";
import { runInProcess } from "../testing/run-in-process.ts";

const files = ["users", "schools", "terms", "courses", "sections"].map(
  (kind) => `data-prep-${kind}.csv`,
);

/** What Schoology holds: one account as the SIS knows it, one under another id, one by hand. */
const users = `First Name,Last Name,Username,Email,User Unique ID,Role
Misaki,Sato,ada,,u1,Student
Bo,ONeil,bo,bo.oneil@example.org,=legacy-2,Teacher
By,Hand,by.hand,by.hand@example.org,by.hand@example.org,Student
`;

interface Prepared extends CliRun {
  readonly record: PrepRecord;
  readonly text: (name: string) => Promise<string>;
}

interface Setting {
  readonly folder: TempFolder;
  readonly bundle: string;
  readonly organization: string;
}

async function withSetting(play: (setting: Setting) => Promise<void>): Promise<void> {
  await using bundleFolder = await createTempFolder();
  await using folder = await createTempFolder();
  const bundle = await writeFolder(bundleFolder, cleanBundle("1.2"));
  const organization = path.join(folder.path, "schoology");
  await mkdir(organization);
  await writeFile(path.join(organization, "users.csv"), users);
  await play({ folder, bundle, organization });
}

async function prep(setting: Setting, more: readonly string[] = []): Promise<Prepared> {
  const out = path.join(setting.folder.path, "out");
  const { bundle, organization } = setting;
  const source = ["--bundle", bundle, "--organization", organization];
  const run = await runInProcess([
    "prep",
    ...source,
    "--as-of",
    "2026-09-15",
    "--out",
    out,
    ...more,
  ]);
  const text = (name: string): Promise<string> => readFile(path.join(out, name), "utf8");
  return { ...run, text, record: PrepRecord.parse(JSON.parse(await text("prep.json"))) };
}

const usersOf = ({ sheets }: PrepRecord): object | undefined =>
  sheets.find(({ kind }) => kind === "users");

describe("rehearse prep", () => {
  it("pairs what both have, lists what one has alone, and says what is not ready by its exit code", () =>
    withSetting(async (setting) => {
      const { record, stdout, exitCode, text } = await prep(setting);

      expect(usersOf(record)).toMatchObject({ both: 2, onlySchoology: 1, onlySis: 1 });
      expect(stdout).toContain("Nobody would get a second account");
      expect(exitCode).toBe(1);
      const csv = await text("data-prep-users.csv");
      expect(csv).toContain("Schoology Matching,Schoology ID,");
      expect(csv).toMatch(/^'=legacy-2,\d+,Bo,.*,u2,u2,Bo,/m);
      expect(await text("prep.html")).toContain("Not ready yet");
    }));

  it("reads the edited file back, and shows that the accounts would be taken over", () =>
    withSetting(async (setting) => {
      const { text } = await prep(setting);
      const edited = path.join(setting.folder.path, "edited.csv");
      const csv = await text("data-prep-users.csv");
      await writeFile(edited, csv.replace(/^(by\.hand@.*,)(,{8},only Schoology.*)$/m, "$1u3$2"));

      const { record, exitCode } = await prep(setting, ["--decisions", edited]);

      expect(record.decisions).toEqual({ file: "edited.csv", pairs: 2 });
      expect(record.outlook).toMatchObject({ paired: 2, created: 0, refused: 0 });
      expect(exitCode).toBe(0);
    }));

  it("takes the file that the settings name, by its path from them", () =>
    withSetting(async (setting) => {
      const { text } = await prep(setting);
      const inner = path.join(setting.folder.path, "settings");
      await mkdir(inner);
      await writeFile(path.join(inner, "mine.csv"), await text("data-prep-users.csv"));
      const settings = path.join(inner, "app.yaml");
      const roles =
        "{ administrator: School Admin, staff: Teacher, student: Student, guardian: Parent }";
      await writeFile(
        settings,
        `integrationMapping: { file: mine.csv }\nschools: { default: create }\nterms: { default: create }\nroles: { default: ${roles} }\n`,
      );

      const { record } = await prep(setting, ["--settings", settings]);

      expect(record.decisions).toEqual({ file: "mine.csv", pairs: 1 });
    }));

  it("names the row of a decision that cannot count", () =>
    withSetting(async (setting) => {
      const edited = path.join(setting.folder.path, "edited.csv");
      await writeFile(
        edited,
        "Schoology Matching,SIS Matching,Integration-Mapping ID\nu1,,nobody\n",
      );

      const { stdout, exitCode } = await prep(setting, ["--decisions", edited]);

      expect(stdout).toContain("Row 2: the person nobody is unknown");
      expect(exitCode).toBe(1);
    }));

  it("writes no name, username or e-mail address with --redact, anywhere, and the file still decides", () =>
    withSetting(async (setting) => {
      const { text, stdout } = await prep(setting, ["--redact"]);

      const written = [
        stdout,
        ...(await Promise.all([...files, "prep.json", "prep.html"].map(text))),
      ];
      const personal =
        /Misaki|Sato|佐藤|美咲|ONeil|O'Neil|\bbo\b|\bcy\b|\bada\b|by\.hand|oneil@|Algebra 1/;
      expect(written.filter((content) => personal.test(content))).toEqual([]);
      const saved = path.join(setting.folder.path, "redacted.csv");
      await writeFile(saved, await text("data-prep-users.csv"));
      expect((await prep(setting, ["--decisions", saved])).record.decisions?.pairs).toBe(1);
    }));

  it("writes files that only their owner may read, also over others", () =>
    withSetting(async (setting) => {
      const out = path.join(setting.folder.path, "out");
      await mkdir(out);
      await writeFile(path.join(out, "prep.json"), "old", { mode: 0o644 });

      await prep(setting);

      for (const name of [...files, "prep.json", "prep.html"]) {
        expect((await stat(path.join(out, name))).mode & 0o777).toBe(0o600);
      }
    }));

  it("refuses a decisions file that is none, and a state that is not there, as wrong use", () =>
    withSetting(async (setting) => {
      const { bundle, folder } = setting;
      const wrong = path.join(folder.path, "wrong.csv");
      await writeFile(wrong, "a,b\n1,2\n");

      const noFile = await runInProcess(["prep", "--bundle", bundle, "--decisions", wrong]);
      const noState = await runInProcess(["prep", "--bundle", bundle, "--state", `${wrong}.json`]);

      expect([noFile.exitCode, noState.exitCode]).toEqual([2, 2]);
      expect(noFile.stderr).toContain("the column Schoology Matching is missing");
    }));
});
