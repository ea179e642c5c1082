import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { EnrollmentList } from "../../contracts/lms/enrollment.ts";
import { SectionList } from "../../contracts/lms/section.ts";
import { User } from "../../contracts/lms/user.ts";
import { addManualEnrollment, UnknownObjectError } from "../index.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSchoolWithSection,
  postRows,
  roleIds,
  sectionRow,
  userRow,
} from "../testing/small-school.ts";

const imports = { kind: "enrollment", path: "/enrollments/import/course" } as const;
const membersPath = `/sections/${firstIds.section}/enrollments`;
const parents = { kind: "association", path: "/users/import/associations/parents" } as const;

function importRow(schoolUid: string, rest: object = {}): object {
  return { section_school_code: "c-1", school_uid: schoolUid, ...rest };
}

async function members(lms: TestLms, query = ""): Promise<readonly string[]> {
  const list = EnrollmentList.parse((await lms.get(`${membersPath}?${query}`)).body);
  return list.enrollment.map(
    (member) => `${member.school_uid} ${member.admin === 1 ? "admin" : "member"} ${member.status}`,
  );
}

async function openSection(): Promise<TestLms> {
  const lms = createTestLms();
  await openSchoolWithSection(lms);
  return lms;
}

describe("enrollment import", () => {
  it("enrolls by codes and answers them, wrapped", async () => {
    const lms = await openSection();

    const reply = await lms.post(
      imports.path,
      formatBulkRequest("enrollment", [importRow("u-1"), importRow("u-2", { admin: 1 })]),
    );

    expect(reply).toMatchObject({
      status: 207,
      body: {
        enrollments: {
          enrollment: [
            {
              response_code: 200,
              school_uid: "u-1",
              section_school_code: "c-1",
              location: `http://lms.test/v1${membersPath}/1000000001`,
            },
            { response_code: 200, school_uid: "u-2" },
          ],
        },
      },
    });
    expect(await members(lms)).toEqual(["u-1 member 1", "u-2 admin 1"]);
  });

  it("archives on delete and brings the same membership back on import", async () => {
    const lms = await openSection();
    await postRows(lms, imports, [importRow("u-1", { admin: 1 })]);

    await postRows(lms, imports, [importRow("u-1", { delete: "1" })]);
    expect(await members(lms)).toEqual(["u-1 admin 5"]);
    expect(await members(lms, "enrollment_status=1")).toEqual([]);
    expect(lms.lms.counts().activeEnrollments).toBe(0);
    await postRows(lms, imports, [importRow("u-1")]);

    expect(await members(lms)).toEqual(["u-1 admin 1"]);
    expect(lms.lms.store.enrollments.size).toBe(1);
  });

  it("changes nothing when it is repeated", async () => {
    const lms = await openSection();
    const rows = [importRow("u-1"), importRow("u-2", { admin: 1 })];
    await postRows(lms, imports, rows);
    const before = [...lms.lms.store.enrollments.values()];

    expect(codesOf(await postRows(lms, imports, rows))).toEqual([200, 200]);
    expect([...lms.lms.store.enrollments.values()]).toEqual(before);
  });

  it("fails rows that speak of nobody, of nothing or of nobody's membership, each alone", async () => {
    const lms = await openSection();

    const results = await postRows(lms, imports, [
      importRow("nobody"),
      importRow("u-1", { section_school_code: "C-1" }),
      importRow("u-1", { delete: 1 }),
      importRow(""),
      { school_uid: "u-1" },
      importRow("u-1", { admin: "teacher" }),
      null,
      importRow("u-3"),
    ]);

    expect(codesOf(results)).toEqual([404, 404, 404, 400, 400, 400, 400, 200]);
  });

  it("marks rows from the API synced, and those by hand manual", async () => {
    const lms = await openSection();
    await postRows(lms, imports, [importRow("u-1")]);
    addManualEnrollment(lms.lms, { sectionSchoolCode: "c-1", schoolUid: "u-2", admin: true });
    const sources = () => [...lms.lms.store.enrollments.values()].map((member) => member.source);
    expect(sources()).toEqual(["synced", "manual"]);

    await postRows(lms, imports, [importRow("u-2")]);

    expect(sources()).toEqual(["synced", "synced"]);
    expect(await members(lms)).toEqual(["u-1 member 1", "u-2 admin 1"]);
  });

  it("lets people bring back and promote a member by hand, but nobody unknown", async () => {
    const lms = await openSection();
    await postRows(lms, imports, [importRow("u-1")]);
    await postRows(lms, imports, [importRow("u-1", { delete: 1 })]);
    const by = { sectionSchoolCode: "c-1", schoolUid: "u-1", admin: true };

    addManualEnrollment(lms.lms, by);

    expect(await members(lms)).toEqual(["u-1 admin 1"]);
    expect(() => addManualEnrollment(lms.lms, { ...by, schoolUid: "x" })).toThrow(
      UnknownObjectError,
    );
    expect(() => addManualEnrollment(lms.lms, { ...by, sectionSchoolCode: "x" })).toThrow(
      UnknownObjectError,
    );
  });
});

