import { beforeEach, describe, expect, it } from "vitest";
import type { BulkKind, BulkRowResult } from "../contracts/lms/bulk.ts";
import { User, UserList } from "../contracts/lms/user.ts";
import { parentAccessCode } from "./project/parent-access-code.ts";
import { addRole, takeEmailElsewhere } from "./index.ts";
import { createTestLms, type TestLms } from "./testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSchoolWithSection,
  postRows,
  rowResults,
  sectionRow,
  userRow,
} from "./testing/small-school.ts";
import { createRandom } from "../core/random.ts";

const { user, course, section, enrollment, gradingPeriod, organization } = firstIds;

let lms: TestLms;
beforeEach(async () => {
  lms = createTestLms();
  await openSchoolWithSection(lms);
});

const post = (kind: BulkKind, path: string, rows: readonly object[]) =>
  postRows(lms, { kind, path }, rows);

async function put(
  kind: BulkKind,
  path: string,
  rows: readonly object[],
): Promise<readonly BulkRowResult[]> {
  return rowResults(kind, await lms.put(path, { [`${kind}s`]: { [kind]: rows } }));
}

async function remove(kind: BulkKind, path: string): Promise<readonly BulkRowResult[]> {
  return rowResults(kind, await lms.remove(path));
}

const held = () => lms.lms.store;

describe("POST users", () => {
  it("fails a row whose school_uid is there, and with update_existing=1 updates it", async () => {
    const row = { school_uid: "u-1", name_first: "Ada" };
    expect(await post("user", "/users", [row])).toEqual([
      { response_code: 400, school_uid: "u-1", error: expect.stringContaining("school_uid") },
    ]);
    expect(await post("user", "/users?update_existing=1", [row])).toMatchObject([
      { response_code: 200, school_uid: "u-1", id: String(user) },
    ]);
  });

  it.each([
    ["", [400, 400, 400]],
    ["?ignore_email_conflicts=1", [200, 200, 400]],
    ["?email_conflict_resolution=1", [200, 200, 200]],
    ["?email_conflict_resolution=2", [200, 200, 200]],
  ])(
    "with %j answers addresses of others, of others on our domain, and of ours",
    async (options, codes) => {
      takeEmailElsewhere(lms.lms, { email: "out@x.org", domainVerified: false });
      takeEmailElsewhere(lms.lms, { email: "ours@x.org", domainVerified: true });
      await lms.put(`/users/${user}`, { primary_email: "in@x.org" });
      const rows = ["out@x.org", "ours@x.org", "in@x.org"].map((primary_email, nth) =>
        userRow(`n-${nth}`, { primary_email, username: "" }),
      );

      expect(codesOf(await post("user", `/users${options}`, rows))).toEqual(codes);
    },
  );

  it("notes the letter that email_login_info asks for, once, and never for an update", async () => {
    const row = userRow("n-1", { email_login_info: 1 });
    expect(codesOf(await post("user", "/users", [row]))).toEqual([200]);
    expect(codesOf(await post("user", "/users?update_existing=1", [row]))).toEqual([200]);

    expect([...held().notices.values()]).toMatchObject([{ kind: "login-info", userId: user + 3 }]);
  });

  it("sets parents and advisors by uid, and refuses who is not there or oneself", async () => {
    const relatives = { parent_uids: `${user},${user + 1}`, advisor_uids: `${user}` };
    expect(codesOf(await post("user", "/users", [userRow("n-1", relatives)]))).toEqual([200]);
    const results = await put("user", "/users", [
      { id: user + 3, parent_uids: `${user + 3}` },
      { id: user + 3, advisor_uids: "5" },
      { id: user + 3, parent_uids: `${user + 1}` },
    ]);

    expect(codesOf(results)).toEqual([400, 400, 204]);
    const child = await lms.get(`/users/${user + 3}`);
    expect(child.body).toMatchObject({ parents: { parent: [{ uid: String(user + 1) }] } });
    const parent = await lms.get(`/users/${user + 1}`);
    expect(parent.body).toMatchObject({ child_uids: String(user + 3) });
    expect(held().advisors.size).toBe(1);
  });

  it("keeps the main building out of the additional ones, and refuses those of other schools", async () => {
    await lms.post(`/schools/${organization}/buildings`, { title: "North" });
    await lms.post("/schools", { title: "Other" });
    await lms.post(`/schools/${organization + 2}/buildings`, { title: "Elsewhere" });
    const [north, elsewhere] = [organization + 1, organization + 3];

    const results = await post("user", "/users", [
      userRow("n-1", { building_id: north, additional_buildings: `${north},${organization}` }),
      userRow("n-2", { building_id: elsewhere }),
    ]);

    expect(codesOf(results)).toEqual([200, 400]);
    expect(held().users.get(user + 3)).toMatchObject({
      buildingId: north,
      additionalBuildings: [organization],
    });
  });
});

