import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { ZipFile } from "yazl";
import { describe, expect, it } from "vitest";
import { viewPassword } from "../actions/people/password-people.ts";
import { loadOrganizationFiles, OrganizationFileError, readOrganizationFiles } from "../index.ts";
import { createTestLms } from "../testing/signed-client.ts";
import { openSmallSchool } from "../testing/small-school.ts";
import { parseCsvTable } from "./csv-table.ts";

const usersCsv = [
  "First Name,Last Name,User Name,Email,Unique ID,Role,School,Additional Schools,Pwd,Inactive,Synced",
  'Ann,"Lee\n(Jr.)",ann,ann@x.org,t-1,Teacher,North,South|East,given-pw,,1',
  "Bob,Ray,bob,,s-1,Student,North,,,,",
  "Cy,Fox,cy,,s-2,Counselor,,,,yes,",
  "",
].join("\r\n");
const coursesCsv = `Course Name,Course Code,Section Name,Section Code,Section School Code,School,Grading Period
Art,ART,Period 1,1,c-1,North,Fall|Spring
Art,ART,Period 2,2,,North,Fall
Empty,EMPTY,,,,,
`;
const enrollmentsCsv = `Course Code,Section Code,Section School Code,Unique ID,Enrollment Type (1=Admin/2=Member),Status,Source
,,c-1,t-1,1,1,manual
ART,2,,s-1,2,5,
,,c-1,s-2,member,,
`;
const all = new Map([
  ["users.csv", usersCsv],
  ["courses.csv", coursesCsv],
  ["enrollments.csv", enrollmentsCsv],
]);

/** What came of loading: the mock, what was said, and how much there is that was not there before. */
function load(files: ReadonlyMap<string, string>) {
  const { lms } = createTestLms();
  const sizes = () =>
    [
      lms.store.users,
      lms.store.courses,
      lms.store.gradingPeriods,
      lms.store.buildings,
      lms.store.roles,
    ]
      .map(({ size }) => size)
      .reduce((sum, size) => sum + size);
  const before = sizes();
  try {
    loadOrganizationFiles(lms.world, files);
    return { lms, message: "", added: sizes() - before };
  } catch (error) {
    if (!(error instanceof OrganizationFileError)) throw error;
    return { lms, message: error.message, added: sizes() - before };
  }
}