describe("members of a section", () => {
  it("are added by id, once, unless an update is asked for", async () => {
    const lms = await openSection();
    const rows = [
      { uid: firstIds.user, admin: 0 },
      { uid: 5 },
      {},
      { uid: firstIds.user, status: 9 },
    ];

    const added = await postRows(lms, { kind: "enrollment", path: membersPath }, rows);
    const again = await postRows(lms, { kind: "enrollment", path: membersPath }, rows.slice(0, 1));
    const updated = await postRows(
      lms,
      { kind: "enrollment", path: `${membersPath}?update_existing=1` },
      [{ uid: firstIds.user, admin: 1 }],
    );

    expect([codesOf(added), codesOf(again), codesOf(updated)]).toEqual([
      [200, 404, 400, 400],
      [400],
      [200],
    ]);
    expect(added[0]).toMatchObject({ uid: "100000001", id: "1000000001" });
    expect(await members(lms)).toEqual(["u-1 admin 1"]);
  });

  it("are filtered by user, status and type, and paged", async () => {
    const lms = await openSection();
    await postRows(lms, imports, [
      importRow("u-1"),
      importRow("u-2", { admin: 1 }),
      importRow("u-3"),
    ]);
    await postRows(lms, imports, [importRow("u-3", { delete: 1 })]);

    expect(await members(lms, "type=admin")).toEqual(["u-2 admin 1"]);
    expect(await members(lms, "enrollment_status=5")).toEqual(["u-3 member 5"]);
    expect(await members(lms, `uid=${firstIds.user}`)).toEqual(["u-1 member 1"]);
    expect(await members(lms, "start=1&limit=1")).toEqual(["u-2 admin 1"]);
    expect((await lms.get(`${membersPath}?start=1&limit=1`)).body).toMatchObject({
      total: "3",
      links: { next: `http://lms.test/v1${membersPath}?start=2&limit=1` },
    });
  });

  it("are read, changed and removed one at a time, within their section only", async () => {
    const lms = await openSection();
    await lms.post(membersPath, { uid: firstIds.user });
    const path = `${membersPath}/${firstIds.enrollment}`;

    expect((await lms.get(path)).body).toMatchObject({ id: "1000000001", status: "1", admin: 0 });
    expect((await lms.put(path, { admin: 1, status: 5 })).status).toBe(204);
    expect(await members(lms)).toEqual(["u-1 admin 5"]);
    expect((await lms.put(path, { status: 6 })).status).toBe(400);
    expect((await lms.get(`/sections/7/enrollments/${firstIds.enrollment}`)).status).toBe(404);
    expect((await lms.remove(path)).status).toBe(204);
    expect((await lms.remove(path)).status).toBe(404);
    expect((await lms.get("/sections/7/enrollments")).status).toBe(404);
    expect((await lms.post("/sections/7/enrollments", {})).status).toBe(404);
  });

  it("are added in many sections at once, and answered with their realm", async () => {
    const lms = await openSection();

    const results = await postRows(lms, { kind: "enrollment", path: "/enrollments" }, [
      { realm: "section", section_id: firstIds.section, uid: firstIds.user },
      { realm: "group", group_id: 3, uid: firstIds.user },
      { section_id: 3, uid: firstIds.user },
    ]);

    expect(codesOf(results)).toEqual([200, 400, 404]);
    expect(results[0]).toMatchObject({ realm: "section", realm_id: "300000001" });
  });

  it("show among the sections of a user, with whether as course admin", async () => {
    const lms = await openSection();
    await postRows(lms, imports, [importRow("u-1", { admin: 1 }), importRow("u-2")]);
    const sections = async (id: number) =>
      SectionList.parse((await lms.get(`/users/${id}/sections`)).body).section;

    expect(await sections(firstIds.user)).toMatchObject([{ section_school_code: "c-1", admin: 1 }]);
    await postRows(lms, imports, [importRow("u-2", { delete: 1 })]);
    expect(await sections(firstIds.user + 1)).toEqual([]);
    lms.clock.advanceTo(Date.UTC(2027, 0, 1));
    expect(await sections(firstIds.user)).toEqual([]);
    expect((await lms.get("/users/5/sections")).status).toBe(404);
  });

  it("are archived with an account that keeps them, and come back with it when asked to", async () => {
    const lms = await openSection();
    const section = sectionRow("c-2", { title: "Period 2" });
    await postRows(lms, { kind: "section", path: `/courses/${firstIds.course}/sections` }, [
      section,
    ]);
    const left = importRow("u-1", { section_school_code: "c-2" });
    await postRows(lms, imports, [importRow("u-1"), importRow("u-2"), left]);
    await postRows(lms, imports, [{ ...left, delete: 1 }]);

    await lms.remove(`/users/${firstIds.user}?option_keep_enrollments=1`);
    await lms.remove(`/users/${firstIds.user + 1}`);
    expect(await members(lms)).toEqual(["u-1 member 5"]);
    expect(codesOf(await postRows(lms, imports, [importRow("u-1")]))).toEqual([404]);
    await lms.put("/users/reactivate", { user: [{ uid: firstIds.user, option_reenroll: 1 }] });
    await lms.put("/users/reactivate", { user: [{ uid: firstIds.user + 1, option_reenroll: 1 }] });

    expect(await members(lms)).toEqual(["u-1 member 1"]);
    expect(lms.lms.counts().activeEnrollments).toBe(1);
  });
});