describe("PUT users", () => {
  it("answers id and school_uid, writes what is synced, and keeps a blank password out", async () => {
    await post("user", "/users?update_existing=1", [{ school_uid: "u-1", synced: 1 }]);
    const rows = [
      { id: user, school_uid: "u-new", password: "" },
      { id: 5, name_first: "X" },
    ];

    expect(await put("user", "/users", rows)).toMatchObject([
      { response_code: 204, id: String(user), school_uid: "u-new" },
      { response_code: 404 },
    ]);
    expect(User.parse((await lms.get(`/users/${user}`)).body).synced).toBe(1);
  });
});

describe("DELETE users", () => {
  beforeEach(async () => {
    await post("enrollment", `/sections/${section}/enrollments`, [
      { uid: user, status: 2 },
      { uid: user + 1 },
    ]);
  });

  it("destroys memberships unless option_keep_enrollments=1, each row by itself", async () => {
    const kept = await remove("user", `/users?uids=${user},5&option_keep_enrollments=1`);
    const lost = await remove("user", `/users?uids=${user + 1}`);

    expect([...kept, ...lost].map((row) => [row.response_code, row.id])).toEqual([
      [204, String(user)],
      [404, "5"],
      [204, String(user + 1)],
    ]);
    expect([...held().enrollments.values()]).toMatchObject([{ status: 5, statusBefore: 2 }]);
  });

  it("notes the letter with option_comment, unless email_notification=0", async () => {
    expect(codesOf(await remove("user", `/users?uids=${user}&option_comment=Moved`))).toEqual([
      204,
    ]);
    expect(codesOf(await remove("user", `/users?uids=${user + 1}&email_notification=0`))).toEqual([
      204,
    ]);

    expect([...held().notices.values()]).toMatchObject([
      { kind: "account-removed", userId: user, comment: "Moved" },
    ]);
    expect((await lms.get(`/users/inactive/${user}`)).body).toMatchObject({ school_uid: "u-1" });
    expect((await lms.get(`/users/inactive/${user + 2}`)).status).toBe(404);
  });

  it("is undone by PUT users/reactivate, with option_reenroll to the status before", async () => {
    await remove("user", `/users?uids=${user}&option_keep_enrollments=1`);

    const reply = await lms.put("/users/reactivate", { user: [{ uid: user, option_reenroll: 1 }] });

    expect(rowResults("user", reply)).toMatchObject([
      { response_code: 200, message: expect.any(String), location: expect.any(String) },
    ]);
    expect(held().enrollments.get(enrollment)).toMatchObject({ status: 2, archivedBy: "" });
    const again = await lms.put("/users/reactivate", { user: [{ uid: user }] });
    expect(codesOf(rowResults("user", again))).toEqual([404]);
  });
});

