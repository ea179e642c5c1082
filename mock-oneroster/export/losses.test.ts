import { describe, expect, it } from "vitest";
import type { WireRecord } from "../project/refs.ts";
import { exportRecords, exportWorld } from "../testing/export-records.ts";
import type { Records } from "../testing/records-projection.ts";
import { orgRow, personRow, relationshipRow, rosterRow } from "../testing/rows.ts";
import { smallWorld } from "../testing/small-world.ts";
import type { Loss } from "./losses.ts";

const stamp = { status: "active", dateLastModified: "2026-08-01T05:00:00.000Z" };
const ref = (sourcedId: string): WireRecord => ({ href: "", sourcedId, type: "" });

function org(sourcedId: string, more: WireRecord = {}): WireRecord {
  return { ...stamp, sourcedId, name: sourcedId, type: "school", ...more };
}

function user(sourcedId: string, more: WireRecord = {}): WireRecord {
  const names = { givenName: "Ada", familyName: "Fir", username: sourcedId, enabledUser: "true" };
  const role = { roleType: "primary", role: "student", org: ref("s") };
  return { ...stamp, sourcedId, ...names, roles: [role], ...more };
}

/** A loss in one line: `code file.column count (examples)`. */
function line({ code, file, column, count, examples }: Loss): string {
  return `${code} ${file}.${column} ${count} (${examples.join(" ")})`;
}

async function lossesOf(records: Records): Promise<readonly string[]> {
  const { report, problems } = await exportRecords("1.2", records);
  expect(problems).toEqual([]);
  return report.losses.map(line).toSorted();
}

function isNoMetadata({ column }: Loss): boolean {
  return !column.startsWith("metadata.");
}