const link = (rest: object = {}): object => ({
  student_school_uid: "u-1",
  parent_school_uid: "p-1",
  ...rest,
});

describe("parent associations", () => {
  it("are made once, however often they are sent, and ended likewise", async () => {
    const lms = await openSection();
    await postRows(lms, { kind: "user", path: "/users" }, [
      userRow("p-1", { role_id: roleIds.parent }),
    ]);

    const made = await postRows(lms, parents, [link(), link()]);
    expect(codesOf(made)).toEqual([200, 200]);
    expect(made[0]).toMatchObject({ student_uid: "100000001", parent_uid: "100000004" });
    expect(lms.lms.counts().associations).toBe(1);
    const parent = User.parse((await lms.get(`/users/${firstIds.user + 3}`)).body);
    expect(parent.child_uids).toEqual(["100000001"]);

    const ended = await postRows(lms, parents, [link({ delete: 1 }), link({ delete: 1 })]);

    expect(codesOf(ended)).toEqual([200, 200]);
    expect(lms.lms.counts().associations).toBe(0);
  });

  it("show neither an inactive child nor an inactive parent, and are there again with them", async () => {
    const lms = await openSection();
    await postRows(lms, { kind: "user", path: "/users" }, [
      userRow("p-1", { role_id: roleIds.parent }),
    ]);
    await postRows(lms, parents, [link(), link({ student_school_uid: "u-2" })]);
    const parent = firstIds.user + 3;
    const children = async (): Promise<unknown> =>
      User.parse((await lms.get(`/users/${parent}`)).body).child_uids;

    await lms.remove(`/users/${firstIds.user}`);
    expect(await children()).toEqual([String(firstIds.user + 1)]);
    await lms.put("/users/reactivate", { user: [{ uid: firstIds.user }] });
    expect(await children()).toEqual([String(firstIds.user), String(firstIds.user + 1)]);
    await lms.remove(`/users/${parent}`);

    expect((await lms.get(`/users/${firstIds.user}`)).body).toMatchObject({ parents: null });
  });

  it("fail row by row when somebody is missing", async () => {
    const lms = await openSection();

    const results = await postRows(lms, parents, [
      link(),
      link({ student_school_uid: "" }),
      link({ parent_school_uid: "u-1" }),
      link({ delete: "perhaps" }),
    ]);

    expect(codesOf(results)).toEqual([404, 400, 400, 400]);
    expect(results[0]).toMatchObject({ student_school_uid: "u-1", parent_school_uid: "p-1" });
  });
});