describe("courses and sections", () => {
  it("of POST courses are matched by course_code with update_existing=1, nested sections too", async () => {
    const nested = {
      section: [{ title: "P", section_code: "1", grading_periods: [gradingPeriod] }],
    };
    const row = { title: "Arts", course_code: "ART", sections: nested };

    expect(codesOf(await post("course", "/courses", [row]))).toEqual([400]);
    const [result] = await post("course", "/courses?update_existing=1", [row]);
    expect(result).toMatchObject({ response_code: 200, course_code: "ART" });
    expect(held().sections.get(section)?.title).toBe("P");
  });

  it("of PUT courses answer id as text and course_code, and go by DELETE with many ids", async () => {
    expect(await put("course", "/courses", [{ id: course, course_code: "ART2" }])).toMatchObject([
      { response_code: 204, id: String(course), course_code: "ART2" },
    ]);
    const results = await remove("course", `/courses?course_ids=${course},5`);
    expect(codesOf(results)).toEqual([204, 404]);
    expect(codesOf(await remove("course", `/courses/${course},5`))).toEqual([404, 404]);
    expect([held().courses.size, held().sections.size]).toEqual([0, 0]);
  });

  it("of POST sections are matched by section_code and periods with update_existing=1", async () => {
    const path = `/courses/${course}/sections`;
    const row = sectionRow("c-9", { section_code: "1", options: { member_post: 1 } });

    expect(codesOf(await post("section", path, [row]))).toEqual([400]);
    expect(await post("section", `${path}?update_existing=1`, [row])).toMatchObject([
      { response_code: 200, id: String(section), section_code: "1", section_school_code: "c-9" },
    ]);
    expect((await lms.get(`/sections/${section}`)).body).toMatchObject({
      options: { member_post: "1", create_discussion: "0" },
    });
  });

  it("of PUT sections answer codes, synced and periods; DELETE answers each id", async () => {
    expect(await put("section", "/sections", [{ id: section, synced: "1" }])).toMatchObject([
      { response_code: 204, section_code: "1", section_school_code: "c-1", synced: 1 },
    ]);
    expect(codesOf(await remove("section", `/sections?section_ids=${section},5`))).toEqual([
      204, 404,
    ]);
  });

  it("are copied into an empty section only, and not at once", async () => {
    await lms.put(`/sections/${section}`, { description: "Paint" });
    const from = { source_section_school_code: "c-1", course_code: "ART" };
    const rows = [
      { ...from, section_school_code: "c-2" },
      { ...from, section_school_code: "c-2" },
      { ...from, section_school_code: "c-1" },
      { source_section_id: 5 },
      { source_section_id: section, course_id: 5, section_school_code: "c-3" },
      { source_section_id: section },
    ];
    const results = await post("section", "/sections/copy", rows);
    expect(codesOf(results)).toEqual([200, 400, 400, 404, 404, 400]);
    const place = new URL(results[0]?.transfer_url ?? "").pathname.slice("/v1".length);

    expect((await lms.get(place)).body).toMatchObject({ status: "pending" });
    lms.clock.advanceTo(lms.clock.now() + 5_000);

    expect((await lms.get(place)).body).toMatchObject({ status: "complete" });
    expect((await lms.get(`/sections/${section + 1}`)).body).toMatchObject({
      section_title: "Period 1",
      description: "Paint",
    });
  });
});

describe("enrollments", () => {
  const path = `/sections/${section}/enrollments`;
  const sources = () => [...held().enrollments.values()].map(({ source }) => source);

  it("are not manual unless the row says manual, in every form", async () => {
    await post("enrollment", path, [{ uid: user }, { uid: user + 1, manual: 1 }]);
    await post("enrollment", "/enrollments/import/course", [
      { section_school_code: "c-1", school_uid: "u-3", manual: 1 },
    ]);
    expect(sources()).toEqual(["synced", "manual", "manual"]);

    await put("enrollment", path, [{ id: enrollment, manual: 1 }, { id: enrollment + 1 }]);
    expect(sources()).toEqual(["manual", "manual", "manual"]);
  });

  it("of POST enrollments answer their realm, fail for groups, and update with update_existing=1", async () => {
    const row = { realm: "section", section_id: section, uid: user, admin: 1 };
    expect(
      await post("enrollment", "/enrollments", [row, row, { uid: user, group_id: 1 }]),
    ).toEqual([
      expect.objectContaining({ response_code: 200, realm: "section", realm_id: String(section) }),
      expect.objectContaining({ response_code: 400 }),
      expect.objectContaining({ response_code: 400 }),
    ]);
    const again = { ...row, admin: 0 };
    expect(codesOf(await post("enrollment", "/enrollments?update_existing=1", [again]))).toEqual([
      200,
    ]);
    expect(held().enrollments.get(enrollment)?.admin).toBe(0);
  });

  it("of PUT change what they state, within their section, and DELETE takes them away", async () => {
    await post("enrollment", path, [{ uid: user }]);
    const results = await put("enrollment", path, [
      { id: enrollment, status: 9 },
      { id: enrollment, status: 4, admin: 1 },
      { id: 5, status: 1 },
      { status: 1 },
    ]);
    expect(results.map((row) => [row.response_code, row.id])).toEqual([
      [400, String(enrollment)],
      [204, String(enrollment)],
      [404, "5"],
      [404, undefined],
    ]);
    expect(held().enrollments.get(enrollment)).toMatchObject({ status: 4, admin: 1 });
    expect(
      codesOf(await remove("enrollment", `/enrollments?enrollment_ids=${enrollment},5`)),
    ).toEqual([204, 404]);
    expect((await lms.remove("/enrollments")).status).toBe(400);
  });

  it("of the import by codes are found by course, section code and the whole set of periods", async () => {
    await lms.post("/gradingperiods", { title: "Two", start: "2027-01-05", end: "2027-06-01" });
    const row = { course_code: "ART", section_code: "1", school_uid: "u-1" };
    const by = `/enrollments/import/course/${gradingPeriod}`;

    const results = await post("enrollment", by, [
      { ...row, admin: 1 },
      { ...row, course_code: "art" },
      { ...row, section_code: "9" },
      { ...row, school_uid: "nobody" },
      { course_code: "ART", school_uid: "u-1" },
    ]);

    expect(results[0]).toMatchObject({ ...row, response_code: 200 });
    expect(codesOf(results)).toEqual([200, 404, 404, 404, 400]);
    expect(codesOf(await post("enrollment", `${by},${gradingPeriod + 1}`, [row]))).toEqual([404]);
    await post("enrollment", by, [{ ...row, delete: 1 }]);
    expect(held().enrollments.get(enrollment)).toMatchObject({ status: 5, statusBefore: 1 });
    await post("enrollment", by, [row]);
    expect(held().enrollments.get(enrollment)).toMatchObject({ status: 1, admin: 1 });
    expect((await lms.post("/enrollments/import/course/5", {})).status).toBe(404);
  });

  it("by access code are for whom the call is made, once, and count as manual", async () => {
    const accessCode = held().sections.get(section)?.accessCode;
    // The key itself is nobody who could join.
    const reply = await lms.post(`/sections/${section}/accesscode`, { access_code: accessCode });
    expect(reply).toMatchObject({ status: 403, body: "" });
  });
});

