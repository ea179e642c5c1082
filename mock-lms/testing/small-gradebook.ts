import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { Assignment, GradeList, type GradeList as Grades } from "../../contracts/lms/gradebook.ts";
import type { Reply, TestLms } from "./signed-client.ts";
import { firstIds, openSchoolWithSection, postRows, sectionRow } from "./small-school.ts";

/** The ids in the small gradebook: members u-1 and u-2 are students, u-3 is the teacher. */
export const bookIds = {
  section: firstIds.section,
  otherSection: firstIds.section + 1,
  period: firstIds.gradingPeriod,
  student: firstIds.enrollment,
  secondStudent: firstIds.enrollment + 1,
  teacher: firstIds.enrollment + 2,
  /** Of u-1, in the other section. */
  strangeMember: firstIds.enrollment + 3,
  category: 400_000_001,
  group: 450_000_001,
  item: 500_000_001,
  letters: 1,
} as const;

/** The path of something in the section of the small gradebook. */
export function inBook(rest: string): string {
  return `/sections/${bookIds.section}/${rest}`;
}

/** Section `c-1` with two students, a teacher and the category "Tests"; and `c-2` with one student. */
export async function openGradebookSchool(lms: TestLms): Promise<void> {
  await openSchoolWithSection(lms);
  await postRows(lms, { kind: "section", path: `/courses/${firstIds.course}/sections` }, [
    sectionRow("c-2", { section_code: "2" }),
  ]);
  await postRows(lms, { kind: "enrollment", path: "/enrollments/import/course" }, [
    { section_school_code: "c-1", school_uid: "u-1" },
    { section_school_code: "c-1", school_uid: "u-2" },
    { section_school_code: "c-1", school_uid: "u-3", admin: 1 },
    { section_school_code: "c-2", school_uid: "u-1" },
  ]);
  await lms.post(inBook("grading_categories"), { title: "Tests" });
}

/** Creates an assignment in the category "Tests" of the small gradebook; gives its id. */
export async function postItem(lms: TestLms, fields: object = {}): Promise<number> {
  const row = {
    title: "Quiz",
    grading_category: bookIds.category,
    grading_period: bookIds.period,
    ...fields,
  };
  const reply = await lms.post(inBook("assignments"), row);
  return Number(Assignment.parse(reply.body).id);
}

/** Writes grades of the small gradebook. */
export function putGrades(lms: TestLms, rows: readonly object[]): Promise<Reply> {
  return lms.put(inBook("grades"), formatBulkRequest("grade", rows));
}

/** Writes one grade of the first student. */
export function putGrade(lms: TestLms, assignmentId: number, rest: object): Promise<Reply> {
  return putGrades(lms, [{ assignment_id: assignmentId, enrollment_id: bookIds.student, ...rest }]);
}

/** The grades of the small gradebook, checked against their contract. */
export async function readGrades(lms: TestLms, query = ""): Promise<Grades> {
  return GradeList.parse((await lms.get(inBook(`grades${query}`))).body);
}

/** The final grades of the first student by period. */
export async function finalGrades(lms: TestLms): Promise<Readonly<Record<string, number | null>>> {
  const { final_grade: members = [] } = await readGrades(lms);
  const mine = members.find((member) => member.enrollment_id === String(bookIds.student));
  return Object.fromEntries(mine?.period.map((one) => [one.period_id, one.grade]) ?? []);
}
