import { rename, symlink } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { describeDiagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import { countWorld } from "../store/count-world.ts";
import { agentsOf } from "../store/people.ts";
import { lookAt } from "../store/sight.ts";
import { act } from "../testing/act.ts";
import {
  cleanBundle,
  createTempFolder,
  csvText,
  manifestText,
  writeFolder,
  writeZip,
  type BundleText,
} from "../testing/bundles.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { BundleError } from "./bundle-error.ts";
import { importBundle, type ImportedWorld } from "./import-bundle.ts";

const clock = createVirtualClock(Date.UTC(2026, 8, 1));

async function read(files: BundleText): Promise<Outcome<ImportedWorld>> {
  await using folder = await createTempFolder();
  return await importBundle(await writeFolder(folder, files), clock);
}

async function readBroken(files: BundleText): Promise<BundleError> {
  const outcome = await read(files).catch((error: unknown) => error);
  if (outcome instanceof BundleError) return outcome;
  throw new Error("The bundle was read although it is broken.");
}

/** Findings in one line each: `severity code at`. Plain remarks are left out. */
function findings(outcome: Outcome<unknown>): readonly string[] {
  return outcome.diagnostics
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, code, at }) => `${severity} ${code} ${at}`);
}

function broken(file: string, change: (text: string) => string): Record<string, string> {
  const files = cleanBundle("1.1");
  return { ...files, [file]: change(files[file] ?? "") };
}

function without(files: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([one]) => one !== name));
}

