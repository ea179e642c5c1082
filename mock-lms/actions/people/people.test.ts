import { describe, expect, it } from "vitest";
import { addManualEnrollment } from "../../index.ts";
import { createTestLms, type TestLms } from "../../testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSchoolWithSection,
  postRows,
  roleIds,
  sectionRow,
  userRow,
} from "../../testing/small-school.ts";
import { createManualCourse, deleteCourseByHand, removeMember } from "./course-people.ts";
import { importUsers } from "./import-users.ts";
import { setTimeZone } from "./organization-people.ts";
import { viewPassword } from "./password-people.ts";
import { addBuilding, deactivateUserByHand, editUser, setRole } from "./user-people.ts";

const users = { kind: "user", path: "/users?update_existing=1" } as const;

async function openSchool(): Promise<TestLms> {
  const lms = createTestLms();
  await openSchoolWithSection(lms);
  await lms.post(`/schools/${firstIds.organization}/buildings`, {
    title: "North",
    building_code: "N",
  });
  return lms;
}

describe("a teacher", () => {
  it("creates a course by hand, with whom is course admin", async () => {
    const lms = await openSchool();

    const made = createManualCourse(lms.lms.world, {
      title: "Chess",
      courseCode: "CHESS",
      building: "N",
      sectionTitle: "After school",
      sectionCode: "1",
      gradingPeriods: ["Fall"],
      teacher: "u-1",
    });

    expect(made.course).toMatchObject({ code: "CHESS", synced: 0, buildingId: 10_002 });
    expect(made.section).toMatchObject({ title: "After school", schoolCode: "", synced: 0 });
    expect(lms.lms.store.enrollments.list("section", made.section.id)).toMatchObject([
      { admin: 1, source: "manual", status: 1 },
    ]);
  });

  it("leaves no course behind when its section cannot be made", async () => {
    const lms = await openSchool();
    const input = {
      title: "Chess",
      courseCode: "CHESS",
      sectionTitle: "S",
      sectionCode: "1",
      sectionSchoolCode: "c-1",
      gradingPeriods: ["Fall"],
    };

    expect(() => createManualCourse(lms.lms.world, input)).toThrow("section_school_code already");
    expect(() =>
      createManualCourse(lms.lms.world, { ...input, gradingPeriods: ["Spring"] }),
    ).toThrow("no grading period is called Spring");
    expect(lms.lms.store.courses.size).toBe(1);
  });

  it("takes out whom somebody put in, and the import brings the student back", async () => {
    const lms = await openSchool();
    addManualEnrollment(lms.lms, { sectionSchoolCode: "c-1", schoolUid: "u-1", admin: false });

    removeMember(lms.lms.world, { section: "c-1", schoolUid: "u-1" });

    expect(lms.lms.counts().activeEnrollments).toBe(0);
    expect(() => removeMember(lms.lms.world, { section: "c-1", schoolUid: "u-1" })).toThrow(
      "is not in the section",
    );
    const imports = { kind: "enrollment", path: "/enrollments/import/course" } as const;
    await postRows(lms, imports, [{ section_school_code: "c-1", school_uid: "u-1" }]);
    expect(lms.lms.counts().activeEnrollments).toBe(1);
  });

  it.each(["orphaned", "gone"] as const)(
    "deletes a synced course (%s): its codes are free, and the next sync makes it anew, empty",
    async (afterwards) => {
      const lms = await openSchool();
      addManualEnrollment(lms.lms, { sectionSchoolCode: "c-1", schoolUid: "u-1", admin: false });

      deleteCourseByHand(lms.lms.world, { courseCode: "ART", afterwards });

      const courses = { kind: "course", path: "/courses" } as const;
      const row = { title: "Art", course_code: "ART", synced: 1 };
      const again = await postRows(lms, courses, [
        { ...row, sections: { section: [sectionRow("c-1", { section_code: "1" })] } },
      ]);
      expect(codesOf(again)).toEqual([200]);
      const section = lms.lms.store.sections.find("schoolCode", "c-1");
      expect(lms.lms.store.enrollments.list("section", section?.id ?? 0)).toEqual([]);
      expect(lms.lms.store.courses.size).toBe(afterwards === "gone" ? 1 : 2);
      // The orphan keeps its members, hidden from lists.
      expect(lms.lms.store.enrollments.size).toBe(afterwards === "gone" ? 0 : 1);
      const { body } = await lms.get(`/courses/${firstIds.course}/sections`);
      expect(JSON.stringify(body)).not.toContain("orphan");
    },
  );
});