describe("associations of advisors", () => {
  it("are made once, ended with delete, and answered with both ids", async () => {
    const path = "/users/import/associations/advisors";
    const row = { student_school_uid: "u-1", advisor_school_uid: "u-2" };
    const results = await post("association", path, [
      row,
      row,
      { ...row, advisor_school_uid: "u-1" },
      { ...row, advisor_school_uid: "nobody" },
      { advisor_school_uid: "u-2" },
    ]);

    expect(results[0]).toMatchObject({
      ...row,
      response_code: 200,
      student_uid: String(user),
      advisor_uid: String(user + 1),
    });
    expect(codesOf(results)).toEqual([200, 200, 400, 404, 400]);
    expect(held().advisors.size).toBe(1);
    expect(codesOf(await post("association", path, [{ ...row, delete: 1 }]))).toEqual([200]);
    expect(held().advisors.size).toBe(0);
  });
});

describe("lists", () => {
  it("are paged by start_id as by start, until there is no next", async () => {
    const seen: string[] = [];
    let next: string | undefined = "/users?start_id=0&limit=2";
    while (next !== undefined) {
      const page = UserList.parse((await lms.get(next)).body);
      seen.push(...page.user.map((one) => one.school_uid));
      next = page.links?.next?.slice("http://lms.test/v1".length);
    }
    expect(seen).toEqual(["u-1", "u-2", "u-3"]);
  });

  it("find users by parent access code, and nobody by another", async () => {
    const code = parentAccessCode(createRandom(7), user + 1);
    const uids = async (codes: string) =>
      UserList.parse((await lms.get(`/users?parent_access_codes=${codes}`)).body).user.map(
        (one) => one.school_uid,
      );

    expect(await uids(`${code},${code.toLowerCase()},x,-`)).toEqual(["u-2"]);
    expect(await uids(`${code}0`)).toEqual([]);
  });

  it("of roles keep the overrides of buildings apart", async () => {
    await lms.post(`/schools/${organization}/buildings`, { title: "North" });
    addRole(lms.lms, { title: "Coach", faculty: true, buildingId: organization + 1 });

    expect((await lms.get("/roles")).body).toMatchObject({
      total: 4,
      building_role: [{ title: "Coach", role_type: 2 }],
    });
    expect((await lms.remove(`/schools/${organization + 1}`)).status).toBe(400);
  });

  it("export all active accounts as CSV, with the fields asked for, quoted where need be", async () => {
    await lms.put(`/users/${user}`, { name_last: 'O"Hara, B' });
    await lms.remove(`/users/${user + 1}`);
    const { body, headers } = await lms.get(
      "/csvexport/users?fields=school_uid,name_last,role_name",
    );

    expect(headers.get("content-type")).toContain("text/csv");
    expect(body).toBe(
      'school_uid,name_last,role_name\r\nu-1,"O""Hara, B",Student\r\nu-3,Last,Student\r\n',
    );
    expect((await lms.get("/csvexport/users?fields=password")).status).toBe(400);
  });
});

describe("schools", () => {
  it("stay while something hangs on them, and the organisation always", async () => {
    await lms.post(`/schools/${organization}/buildings`, { title: "North" });
    await lms.put(`/users/${user}`, { additional_buildings: `${organization + 1}` });

    expect((await lms.remove(`/schools/${organization}`)).status).toBe(400);
    expect((await lms.remove(`/schools/${organization + 1}`)).status).toBe(400);
    await lms.put(`/users/${user}`, { additional_buildings: "" });
    expect((await lms.remove(`/schools/${organization + 1}`)).status).toBe(204);
  });
});
