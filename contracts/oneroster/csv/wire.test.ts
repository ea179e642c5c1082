import { describe, expect, it } from "vitest";
import { examplesV1p1 } from "../examples/v1p1.ts";
import { examplesV1p2 } from "../examples/v1p2.ts";
import { strictV1p1 } from "../v1p1.ts";
import { strictV1p2 } from "../v1p2.ts";
import { formatRow, readRow } from "./row.ts";
import { rowsToUser, userToRows } from "./user-rows.ts";
import {
  recordToRow,
  type RecordFile,
  rowToRecord,
  type WireContext,
  type WireRecord,
} from "./wire.ts";

const context = (version: "1.1" | "1.2"): WireContext => ({
  version,
  dateLastModified: "2025-08-01T05:00:00.000Z",
  hrefOf: (className, sourcedId) => `https://sis.example/${className}/${sourcedId}`,
});

const rosterFiles = [
  ["academicSessions", "academicSession"],
  ["classes", "class"],
  ["courses", "course"],
  ["demographics", "demographics"],
  ["enrollments", "enrollment"],
  ["orgs", "org"],
  ["resources", "resource"],
] as const satisfies readonly (readonly [RecordFile, string])[];

describe("a record", () => {
  it.each([...rosterFiles, ["users", "user"] as const])(
    "of %s of 1.1 survives the way to a row and back, but for its children and resources",
    (file, className) => {
      const { children: _, resources: __, ...record }: WireRecord = examplesV1p1[className];

      const back = rowToRecord(file, throughCells("1.1", file, record), context("1.1"));

      expect(withoutLinks(back)).toEqual(withoutLinks(record));
      expect(strictV1p1[className].safeParse(back).error?.issues ?? []).toEqual([]);
    },
  );

  it.each(rosterFiles)(
    "of %s of 1.2 survives the way to a row and back, but for its children and resources",
    (file, className) => {
      const {
        children: _,
        resources: __,
        ...record
      }: WireRecord = {
        ...examplesV1p2[className],
        dateLastModified: "2025-08-01T05:00:00.000Z",
      };

      const back = rowToRecord(file, throughCells("1.2", file, record), context("1.2"));

      expect(withoutLinks(back)).toEqual(withoutLinks(record));
      expect(strictV1p2[className].safeParse(back).error?.issues ?? []).toEqual([]);
    },
  );

  it("of a user of 1.2 survives the way over four files", () => {
    const rows = userToRows(examplesV1p2.user);

    const back = rowsToUser(rows, context("1.2"));

    expect([rows.roles.length, rows.userProfiles.length, rows.userResources.length]).toEqual([
      2, 1, 1,
    ]);
    expect(withoutLinks(back)).toEqual(withoutLinks(examplesV1p2.user));
    expect(strictV1p2.user.safeParse(back).error?.issues ?? []).toEqual([]);
  });

  it("of a user has the resources that users.csv listed in 1.2.0", () => {
    const row = { sourcedId: "u", resourceSourcedIds: "r1, r2," };
    const { values } = readRow({
      version: "1.2",
      file: "users",
      mode: "bulk",
      dialect: "tolerant",
      row,
    });

    const { resources } = rowToRecord("users", values, context("1.2"));

    expect(withoutLinks(resources)).toEqual([{ sourcedId: "r1" }, { sourcedId: "r2" }]);
  });

  it("takes its moment of change from the caller and is active when its row does not say", () => {
    const record = rowToRecord(
      "orgs",
      { sourcedId: "o", name: "N", type: "school" },
      context("1.1"),
    );

    expect(record).toEqual({
      sourcedId: "o",
      status: "active",
      dateLastModified: "2025-08-01T05:00:00.000Z",
      name: "N",
      type: "school",
    });
  });
});

describe("a user of 1.2", () => {
  it("has its preferred names under other words in a row", () => {
    const { user } = userToRows(examplesV1p2.user);

    expect(user).toMatchObject({
      preferredGivenName: "Mimi",
      preferredMiddleName: "K",
      preferredFamilyName: "Koval",
      primaryOrgSourcedId: "org-1",
    });
  });

  it("makes rows that the standard allows", () => {
    const rows = userToRows({
      ...examplesV1p2.user,
      dateLastModified: "2025-08-01T05:00:00.000Z",
    });

    const problems = [
      ...check("users", [rows.user]),
      ...check("roles", rows.roles),
      ...check("userProfiles", rows.userProfiles),
      ...check("userResources", rows.userResources),
    ];

    expect(problems).toEqual([]);
  });

  it("keeps every credential of a profile, each in a row of its own", () => {
    const credentials = [
      { type: "password", username: "a" },
      { type: "card", username: "b" },
    ];
    const profile = {
      ...examplesV1p2.user.userProfiles[0],
      profileId: "https://x.example/p?1",
      credentials,
    };

    const { userProfiles } = userToRows({ ...examplesV1p2.user, userProfiles: [profile] });

    expect(userProfiles.map((row) => [row["sourcedId"], row["username"]])).toEqual([
      ["https_//x.example/p_1", "a"],
      ["https_//x.example/p_1-2", "b"],
    ]);
  });

  it("leaves roles that are to be deleted behind", () => {
    const rows = userToRows(examplesV1p2.user);
    const roles = rows.roles.map((role, index) =>
      index === 1 ? Object.assign({}, role, { status: "tobedeleted" }) : role,
    );

    expect(rowsToUser({ ...rows, roles }, context("1.2"))["roles"]).toHaveLength(1);
  });
});

function throughCells(
  version: "1.1" | "1.2",
  file: RecordFile,
  record: WireRecord,
): ReturnType<typeof recordToRow> {
  const row = formatRow(version, file, recordToRow(version, file, record));
  const reading = readRow({ version, file, mode: "delta", dialect: "strict", row });
  expect(reading.problems).toEqual([]);
  return reading.values;
}

function check(
  file: "users" | "roles" | "userProfiles" | "userResources",
  rows: readonly ReturnType<typeof recordToRow>[],
): readonly unknown[] {
  return rows.flatMap(
    (values) =>
      readRow({
        version: "1.2",
        file,
        mode: "delta",
        dialect: "strict",
        row: formatRow("1.2", file, values),
      }).problems,
  );
}

/** A row keeps the id of a reference, not its URL nor which of the words for its class was used. */
function withoutLinks(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner === "object" && inner !== null && "href" in inner && "sourcedId" in inner
        ? { sourcedId: inner.sourcedId }
        : inner,
    ),
  );
}
