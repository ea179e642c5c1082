import { describe, expect, it } from "vitest";
import { csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { joins } from "../../contracts/oneroster/csv/join-rows.ts";
import { fieldName, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { parseFact } from "../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2 } from "../../contracts/oneroster/facts.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { exportRecords } from "../testing/export-records.ts";
import { classOfFile } from "../import/file-classes.ts";
import { isRecordFile } from "./record-files.ts";
import { standInFor, standIns } from "./stand-ins.ts";

const stamp = { status: "active", dateLastModified: "2026-08-01T05:00:00.000Z" };
const ref = (sourcedId: string): WireRecord => ({ href: "", sourcedId, type: "" });
const term = { startDate: "2026-08-17", endDate: "2026-12-18", schoolYear: "2027" };

/** Records that say nothing but what REST requires. */
const bare = {
  org: [
    { ...stamp, sourcedId: "d", name: "District", type: "district" },
    { ...stamp, sourcedId: "s", name: "School", type: "school", parent: ref("d") },
  ],
  academicSession: [
    { ...stamp, ...term, sourcedId: "y", title: "Year", type: "schoolYear" },
    { ...stamp, ...term, sourcedId: "t", title: "Fall", type: "term" },
  ],
  course: [{ ...stamp, sourcedId: "c", title: "Art", courseCode: "", schoolYear: ref("y") }],
  class: [
    {
      ...stamp,
      sourcedId: "k",
      title: "Art 1",
      course: ref("c"),
      school: ref("s"),
      terms: [ref("t")],
    },
    { ...stamp, sourcedId: "l", title: "", course: ref("c"), school: ref("s"), terms: [] },
  ],
  user: [
    {
      ...stamp,
      sourcedId: "u",
      enabledUser: "true",
      givenName: "Ada",
      familyName: " ",
      role: "student",
      orgs: [],
      roles: [{ roleType: "primary", role: "student", org: ref("s") }],
      userProfiles: [{ profileId: "p", profileType: "lms", vendorId: "v" }],
    },
  ],
  category: [{ ...stamp, sourcedId: "cat", title: "Tests" }],
  scoreScale: [
    {
      ...stamp,
      sourcedId: "scale",
      title: "Letters",
      type: "",
      class: ref("k"),
      scoreScaleValue: [{ itemValueLHS: "A", itemValueRHS: "90" }],
    },
  ],
  lineItem: [
    {
      ...stamp,
      sourcedId: "li",
      title: "Quiz",
      assignDate: "2026-09-01T00:00:00Z",
      dueDate: "2026-09-01T00:00:00Z",
      class: ref("k"),
      category: ref("cat"),
    },
  ],
} as const;

const expectedRows = {
  "1.1": {
    users: [{ username: "u", familyName: "u", orgSourcedIds: ["d"] }],
    lineItems: [{ gradingPeriodSourcedId: "t", resultValueMin: 0, resultValueMax: 100 }],
  },
  "1.2": {
    lineItems: [{ academicSessionSourcedId: "t", schoolSourcedId: "s" }],
    userProfiles: [{ credentialType: "none", username: "u" }],
    scoreScales: [{ type: "scale", orgSourcedId: "s", courseSourcedId: "c" }],
  },
};

describe("a required cell about which REST says nothing", () => {
  it.each(OneRosterVersion.options)("has a stand-in in %s", async (version) => {
    const { rows, report, problems } = await exportRecords(version, bare);

    expect(problems).toEqual([]);
    const filled = report.losses.filter(({ code }) => code === "cell-filled");
    const columns = new Set(filled.map(({ file, column }) => `${file} ${column}`));
    const known = standIns.filter(({ versions }) => versions.includes(version));
    expect([...columns]).toEqual(
      expect.arrayContaining(known.map(({ file, column }) => `${file} ${column}`)),
    );
    expect(Object.fromEntries(rows)).toMatchObject({
      classes: [
        { sourcedId: "k", classType: "scheduled", termSourcedIds: ["t"] },
        { sourcedId: "l", title: "l", classType: "scheduled", termSourcedIds: ["y"] },
      ],
      courses: [{ orgSourcedId: "d" }],
      users: [{ username: "u", familyName: "u" }],
      ...expectedRows[version],
    });
  });

  it("has one wherever REST does not require what CSV does", () => {
    for (const version of OneRosterVersion.options) {
      const open = csvFiles(version).flatMap((file) =>
        csvColumns(version, file)
          .filter(
            (column) => column.need === "always" && !isRequiredOverRest(version, file, column),
          )
          .filter(
            ({ kind, name }) => kind !== "text" && standInFor(version, file, name) === undefined,
          )
          .map(({ name }) => `${file} ${name}`),
      );

      expect(open).toEqual([]);
    }
  });
});

function isRequiredOverRest(
  version: OneRosterVersion,
  file: CsvFile,
  column: Parameters<typeof fieldName>[0],
): boolean {
  if (joins.some((join) => join.file === file))
    return file !== "userProfiles" || column.kind !== "text";
  if (!isRecordFile(file)) return false;
  const facts: Readonly<Record<string, readonly string[]>> =
    version === "1.1" ? factsV1p1 : factsV1p2;
  const lines = facts[classOfFile[file]] ?? [];
  return lines.map(parseFact).some(({ name, required }) => required && name === fieldName(column));
}
