import { describe, expect, it } from "vitest";
import { BuildingList, BuildingWrite, SchoolList } from "./building.ts";
import { CourseList, CourseWrite } from "./course.ts";
import {
  EnrollmentImportRow,
  EnrollmentList,
  enrollmentStatus,
  EnrollmentWrite,
  ParentAssociationRow,
} from "./enrollment.ts";
import {
  Assignment,
  AssignmentList,
  calculationType,
  Grade,
  gradeException,
  GradeList,
  GradingCategory,
  GradingCategoryList,
  GradingScale,
  GradingScaleList,
} from "./gradebook.ts";
import { GradingPeriodList, GradingPeriodWrite } from "./grading-period.ts";
import { RoleList } from "./role.ts";
import { SectionList } from "./section.ts";
import { AppUserInfo, InactiveUserList, ReactivateRow, UserList, UserWrite } from "./user.ts";

describe("lms wire objects", () => {
  it("reads one user id in both of its spellings", () => {
    const list = UserList.parse({
      user: [
        {
          uid: "41",
          id: 41,
          school_id: 9,
          building_id: 10,
          additional_buildings: "11,12",
          school_uid: "u-1",
          name_first: "Ada",
          name_last: "Li",
          username: "ada",
          primary_email: null,
          role_id: 3,
          synced: 1,
          gender: null,
          parents: null,
        },
      ],
      total: "1",
      links: { self: "http://lms/v1/users?start=0", next: "http://lms/v1/users?start=1" },
    });

    expect(list.total).toBe(1);
    expect(list.links?.next).toContain("start=1");
    expect(list.user[0]).toMatchObject({
      uid: "41",
      id: "41",
      additional_buildings: ["11", "12"],
      primary_email: "",
      synced: 1,
    });
  });

  it("reads courses, sections and enrollments whose ids differ in type by endpoint", () => {
    const course = { id: 5, building_id: "10", title: "Art", course_code: "A1", synced: 1 };
    const section = {
      id: "6",
      course_id: "5",
      school_id: "9",
      section_title: "P1",
      section_code: "1",
      section_school_code: "c-1",
      grading_periods: [7],
      synced: null,
    };
    const member = { id: "8", uid: "41", school_uid: "u-1", admin: 0, status: "1" };

    expect(CourseList.parse({ course: [course], total: "1" }).course[0]?.id).toBe("5");
    expect(SectionList.parse({ section: [section] }).section[0]).toMatchObject({
      grading_periods: ["7"],
      synced: 0,
    });
    expect(EnrollmentList.parse({ enrollment: [member] }).enrollment[0]?.status).toBe(
      enrollmentStatus.active,
    );
  });

  it("reads buildings, roles and grading periods, whose list key is plural", () => {
    const building = { id: "10", title: "North High", address2: null, building_code: "n-1" };

    expect(BuildingList.parse({ building: [building] }).building[0]?.address2).toBe("");
    expect(SchoolList.parse({ school: [building] }).school).toHaveLength(1);
    expect(
      RoleList.parse({ role: [{ id: "3", title: "Student", faculty: 0, role_type: 1 }] }).role,
    ).toHaveLength(1);
    expect(
      GradingPeriodList.parse({
        total: 1,
        gradingperiods: [
          { id: 7, title: "Q1", start: "2026-08-17", end: "2026-10-16", active: "1" },
        ],
      }).gradingperiods[0],
    ).toMatchObject({ id: "7", active: 1 });
  });

  it("takes rows to write with numbers or text for ids and flags", () => {
    expect(UserWrite.parse({ school_uid: 17, role_id: "3", synced: "1" })).toEqual({
      school_uid: "17",
      role_id: "3",
      synced: 1,
    });
    expect(
      CourseWrite.parse({ title: "Art", sections: { section: [{ grading_periods: [7] }] } })
        .sections?.section[0]?.grading_periods,
    ).toEqual(["7"]);
    expect(EnrollmentWrite.parse({ uid: 41, admin: "0", status: "1" })).toEqual({
      uid: "41",
      admin: 0,
      status: 1,
    });
    expect(EnrollmentImportRow.parse({ school_uid: "u-1", delete: "1" }).delete).toBe(1);
    expect(ParentAssociationRow.parse({ delete: 0 }).delete).toBe(0);
    expect(BuildingWrite.parse({ title: "North" }).title).toBe("North");
    expect(ReactivateRow.parse({ uid: "41" }).uid).toBe("41");
    expect(AppUserInfo.parse({ api_uid: 2 }).api_uid).toBe("2");
  });

  it("takes only real calendar days for a grading period", () => {
    expect(GradingPeriodWrite.safeParse({ start: "2026-02-30" }).success).toBe(false);
    expect(GradingPeriodWrite.safeParse({ start: "2028-02-29" }).success).toBe(true);
  });

  it("reads who was made inactive", () => {
    const row = { uid: 41, name: "Ada Li", school_uid: "u-1", synced: 1, inactive_timestamp: 99 };

    expect(InactiveUserList.parse({ user: [row] }).user[0]?.inactive_timestamp).toBe(99);
  });

  it("reads a gradebook: an excused grade is null, not zero", () => {
    const grade = { enrollment_id: 8, assignment_id: "70", grade: null, exception: 1 };
    const category = { id: 60, title: "Tests", calculation_type: 2, default_max_points: "100.5" };
    const scale = {
      id: 1,
      title: "A to F",
      type: 1,
      scale: { level: [{ grade: "A", cutoff: 90 }] },
    };
    const assignment = { id: 70, title: "Quiz", due: "2026-09-01 23:59:00", max_points: "10" };

    expect(Grade.parse(grade)).toMatchObject({
      grade: null,
      exception: gradeException.excused,
    });
    expect(GradingCategory.parse(category)).toMatchObject({
      calculation_type: calculationType.totalPoints,
      default_max_points: 100.5,
    });
    expect(GradingScale.parse(scale).scale?.level[0]?.cutoff).toBe(90);
    expect(Assignment.parse(assignment).max_points).toBe(10);
    expect(GradeList.parse({ grades: { grade: [grade] } }).grades.grade).toHaveLength(1);
    expect(
      GradingCategoryList.parse({ grading_category: [category] }).grading_category,
    ).toHaveLength(1);
    expect(GradingScaleList.parse({ grading_scale: [scale] }).grading_scale).toHaveLength(1);
    expect(AssignmentList.parse({ assignment: [assignment] }).assignment).toHaveLength(1);
  });
});