describe("a sound bundle", () => {
  it.each(["1.1", "1.2"] as const)(
    "of %s becomes a world with its ids as written",
    async (version) => {
      const outcome = await read(cleanBundle(version));

      expect(findings(outcome)).toEqual([]);
      expect(outcome.value.bundleVersion).toBe(version);
      expect(countWorld(outcome.value)).toEqual({
        orgs: 2,
        schools: 1,
        academicSessions: 3,
        courses: 1,
        classes: 1,
        students: 1,
        teachers: 1,
        guardians: 1,
        people: 3,
        enrollments: 2,
      });
      expect(outcome.value.people.get("u1")).toMatchObject({
        familyName: "佐藤",
        idForm: "written",
        modified: "2026-09-01T00:00:00.000Z",
      });
      expect(agentsOf(outcome.value, "u1").contacts).toEqual(["u3"]);
    },
  );

  it("is the same from a zip as from a folder, with CRLF and a byte order mark", async () => {
    await using folder = await createTempFolder();
    const files = cleanBundle("1.2");
    const windows = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, `\uFEFF${text.replaceAll("\n", "\r\n")}`]),
    );

    const zipped = await importBundle(await writeZip(folder, windows), clock);

    expect(findings(zipped)).toEqual([]);
    expect(dumpWorld(zipped.value)).toEqual(dumpWorld((await read(files)).value));
  });

  it("keeps no password anywhere", async () => {
    const outcome = await read(cleanBundle("1.2"));

    const text = JSON.stringify([...outcome.value.people.values()]);
    expect(text).toContain("urn:roster-rehearsal:user-profile:p1");
    expect(text).not.toContain("do-not-keep");
    expect(outcome.diagnostics.map(({ code }) => code)).toContain("bundle-password-dropped");
  });

  it("may hold quoted commas, quotes and line breaks, and no newline at the end", async () => {
    const outcome = await read(
      broken(
        "orgs.csv",
        (text) => `${text}s2,,,"North, ""East""\nCampus",school,,d1\ns3,,,Last,school,,d9`,
      ),
    );

    expect(outcome.value.orgs.get("s2")?.name).toBe('North, "East"\nCampus');
    expect(findings(outcome)).toEqual(["error bundle-reference-dangling orgs.csv:6:7"]);
  });

  it("may consist of a few files, with words in other case and no courses", async () => {
    const files = cleanBundle("1.1");
    const minimal = {
      "manifest.csv": manifestText("1.1", [
        "orgs.csv",
        "academicSessions.csv",
        "classes.csv",
        "users.csv",
      ]),
      "orgs.csv": csvText("1.1", "orgs", [
        { sourcedId: "sch1", name: "Science", type: "department" },
      ]),
      "academicSessions.csv": files["academicSessions.csv"] ?? "",
      "classes.csv": (files["classes.csv"] ?? "").replace("scheduled", "Scheduled"),
      "users.csv": (files["users.csv"] ?? "").replaceAll("true", "TRUE"),
    };

    const outcome = await read(minimal);

    expect(findings(outcome)).toEqual(["warn bundle-reference-file-absent classes.csv:2:6"]);
    expect(outcome.value.sections.get("k1")?.classType).toBe("scheduled");
    expect(outcome.value.people.get("u1")?.enabled).toBe(true);
  });

  it("may do without a manifest: headers tell the version", async () => {
    for (const version of ["1.1", "1.2"] as const) {
      const { "manifest.csv": _manifest, ...files } = cleanBundle(version);
      const outcome = await read(files);
      expect(findings(outcome)).toEqual(["warn bundle-manifest-missing manifest.csv"]);
      expect(outcome.value.bundleVersion).toBe(version);
    }
  });

  it("may bring changes: rows that are to be deleted keep their status", async () => {
    const delta = broken("manifest.csv", (text) =>
      text.replace("file.orgs,bulk", "file.orgs,delta"),
    );
    const orgs = (delta["orgs.csv"] ?? "")
      .replace("d1,,", "d1,active,2026-01-02T03:04:05.678Z")
      .replace("sch1,,", "sch1,tobedeleted,2026-01-02T03:04:05.678Z");

    const outcome = await read({ ...delta, "orgs.csv": orgs });

    expect(findings(outcome)).toEqual([]);
    expect(outcome.value.orgs.get("sch1")).toMatchObject({
      status: "tobedeleted",
      modified: "2026-01-02T03:04:05.678Z",
    });
  });

  it("has a schedule of which another trial can be made and activated (F01)", async () => {
    const { value: world } = await read(cleanBundle("1.1"));
    const shown = (): readonly string[] => {
      const { sectionRows } = lookAt(world);
      const { rows } = world.sections;
      return Array.from(rows.ordered())
        .filter((row) => sectionRows[row] === 1)
        .map((row) => rows.idAt(row));
    };

    act(world, { action: "activate-trial", school: "sch1", name: "B" });
    const switched = shown();
    act(world, { action: "activate-trial", school: "sch1", name: "A" }, 1);

    expect(switched).toHaveLength(1);
    expect(switched).not.toEqual(["k1"]);
    expect(shown()).toEqual(["k1"]);
  });

  it("may bring results without the line items that they refer to", async () => {
    const results = csvText("1.1", "results", [
      {
        sourcedId: "x",
        lineItemSourcedId: "l",
        studentSourcedId: "u1",
        scoreStatus: "submitted",
        score: "8",
        scoreDate: "2026-09-01",
      },
    ]);
    const outcome = await read({
      ...broken("manifest.csv", (text) => text.replace("file.results,absent", "file.results,bulk")),
      "results.csv": results,
    });

    expect(findings(outcome)).toEqual(["warn bundle-reference-file-absent results.csv:2:4"]);
    expect(outcome.value.results.get("x")).toMatchObject({
      lineItem: "l",
      student: "u1",
      score: 8,
    });
  });
});