describe("organisation files", () => {
  it("give the organisation that they tell of", () => {
    const { lms, message } = load(all);
    const { store } = lms;

    expect(message).toBe("");
    expect(lms.counts()).toMatchObject({
      buildings: 3,
      users: 2,
      courses: 2,
      sections: 2,
      gradingPeriods: 2,
      activeEnrollments: 1,
    });
    const teacher = store.users.find("schoolUid", "t-1");
    expect(teacher).toMatchObject({ nameLast: "Lee\n(Jr.)", synced: 1, email: "ann@x.org" });
    expect(teacher?.additionalBuildings).toHaveLength(2);
    expect(viewPassword(lms.world, { schoolUid: "t-1" })).toBe("given-pw");
    expect([...store.roles.values()].at(-1)).toMatchObject({ title: "Counselor", faculty: 0 });
    expect([...store.gradingPeriods.values()]).toMatchObject([
      { title: "Fall", start: "2026-08-01", end: "2027-07-31" },
      { title: "Spring" },
    ]);
    expect([...store.enrollments.values()]).toMatchObject([
      { admin: 1, source: "manual", status: 1 },
      { admin: 0, source: "synced", status: 5 },
      { admin: 0, status: 5, archivedBy: "deactivation" },
    ]);
  });

  it.each([
    ["users.csv", "First Name,Last Name\nA,B", "users.csv:1: the column User Unique ID is missing"],
    ["users.csv", "", "users.csv:1: the file is empty"],
    [
      "users.csv",
      usersCsv.replace("ann,ann@", ",ann@").replace("bob,", "cy,"),
      "users.csv:5: The account",
    ],
    [
      "users.csv",
      usersCsv.replace("Email", "User Name"),
      "users.csv:1: the column Username is there twice",
    ],
    [
      "users.csv",
      usersCsv.replace("bob", "b\u0000b"),
      "users.csv:4: a cell holds a control character",
    ],
    ["users.csv", usersCsv.replace("bob", "b".repeat(3_000)), "users.csv:4: a cell has more than"],
    ["users.csv", usersCsv.replace("yes", "perhaps"), "users.csv:5: Inactive is neither 0 nor 1"],
    ["users.csv", usersCsv.replace("Counselor", ""), "users.csv:5: the Role is missing"],
    ["users.csv", usersCsv.replace("Bob,", '"Bob'), "users.csv:4: a quotation mark"],
    [
      "courses.csv",
      coursesCsv.replace("Art,ART,Period 2", "Arts,ART,Period 2"),
      "courses.csv:3: the Course Name differs",
    ],
    [
      "courses.csv",
      coursesCsv.replace("2,,North,Fall", "2,,North,"),
      "courses.csv:3: A section needs grading_periods",
    ],
    [
      "enrollments.csv",
      enrollmentsCsv.replace("s-1,2", "s-9,2"),
      "enrollments.csv:3: No user has this",
    ],
    [
      "enrollments.csv",
      enrollmentsCsv.replace(",,c-1,s-2", ",,C-1,s-2"),
      "enrollments.csv:4: Its section is not there",
    ],
    [
      "enrollments.csv",
      enrollmentsCsv.replace("s-2", "t-1"),
      "enrollments.csv:4: This user is in the section by an earlier row",
    ],
    [
      "enrollments.csv",
      enrollmentsCsv.replace(",member", ",owner"),
      "enrollments.csv:4: the Enrollment Type",
    ],
    [
      "grading-periods.csv",
      "Title,Start,End\nFall,2026-02-30,2026-09-01",
      "grading-periods.csv:2: Start and End are days",
    ],
    [
      "grading-periods.csv",
      "Title,Start,End\nFall,2026-08-01,2026-12-01",
      "courses.csv:2: A Grading Period is not there",
    ],
    ["buildings.csv", "Title,Code\nNorth,N\nNorth,M", "buildings.csv:3: There is another building"],
    ["buildings.csv", "Title,Code\nNorth,N", "users.csv:2: A School is none of the organisation's"],
  ])("name the place in %s and load nothing when something is wrong", (file, text, expected) => {
    const { message } = load(new Map([...all, [file, text]]));

    expect(message).toContain("nothing was loaded");
    expect(message).toContain(expected);
    expect(message).not.toMatch(/ann@x\.org|Lee|given-pw/);
  });

  it("tell which roles are new, each with its first row, as one may be misspelt", () => {
    const { lms } = createTestLms();
    const users = usersCsv.replace("s-1,Student", "s-1,STUDENT").replace("Counselor", "Studnet");

    const { newRoles } = loadOrganizationFiles(lms.world, new Map([["users.csv", users]]));

    expect(newRoles).toEqual([{ title: "Studnet", at: "users.csv:5" }]);
  });

  it("go into an empty organisation only, and at least one has to be there", async () => {
    const lms = createTestLms();
    await openSmallSchool(lms);

    expect(() => loadOrganizationFiles(lms.lms.world, all)).toThrow(
      /it is not empty.*Start without these files/,
    );
    expect(load(new Map()).message).toContain("none of them is called users.csv");
  });

  it("are loaded whole or refused, whatever stands in them", () => {
    const cell = fc.oneof(
      fc.constantFrom("t-1", "c-1", "ART", "Fall", "1", '"', "\n", ",", "Student", "", "\u0000"),
      fc.string({ maxLength: 5 }),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...all.keys()), rows, (file, extra) => {
        const more = extra.map((cells) => cells.join(",")).join("\n");
        const { added, message } = load(new Map([...all, [file, `${all.get(file)}${more}`]]));

        expect(added > 0).toBe(message === "");
      }),
    );
  });

  it("are read from a folder or a zip, and only by their names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-lms-"));
    for (const [name, text] of all) await writeFile(join(folder, name), text);
    await writeFile(join(folder, "notes.txt"), "x");
    const zip = new ZipFile();
    for (const [name, text] of all) zip.addBuffer(Buffer.from(text), `export/${name}`);
    zip.end();
    const chunks: Uint8Array[] = [];
    for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
    await writeFile(join(folder, "export.zip"), Buffer.concat(chunks));

    expect(await readOrganizationFiles(folder)).toEqual(all);
    expect(await readOrganizationFiles(join(folder, "export.zip"))).toEqual(all);
    await expect(readOrganizationFiles(join(folder, "users.csv"))).rejects.toThrow("it is no zip");
    await expect(readOrganizationFiles(join(folder, "none"))).rejects.toThrow("Check the path");
    await writeFile(join(folder, "users.csv"), Buffer.from([0xff, 0xfe, 0x41, 0]));
    await expect(readOrganizationFiles(folder)).rejects.toThrow("it is not UTF-8");
    await rm(join(folder, "users.csv"));
    await mkdir(join(folder, "users.csv"));
    await expect(readOrganizationFiles(folder)).rejects.toThrow("it is no file");
    await rm(folder, { recursive: true });
  });
});

describe("a CSV table", () => {
  it("has for each row the line where it starts, whatever the line ends and quotes", () => {
    const value = fc.constantFrom("a", "b\nc", "d\r\ne", 'f"g', "h,i");
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 20 }),
        fc.constantFrom("\n", "\r\n"),
        (values, end) => {
          const lines = values.map((text) => `"${text.replaceAll('"', '""')}",x`);
          const text = ["A,B", ...lines].join(end);

          const { rows, problems } = parseCsvTable("f", text, { a: { names: ["a"] } });

          let line = 2;
          const expected = values.map((one) => {
            const at = `f:${line}`;
            line += 1 + one.split("\n").length - 1;
            return `${at} ${one}`;
          });
          expect(problems).toEqual([]);
          expect(rows.map(({ at, cell }) => `${at} ${cell("a")}`)).toEqual(expected);
        },
      ),
    );
  });
});