describe("what CSV cannot hold", () => {
  it("is a record with an id that CSV does not allow, and whatever requires it", async () => {
    const world = smallWorld();
    world.people.put({
      ...personRow({ id: "x+1", givenName: "Ex", familyName: "Plus" }),
      idForm: "written",
    });
    world.rosters.put(rosterRow({ id: "r+1", section: "60001", school: "lake", person: "1001" }));
    world.rosters.put(rosterRow({ id: "r2", section: "60001", school: "lake", person: "x+1" }));
    world.relationships.put(relationshipRow({ person: "1001", contact: "x+1" }));

    const { report, problems } = await exportWorld(world, { version: "1.2", mode: "bulk" });

    expect(problems).toEqual([]);
    expect(report.losses.filter(isNoMetadata).map(line)).toEqual([
      "row-id enrollments.sourcedId 1 (r+1)",
      "row-unlinked enrollments.userSourcedId 1 (r2)",
      "item-unlinked users.agentSourcedIds 1 (41ffee66-3490-43a3-82e8-00c662abe659)",
      "row-id users.sourcedId 1 (x+1)",
    ]);
  });

  it("is text with line breaks or half a character, which is written without", async () => {
    const records = { org: [org("s", { name: "North\r\nHigh\n\ud800" })] };

    const { rows, report } = await exportRecords("1.2", records);

    expect(rows.get("orgs")?.[0]?.["name"]).toBe("North High \uFFFD");
    expect(report.losses.map(line)).toEqual([
      "line-break orgs.name 1 (s)",
      "half-character orgs.name 1 (s)",
    ]);
  });

  it("is nothing else about text: formulas, quotes, blanks and scripts survive", async () => {
    const names = [
      "=1+1",
      '"a", b',
      "'",
      " x ",
      "\u00A0",
      "a\u00A0b",
      "😀",
      "Zoe\u0308",
      "\t",
      "ⵣ",
      "‮",
    ];
    const hostile = names.filter((name) => name.trim() !== "");
    const records = { org: hostile.map((name, index) => org(`s${index}`, { name })) };

    const { rows, report } = await exportRecords("1.2", records);

    const written = new Map(rows.get("orgs")?.map(({ sourcedId, name }) => [sourcedId, name]));
    expect(hostile.map((_, index) => written.get(`s${index}`))).toEqual(hostile);
    expect(report.losses).toEqual([]);
  });

  it("is an item of a list with a comma, a brace or nothing in it", async () => {
    const userIds = [
      { type: "Fed", identifier: "1,2:3" },
      { type: "a:b", identifier: "4" },
      { type: "c", identifier: "{5}" },
    ];
    const records = { org: [org("s")], user: [user("u", { grades: ["09", "1,2", " "], userIds })] };

    const { rows, report } = await exportRecords("1.2", records);

    expect(rows.get("users")).toMatchObject([
      { grades: ["09"], userIds: [{ left: "Fed", right: "1,2:3" }] },
    ]);
    expect(report.losses.map(line)).toEqual([
      "item-unfit users.userIds 1 (u)",
      "item-unfit users.grades 1 (u)",
    ]);
  });

  it("is a subject whose code cannot be written, and codes that are not one for each subject", async () => {
    const course = (sourcedId: string, subjectCodes: readonly string[]): WireRecord => ({
      ...stamp,
      sourcedId,
      title: "Art",
      courseCode: "",
      org: ref("s"),
      subjects: ["Drawing", "Clay"],
      subjectCodes,
    });
    const records = {
      org: [org("s")],
      course: [course("a", ["1,1", "2"]), course("b", ["1"]), course("c", ["1", "2"])],
    };

    const { rows, report } = await exportRecords("1.2", records);

    expect(rows.get("courses")).toMatchObject([
      { subjects: ["Clay"], subjectCodes: ["2"] },
      { subjects: ["Drawing", "Clay"] },
      { subjects: ["Drawing", "Clay"], subjectCodes: ["1", "2"] },
    ]);
    expect(rows.get("courses")?.[1]).not.toHaveProperty("subjectCodes");
    expect(report.losses.map(line)).toEqual([
      "item-unfit courses.subjects 1 (a)",
      "item-unfit courses.subjectCodes 1 (a)",
      "cell-unfit courses.subjectCodes 1 (b)",
    ]);
  });

  it("is metadata that is no text, and more names than columns", async () => {
    const many = Array.from({ length: 201 }, (_, index): [string, string] => [
      `m${index + 100}`,
      "x",
    ]);
    const metadata = { list: [1], none: "", flag: true, text: "a\nb", "a\nb": "x" };
    const records = {
      org: [org("s", { metadata }), org("t", { metadata: Object.fromEntries(many) })],
    };

    const { rows, report } = await exportRecords("1.2", records);

    expect(rows.get("orgs")?.[0]).toMatchObject({
      "metadata.flag": "true",
      "metadata.text": "a b",
    });
    expect(report.losses.map(line)).toEqual([
      "metadata-nested orgs.metadata.list 1 (s)",
      "cell-blank orgs.metadata.none 1 (s)",
      "metadata-type orgs.metadata.flag 1 (s)",
      "line-break orgs.metadata.text 1 (s)",
      "metadata-name orgs.metadata.a\nb 1 (s)",
      "metadata-name orgs.metadata.m298 1 (t)",
      "metadata-name orgs.metadata.m299 1 (t)",
      "metadata-name orgs.metadata.m300 1 (t)",
    ]);
  });

  it("is empty text, but for what REST must say and nobody knows", async () => {
    const records = {
      org: [org("s", { identifier: "" })],
      user: [user("u", { middleName: "", identifier: "", email: "  " })],
    };

    expect(await lossesOf(records)).toEqual([
      "cell-blank users.email 1 (u)",
      "cell-blank users.identifier 1 (u)",
      "cell-blank users.middleName 1 (u)",
    ]);
  });

  it("is the second of two records with one id", async () => {
    expect(await lossesOf({ org: [org("s"), org("s")] })).toEqual([
      "row-repeated orgs.sourcedId 1 (s)",
    ]);
  });

  it("is a profile's URI, and that several credentials are of one profile", async () => {
    const credentials = [
      { type: "a", username: "x" },
      { type: "b", username: "y" },
    ];
    const profile = { profileId: "https://x.example/p?1", profileType: "lms", vendorId: "v" };
    const role = {
      roleType: "primary",
      role: "student",
      org: ref("s"),
      userProfile: profile.profileId,
    };
    const records = {
      org: [org("s")],
      user: [
        user("a", { roles: [role], userProfiles: [{ ...profile, credentials }] }),
        user("b", { roles: [role], userProfiles: [profile, profile] }),
      ],
    };

    const { rows, report, problems } = await exportRecords("1.2", records);

    expect(problems).toEqual([]);
    const id = "https_//x.example/p_1";
    expect(rows.get("userProfiles")?.map(({ sourcedId }) => sourcedId)).toEqual([
      id,
      `${id}-2`,
      `${id}-again-2`,
      `${id}-again-3`,
    ]);
    expect(rows.get("roles")?.map((row) => row["userProfileSourcedId"])).toEqual([
      id,
      `${id}-again-2`,
    ]);
    expect(report.losses.map(line)).toEqual([
      "profile-renamed users.sourcedId 3 (a b b)",
      "cell-filled userProfiles.credentialType 2 (b b)",
      "cell-filled userProfiles.username 2 (b b)",
      "profile-split users.username 1 (a)",
    ]);
  });

  it("is the time of a moment, a second session, and what no file has a column for", async () => {
    const records = {
      org: [org("s")],
      category: [{ ...stamp, sourcedId: "cat", title: "Tests", shoeSize: 7 }],
      academicSession: ["t", "q"].map((sourcedId) => ({
        ...stamp,
        sourcedId,
        title: sourcedId,
        type: "term",
        startDate: "2026-08-17",
        endDate: "2026-12-18",
        schoolYear: "2027",
      })),
      course: [{ ...stamp, sourcedId: "c", title: "Art", org: ref("s") }],
      class: [
        {
          ...stamp,
          sourcedId: "k",
          title: "Art",
          course: ref("c"),
          school: ref("s"),
          terms: [ref("t")],
        },
      ],
      lineItem: [
        {
          ...stamp,
          sourcedId: "li",
          title: "Quiz",
          assignDate: "2026-09-01T00:00:00.000Z",
          dueDate: "2026-09-02T15:30:00.000Z",
          class: ref("k"),
          school: ref("s"),
          category: ref("cat"),
          gradingPeriod: ref("q"),
          academicSession: ref("t"),
        },
      ],
      assessmentLineItem: [{ ...stamp, sourcedId: "ali", title: "Test" }],
    };

    expect(await lossesOf(records)).toEqual([
      "cell-filled classes.classType 1 (k)",
      "no-column categories.shoeSize 1 (cat)",
      "no-file assessmentLineItem. 1 (ali)",
      "second-session lineItems.academicSessionSourcedId 1 (li)",
      "time-of-day lineItems.dueDate 1 (li)",
    ]);
  });

  it("is, in a delta, a status that is no word and a moment that is none", async () => {
    const records = {
      org: [
        org("a", { status: "inactive", dateLastModified: "2026-08-01T07:00:00+02:00" }),
        org("b", { status: "odd", dateLastModified: "yesterday" }),
      ],
    };

    const { rows, report, problems } = await exportRecords("1.1", records, { mode: "delta" });

    expect(problems).toEqual([]);
    expect(rows.get("orgs")).toMatchObject([
      { status: "tobedeleted", dateLastModified: "2026-08-01T05:00:00.000Z" },
      { status: "active", dateLastModified: "2026-09-01T00:00:00.000Z" },
    ]);
    expect(report.losses.map(line)).toEqual([
      "status-word orgs.status 2 (a b)",
      "moment-unread orgs.dateLastModified 1 (b)",
    ]);
  });

  it("is not the world of a small district", async () => {
    const world = smallWorld();
    world.orgs.put(orgRow({ id: "none", type: "school", name: "No number", identifier: "" }));

    for (const version of ["1.1", "1.2"] as const) {
      const { report } = await exportWorld(world, { version });
      const codes = new Set(report.losses.map(({ code }) => code));
      expect([...codes]).toEqual(["metadata-nested", "metadata-type"]);
    }
  });
});