describe("a system admin", () => {
  it("sets a role, which the next sync reverts", async () => {
    const lms = await openSchool();
    expect(() => setRole(lms.lms.world, { schoolUid: "u-1", role: "System Admin" })).toThrow(
      "none is called System Admin",
    );

    const admin = setRole(lms.lms.world, { schoolUid: "u-1", role: "System Admin", createAs: 1 });
    expect((await lms.get(`/roles/${admin.roleId}`)).body).toMatchObject({
      title: "System Admin",
      faculty: 1,
    });
    await postRows(lms, users, [userRow("u-1")]);

    expect((await lms.get(`/users/${firstIds.user}`)).body).toMatchObject({
      role_id: Number(roleIds.student),
    });
  });

  it("edits a user, but not the Unique ID of a synced one", async () => {
    const lms = await openSchool();
    const { world, store } = lms.lms;
    await postRows(lms, users, [userRow("u-2", { synced: 1 })]);

    editUser(world, { schoolUid: "u-1", newSchoolUid: "n-1", nameFirst: "New", email: "n@x.org" });

    expect(store.users.get(firstIds.user)).toMatchObject({
      schoolUid: "n-1",
      nameFirst: "New",
      email: "n@x.org",
    });
    expect(() => editUser(world, { schoolUid: "u-2", newSchoolUid: "n-2" })).toThrow("locked");
    expect(() => editUser(world, { schoolUid: "u-2", email: "N@X.org" })).toThrow("already");
    expect(() => editUser(world, { schoolUid: "u-2", email: "", username: "" })).toThrow(
      "needs a username or a primary_email",
    );
    expect(() => editUser(world, { schoolUid: "nobody" })).toThrow("none has the school_uid");
  });

  it("adds a building that the sync leaves be", async () => {
    const lms = await openSchool();

    addBuilding(lms.lms.world, { schoolUid: "u-1", building: "North" });
    await postRows(lms, users, [userRow("u-1")]);

    expect((await lms.get(`/users/${firstIds.user}`)).body).toMatchObject({
      additional_buildings: "10002",
    });
  });

  it("makes a user inactive, with or without enrollments", async () => {
    const lms = await openSchool();
    addManualEnrollment(lms.lms, { sectionSchoolCode: "c-1", schoolUid: "u-1", admin: false });
    addManualEnrollment(lms.lms, { sectionSchoolCode: "c-1", schoolUid: "u-2", admin: false });

    deactivateUserByHand(lms.lms.world, { schoolUid: "u-1" });
    deactivateUserByHand(lms.lms.world, { schoolUid: "u-2", keepEnrollments: false });

    expect(lms.lms.counts()).toMatchObject({ users: 1, activeEnrollments: 0 });
    expect(lms.lms.store.enrollments.size).toBe(1);
    expect(() => deactivateUserByHand(lms.lms.world, { schoolUid: "u-1" })).toThrow(
      "no active account",
    );
  });

  it("sets the time zone in which a grading period's last day ends", async () => {
    const lms = await openSchool();
    lms.clock.advanceTo(Date.UTC(2026, 11, 19, 3));
    expect(lms.lms.world.today).toBe("2026-12-19");

    setTimeZone(lms.lms.world, { timeZone: "America/Chicago" });
    expect(lms.lms.world.today).toBe("2026-12-18");
    setTimeZone(lms.lms.world, { timeZone: "Asia/Tokyo" });
    expect(lms.lms.world.today).toBe("2026-12-19");

    expect(() => setTimeZone(lms.lms.world, { timeZone: "Moon/Sea" })).toThrow("America/Chicago");
  });

  it("imports users from a file with school-issued passwords; rows that are wrong fail alone", async () => {
    const lms = await openSchool();
    const csv = [
      "\uFEFFFirst Name,Last Name,User Name,E-mail,User Unique ID,First Name (Preferred),Additional Schools,Pwd,Role,School,Locker",
      'Ann,"Lee, Jr.",ann,,i-1,Annie,N,pass-word-1,,,12',
      "Bob,Ray,,bob@x.org,i-2,,,,Teacher,N,",
      "Cy,Fox,,,i-3,,,,,,",
      "Di,Day,ann,,i-4,,,,,,",
      "Ed,Elm,ed,,i-5,,Nowhere,,,,",
      "Flo,Fir,flo,,i-6,,,,Wizard,,",
      "First,Last,name-u-1,,u-1,,,,,,",
      ",,,,,,,,,,",
      "Too,Many,too,,i-7,,,,,,,,more",
    ];
    const input = { csv: csv.slice(0, -1).join("\n"), role: "student", building: "North" };

    const rows = importUsers(lms.lms.world, input);

    expect(rows.map(({ at, result }) => `${at} ${result}`)).toEqual([
      "users file:2 created",
      "users file:3 created",
      "users file:4 refused",
      "users file:5 refused",
      "users file:6 refused",
      "users file:7 refused",
      "users file:8 updated",
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Lee|bob@|Elm|pass-word/);
    expect(lms.lms.store.users.find("schoolUid", "i-1")).toMatchObject({
      nameLast: "Lee, Jr.",
      roleId: 703,
      buildingId: 10_002,
      profile: { name_first_preferred: "Annie" },
    });
    expect(lms.lms.store.users.find("schoolUid", "i-2")).toMatchObject({ roleId: 702 });
    expect(viewPassword(lms.lms.world, { schoolUid: "i-1" })).toBe("pass-word-1");
    expect(() => importUsers(lms.lms.world, { ...input, csv: csv.join("\n") })).toThrow(
      "users file:10: it has 13 cells and the header 11",
    );
    expect(() => importUsers(lms.lms.world, { ...input, role: "Wizard" })).toThrow("no role");
  });
});
