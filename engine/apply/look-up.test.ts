import { describe, expect, it } from "vitest";
import type { Change } from "../../contracts/run/plan.ts";
import { lmsOf } from "../testing/lms-server.ts";
import { createIds } from "./ids.ts";
import { lookUp, type Sendable } from "./look-up.ts";

const known = {
  buildings: { "(organisation)": "1" },
  gradingPeriods: {},
  roles: {},
  users: { kid: "22", parent: "21" },
  courses: { c1: "61" },
  sections: { k1: "71" },
};

const frame = {
  reason: "new-in-source",
  tab: "sections",
  school: "s1",
  label: "",
  before: null,
  held: null,
} as const;

function change(kind: Change["kind"], address: string, own: Partial<Change> = {}): Change {
  return { ...frame, kind, address, action: "create", lmsId: null, after: {}, ...own };
}

const user = {
  uid: 21,
  school_id: 1,
  building_id: 2,
  school_uid: "parent",
  name_first: "Given",
  name_last: "Family",
  username: "ada",
  primary_email: "",
  role_id: 12,
  synced: 1,
  child_uids: "22,23",
};
const section = {
  id: 71,
  course_id: 61,
  school_id: 1,
  section_title: "Class",
  section_code: "1",
  section_school_code: "k1",
  grading_periods: [52, 51],
  synced: 1,
};
const member = { id: 81, uid: 22, school_uid: "kid", admin: 0, status: 1 };

const holds: Readonly<Record<string, unknown>> = {
  "/schools/1/buildings": { building: [{ id: 2, title: "North", building_code: "s1" }] },
  "/gradingperiods": {
    gradingperiods: [{ id: 51, title: "Q1", start: "2026-08-10", end: "2026-10-10" }],
  },
  "/users": { user: [user] },
  "/users/21": user,
  "/courses": { course: [{ id: 61, building_id: 2, title: "Art", course_code: "c1", synced: 1 }] },
  "/courses/61/sections": { section: [section] },
  "/sections/71": section,
  "/sections/71/enrollments": { enrollment: [member] },
};

/** Which of the changes the LMS of this file shows, by address and id, and which pages were read. */
async function found(changes: readonly (readonly [Change, Sendable["row"]])[]) {
  const { client, requests } = lmsOf((_request, path) => ({
    body: holds[path.split("?")[0] ?? ""] ?? {},
  }));
  const sent = changes.map(([each, row]) => ({ change: each, row }));
  const seen = await lookUp(client, sent, createIds(known));
  return {
    seen: [...seen].map(([{ address }, id]) => [address, id]),
    urls: requests.map(({ url }) => url.slice("https://lms.test/v1".length)),
  };
}

describe("lookUp", () => {
  it.each<[Change["kind"], string, string, string]>([
    ["building", "buildings/s1", "buildings/s2", "2"],
    ["grading-period", "grading-periods/Q1", "grading-periods/Q2", "51"],
    ["user", "users/parent", "users/other", "21"],
    ["course", "courses/c1", "courses/c2", "61"],
    ["section", "sections/k1", "sections/k2", "71"],
  ])("finds a %s that was made, by its natural key (F81)", async (kind, there, absent, id) => {
    const after = { course_code: "c1" };

    const { seen } = await found([
      [change(kind, there, { after }), {}],
      [change(kind, absent, { after }), {}],
    ]);

    expect(seen).toEqual([[there, id]]);
  });

  it("finds members who were added, made admin or removed as the change says (F81)", async () => {
    const { seen, urls } = await found([
      [change("enrollment", "enrollments/k1/kid"), { admin: 0 }],
      [change("enrollment", "enrollments/k1/kid", { action: "update" }), { admin: 1 }],
      [change("enrollment", "enrollments/k1/gone", { action: "remove" }), {}],
      [change("enrollment", "enrollments/k1/kid", { action: "remove" }), {}],
      [change("enrollment", "enrollments/k9/gone", { action: "remove" }), {}],
    ]);

    expect(seen).toEqual([
      ["enrollments/k1/kid", ""],
      ["enrollments/k1/gone", ""],
      ["enrollments/k9/gone", ""],
    ]);
    expect(urls).toEqual(["/sections/71/enrollments?enrollment_status=1&start=0&limit=200"]);
  });

  it("finds links that were made or removed (F81)", async () => {
    const { seen } = await found([
      [change("association", "associations/parent/kid"), {}],
      [change("association", "associations/parent/unknown"), {}],
      [change("association", "associations/parent/kid", { action: "remove" }), {}],
    ]);

    expect(seen).toEqual([["associations/parent/kid", ""]]);
  });

  it("compares the fields of an update with what the object holds, however it writes them (F81)", async () => {
    const update = (kind: Change["kind"], lmsId: string): Change =>
      change(kind, `${kind}s/${lmsId}`, { action: "update", lmsId });

    expect(
      (await found([[update("user", "21"), { id: "21", role_id: "12", name_middle: "" }]])).seen,
    ).toEqual([["users/21", "21"]]);
    expect((await found([[update("user", "21"), { id: "21", name_first: "New" }]])).seen).toEqual(
      [],
    );
    expect(
      (
        await found([
          [update("section", "71"), { id: "71", title: "Class", grading_periods: ["51", "52"] }],
        ])
      ).seen,
    ).toEqual([["sections/71", "71"]]);
    expect((await found([[update("section", "71"), { id: "71", title: "Other" }]])).seen).toEqual(
      [],
    );
  });

  it("reads all accounts when a Unique ID holds a comma, which a list cannot name", async () => {
    const { urls } = await found([[change("user", "users/a%2Cb"), {}]]);

    expect(urls).toEqual(["/users?start=0&limit=200"]);
  });

  it("says that an answer could not be read, and looks for nothing when nothing was sent", async () => {
    const { client } = lmsOf(() => ({ body: { user: 1 } }));
    const sent = [{ change: change("user", "users/x"), row: {} }];

    await expect(lookUp(client, sent, createIds(known))).rejects.toThrow(
      "look up /users of the LMS",
    );
    expect((await lookUp(client, [], createIds(known))).size).toBe(0);
  });
});