describe("a broken bundle", () => {
  const cases: readonly (readonly [string, Record<string, string>, string])[] = [
    [
      "a file that the manifest promises is missing",
      without(cleanBundle("1.1"), "courses.csv"),
      "error bundle-file-missing courses.csv",
    ],
    [
      "the manifest calls a file absent",
      broken("manifest.csv", (text) => text.replace("file.orgs,bulk", "file.orgs,absent")),
      "warn bundle-file-undeclared orgs.csv",
    ],
    [
      "the manifest names no version",
      broken("manifest.csv", (text) => text.replace("version,1.1", "version,9.9")),
      "error bundle-version-unknown manifest.csv:1:1",
    ],
    [
      "a required column is missing",
      broken("orgs.csv", (text) => text.replace("name,type", "nama,type")),
      "error bundle-column-missing orgs.csv:1:1",
    ],
    [
      "a column is unknown",
      broken("orgs.csv", (text) => text.replace("identifier", "number")),
      "warn bundle-column-unknown orgs.csv:1:6",
    ],
    [
      "a column is there twice",
      broken("orgs.csv", (text) => text.replace("identifier", "name")),
      "error bundle-column-repeated orgs.csv:1:6",
    ],
    [
      "columns are in another order",
      broken("orgs.csv", (text) => text.replace("name,type", "type,name")),
      "warn bundle-column-order orgs.csv:1:4",
    ],
    [
      "a sourcedId is there twice",
      broken("orgs.csv", (text) => `${text}sch1,,,Again,school,,d1\n`),
      "error bundle-id-repeated orgs.csv:4:1",
    ],
    [
      "a row has no sourcedId",
      broken("orgs.csv", (text) => `${text}\n ,,,Nobody,school,,d1\n`),
      "error bundle-row-without-id orgs.csv:5:1",
    ],
    [
      "a row has too few cells",
      broken("orgs.csv", (text) => `${text}s2,,,Short,school\n`),
      "error bundle-row-ragged orgs.csv:4:6",
    ],
    [
      "a row has too many cells",
      broken("orgs.csv", (text) => `${text}s2,,,Long,school,,d1,x\n`),
      "error bundle-row-ragged orgs.csv:4:8",
    ],
    [
      "a quotation mark is not doubled",
      broken("orgs.csv", (text) => `${text}s2,,,"a"b",school,,d1\n`),
      "error bundle-quote-stray orgs.csv:4:1",
    ],
    [
      "a required cell is blank",
      broken("orgs.csv", (text) => `${text}s2,,,,school,,d1\n`),
      "error bundle-cell-blank orgs.csv:4:4",
    ],
    [
      "a cell is of another type",
      broken("academicSessions.csv", (text) => text.replace("2026-12-18", "18/12/2026")),
      "error bundle-cell-type academicSessions.csv:3:7",
    ],
    [
      "a reference leads nowhere",
      broken("enrollments.csv", (text) => text.replace("u1", "u404")),
      "error bundle-reference-dangling enrollments.csv:2:6",
    ],
    [
      "a reference in a list leads nowhere",
      broken("classes.csv", (text) => text.replace(",t1,", ',"t1,t9",')),
      "error bundle-reference-dangling classes.csv:2:11",
    ],
    [
      "there is a file that nobody knows",
      { ...cleanBundle("1.1"), "Users.csv": "x" },
      "warn bundle-file-unknown Users.csv",
    ],
  ];

  it.each(cases)(
    "is read when %s, and says where and what to do",
    async (_what, files, expected) => {
      const outcome = await read(files);

      expect(findings(outcome)).toContain(expected);
      for (const diagnostic of outcome.diagnostics) {
        const { message, remedy } = describeDiagnostic(diagnostic);
        expect(`${message} ${remedy}`).not.toMatch(/\{[a-zA-Z]+\}|undefined/);
        expect(remedy).not.toBe("");
      }
    },
  );

  it("keeps dirty rows, because a SIS serves them too", async () => {
    const outcome = await read(broken("enrollments.csv", (text) => text.replace("u1", "u404")));

    expect(outcome.value.rosters.get("e1")?.person).toBe("u404");
  });

  it("names both lines of a repeated sourcedId, and keeps the first row", async () => {
    const outcome = await read(broken("orgs.csv", (text) => `${text}sch1,,,Again,school,,d1\n`));

    const repeated = outcome.diagnostics.find(({ code }) => code === "bundle-id-repeated");
    expect(repeated?.args).toMatchObject({ line: 4, firstLine: 3, sourcedId: "sch1" });
    expect(outcome.value.orgs.get("sch1")?.name).toBe("School");
  });

  it("remarks that a list repeats an item, and keeps it once", async () => {
    const outcome = await read(
      broken("classes.csv", (text) =>
        text.replace('"1,3"', '"1,3,1"').replace(",t1,", ',"t1,t1",'),
      ),
    );

    const repeated = outcome.diagnostics.filter(({ code }) => code === "bundle-list-repeated");
    expect(repeated.map(({ at }) => at)).toEqual(["classes.csv:2:11", "classes.csv:2:14"]);
    expect(outcome.value.sections.get("k1")?.placements).toEqual([
      { term: "t1", period: "1" },
      { term: "t1", period: "3" },
    ]);
  });

  it("counts lines by the file, also after cells with line breaks and blank lines", async () => {
    const outcome = await read(
      broken("orgs.csv", (text) => `${text}s2,,,"two\nlines",school,,d1\n\ns3,,,X,planet,,d1\n`),
    );

    expect(findings(outcome)).toEqual(["warn bundle-cell-word orgs.csv:7:5"]);
  });

  it("lists fifty of a kind and counts the rest", async () => {
    const rows = Array.from({ length: 80 }, (_, index) => `s${index},,,X,school,,d9\n`).join("");
    const outcome = await read(broken("orgs.csv", (text) => text + rows));

    const codes = outcome.diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => code === "bundle-reference-dangling")).toHaveLength(50);
    expect(outcome.diagnostics.at(-1)?.args).toMatchObject({ count: 30 });
  });

  it("is unaffected by columns named after parts of objects", async () => {
    const outcome = await read(
      broken("orgs.csv", (text) =>
        text.replaceAll(/(?<=parentSourcedId|school,101,d1)/g, ",__proto__,constructor"),
      ),
    );

    expect(outcome.value.orgs.get("sch1")?.type).toBe("school");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("an unreadable bundle", () => {
  it.each([
    [
      "there is no sourcedId column",
      broken("orgs.csv", (text) => text.replace("sourcedId", "id")),
      "orgs.csv:1:1",
    ],
    [
      "a quotation mark is never closed",
      broken("orgs.csv", (text) => `${text}s2,,,"open,school,,d1\nx\n`),
      "orgs.csv:4:1",
    ],
    ["a file is empty", broken("orgs.csv", () => ""), "orgs.csv:1:1"],
    [
      "a file is in UTF-16",
      { ...cleanBundle("1.1"), "orgs.csv": Buffer.from("\uFEFFsourcedId,name", "utf16le") },
      "orgs.csv:1:1",
    ],
    [
      "a file is in Latin-1",
      { ...cleanBundle("1.1"), "orgs.csv": Buffer.from("sourcedId,name\n1,Zoë\n", "latin1") },
      "orgs.csv:1:1",
    ],
    [
      "a row never ends",
      broken("orgs.csv", (text) => text + "x".repeat(1_200_000)),
      "orgs.csv:4:1",
    ],
    ["there is no OneRoster file", { "notes.txt": "hello" }, "oneroster-bundle"],
  ])("says what to do when %s", async (_what, files, at) => {
    const error = await readBroken(files);

    expect(error.message.startsWith(at)).toBe(true);
    expect(error.message).not.toMatch(/\{[a-zA-Z]+\}|\bat .*:\d+:\d+\)/);
    expect(error.diagnostics[0]?.severity).toBe("error");
  });

  it.each([
    ["a cell that is closed", `s2,,,"${"x".repeat(1_200_000)}",school,,d1\n`],
    ["a cell that is never closed", `s2,,,"${"x".repeat(1_200_000)}`],
  ])("calls a row with %s too long, for more of it is not looked at", async (_what, row) => {
    const error = await readBroken(broken("orgs.csv", (text) => text + row));

    expect(error.message).toMatch(
      /^orgs.csv:4:1: .*more than 1,?000,?000 characters.*quotation mark/,
    );
    expect(error.message).not.toContain("does not end");
  });

  it.each([
    ["a NUL byte", Buffer.from("\0sourcedId,name\n"), "NUL byte"],
    ["two NUL bytes", Buffer.from("\0\0sourcedId,name\n"), "NUL byte"],
    ["a NUL byte in second place", Buffer.from("s\0ourcedId,name\n"), "NUL byte"],
    ["UTF-16 without a mark", Buffer.from("sourcedId,name\n", "utf16le"), "UTF-16"],
    ["UTF-16 the other way round", Buffer.from("sourcedId,name\n", "utf16le").swap16(), "UTF-16"],
  ])("tells a file that begins with %s for what it is", async (_what, bytes, words) => {
    const error = await readBroken({ ...cleanBundle("1.1"), "orgs.csv": bytes });

    const other = words === "UTF-16" ? "NUL byte" : "UTF-16";
    expect(error.message).toContain(words);
    expect(error.message).not.toContain(other);
  });

  it("does not follow a link out of a folder, and names it", async () => {
    await using folder = await createTempFolder();
    const bundle = await writeFolder(folder, cleanBundle("1.1"));
    const [inside, outside] = [path.join(bundle, "orgs.csv"), path.join(folder.path, "mine.csv")];
    await rename(inside, outside);
    await symlink(outside, inside);

    const importing = importBundle(bundle, clock);

    await expect(importing).rejects.toThrow(/^orgs\.csv: .*link.*copy/i);
  });

  it("says so when there is nothing at the path", async () => {
    await expect(importBundle("/nowhere/at/all", clock)).rejects.toThrow(
      "neither a folder nor a file",
    );
  });
});
