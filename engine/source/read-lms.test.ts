import { describe, expect, it } from "vitest";
import type { Progress } from "../ports.ts";
import { lmsOf, type LmsSays } from "../testing/lms-server.ts";
import { readLms } from "./read-lms.ts";

const account = {
  uid: 21,
  school_id: 1,
  building_id: 2,
  school_uid: "u1",
  name_first: "Given",
  name_last: "Family",
  username: "ada",
  primary_email: "a@x.y",
  role_id: 12,
  synced: 1,
};
const section = {
  id: 71,
  course_id: 61,
  school_id: 1,
  section_title: "Class",
  section_code: "k1",
  section_school_code: "k1",
  grading_periods: [51, 52],
  synced: 1,
};
const member = { id: 81, uid: 21, school_uid: "u1", admin: 0, status: 1 };

const holds: Readonly<Record<string, unknown>> = {
  "/schools": { school: [{ id: 1, title: "Org" }] },
  "/schools/1/buildings": {
    building: [
      { id: 2, title: "North", building_code: "s1" },
      { id: 3, title: "Annex" },
    ],
  },
  "/roles": { role: [{ id: 12, title: "Teacher", faculty: 1, role_type: 1 }] },
  "/gradingperiods": {
    gradingperiods: [{ id: 51, title: "Q1", start: "2026-08-10", end: "2026-10-10" }],
  },
  "/users": {
    user: [
      { ...account, child_uids: "22,99" },
      { ...account, uid: 22, school_uid: "", building_id: 3, role_id: 99, name_middle: "M" },
      { ...account, uid: 23, school_uid: "u3", building_id: 1 },
      { ...account, uid: 24, school_uid: "u4", building_id: 9, child_uids: "23" },
    ],
  },
  "/users/inactive": {
    user: [
      { uid: 25, name: "Left", school_uid: "u5", synced: 1, inactive_timestamp: 1 },
      { uid: 26, name: "Nobody", school_uid: "", synced: 0, inactive_timestamp: 1 },
    ],
  },
  "/courses": {
    course: [
      { id: 61, building_id: 2, title: "Course", course_code: "c1", synced: 1 },
      { id: 62, building_id: 9, title: "Other", course_code: "c2", synced: 0 },
    ],
  },
  "/courses/61/sections": {
    section: [section, { ...section, id: 72, section_school_code: "", synced: 0, parent_id: 71 }],
  },
  "/courses/62/sections": { section: [] },
  "/sections/71/enrollments": {
    enrollment: [
      member,
      { ...member, uid: 23, school_uid: "u3", admin: 1 },
      { ...member, uid: 24, school_uid: "u4", status: 5 },
      { ...member, uid: 22, school_uid: "" },
    ],
  },
};

const pathOf = (path: string): string => path.split("?")[0] ?? "";
const held = (own: Readonly<Record<string, unknown>> = {}) =>
  lmsOf((_request, path): LmsSays => ({ body: { ...holds, ...own }[pathOf(path)] ?? {} }));

describe("readLms", () => {
  it("reads what the LMS holds, under the names that plans use", async () => {
    const state = await readLms(held().client, { sectionCodes: new Set(["k1", "new"]), atOnce: 2 });

    expect(state.organizationId).toBe("1");
    expect(state.buildings.map(({ code }) => code)).toEqual(["s1", ""]);
    expect([...state.users].map(([uid, { fields }]) => [uid, fields["building"]])).toEqual([
      ["u1", "s1"],
      ["id:22", "id:3"],
      ["u3", "(organisation)"],
      ["u4", "9"],
    ]);
    expect(state.users.get("u1")?.fields).toMatchObject({ role: "Teacher", name_middle: "" });
    expect(state.users.get("id:22")?.fields).toMatchObject({ role: "99", name_middle: "M" });
    expect(state.courses.get("c1")?.fields).toMatchObject({ building: "s1" });
    expect(state.sections.get("k1")?.fields).toMatchObject({ grading_periods: ["52", "Q1"] });
    expect([...state.sections.keys()]).toEqual(["k1", "id:72"]);
    expect(state.associations).toContain("u4\nu3");
    expect([...state.inactiveUids]).toEqual(["u5"]);
    expect(state.users.get("u1")?.synced).toBe(true);
    expect([state.courses.get("c1")?.synced, state.courses.get("c2")?.synced]).toEqual([
      true,
      false,
    ]);
    expect(state.sections.get("id:72")).toMatchObject({ synced: false, parentId: "71" });
    expect(state.sections.get("k1")).not.toHaveProperty("parentId");
  });

  it("asks for sections of past grading periods too (F50)", async () => {
    const { client, requests } = held();

    await readLms(client, { sectionCodes: new Set(), atOnce: 2 });

    const asked = requests.filter(({ url }) => url.includes("/sections"));
    expect(asked.every(({ url }) => url.includes("include_past=1"))).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it("reads active members of the sections asked for, by Unique ID", async () => {
    const { enrollments } = await readLms(held().client, {
      sectionCodes: new Set(["k1"]),
      atOnce: 2,
    });

    expect([...(enrollments.get("k1") ?? [])]).toEqual([
      ["u1", { admin: false }],
      ["u3", { admin: true }],
    ]);
  });

  it("follows next links to the end, whatever host they name, and shows progress", async () => {
    const users = Array.from({ length: 5 }, (_, index) => ({
      ...account,
      uid: index + 1,
      school_uid: `u${index}`,
    }));
    const progress: Progress[] = [];
    const { client } = lmsOf((_request, path) => {
      if (pathOf(path) !== "/users") return { body: holds[pathOf(path)] ?? {} };
      const start = Number(/start=(\d+)/.exec(path)?.[1]);
      const next = start + 2 < users.length ? { next: "https://evil.test/v1/users" } : {};
      return { body: { user: users.slice(start, start + 2), links: next } };
    });

    const state = await readLms(client, {
      sectionCodes: new Set(["k1"]),
      atOnce: 2,
      onProgress: (step) => progress.push(step),
    });

    expect(state.users.size).toBe(5);
    expect(progress.filter(({ what }) => what === "users").map(({ done }) => done)).toEqual([
      2, 4, 5,
    ]);
    expect(progress.at(-1)).toEqual({ phase: "read-lms", what: "enrollments", done: 1, total: 1 });
  });

  it("ends at an empty page though the LMS promises more, and never reads for ever", async () => {
    const empty = { user: [], links: { next: "x" } };
    const endless = { user: [account], links: { next: "x" } };

    await expect(
      readLms(held({ "/users": empty }).client, { sectionCodes: new Set(), atOnce: 2 }),
    ).resolves.toMatchObject({ users: new Map() });
    await expect(
      readLms(held({ "/users": endless }).client, { sectionCodes: new Set(), atOnce: 2 }),
    ).rejects.toThrow(/\/users of the LMS: it has no end/);
  });

  it("says which list it cannot read", async () => {
    const { client } = held({ "/roles": { role: "none" } });

    await expect(readLms(client, { sectionCodes: new Set(), atOnce: 2 })).rejects.toThrow(
      /Failed to read \/roles/,
    );
  });

  it("needs an organisation", async () => {
    const { client } = held({ "/schools": { school: [] } });

    await expect(readLms(client, { sectionCodes: new Set(), atOnce: 2 })).rejects.toThrow(
      /no organisation/,
    );
  });
});
