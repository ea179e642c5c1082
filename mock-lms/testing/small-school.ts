import { BuildingList, SchoolList } from "../../contracts/lms/building.ts";
import { formatBulkRequest, parseBulkResults, type BulkKind } from "../../contracts/lms/bulk.ts";
import type { BulkRowResult } from "../../contracts/lms/bulk.ts";
import type { Reply, TestLms } from "./signed-client.ts";

/** The role ids of a new organisation. */
export const roleIds = {
  schoolAdmin: "701",
  teacher: "702",
  student: "703",
  parent: "704",
} as const;

/** The first id of each kind: ids count up from there. */
export const firstIds = {
  organization: 10_001,
  gradingPeriod: 50_001,
  user: 100_000_001,
  course: 200_000_001,
  section: 300_000_001,
  enrollment: 1_000_000_001,
} as const;

/** A user row with everything that a user needs. */
export function userRow(schoolUid: string, rest: object = {}): object {
  return {
    school_uid: schoolUid,
    name_first: "First",
    name_last: "Last",
    username: `name-${schoolUid}`,
    role_id: roleIds.student,
    ...rest,
  };
}

/** A section row with everything that a section needs, in the first grading period. */
export function sectionRow(schoolCode: string, rest: object = {}): object {
  return {
    title: "Period 1",
    section_school_code: schoolCode,
    grading_periods: [firstIds.gradingPeriod],
    ...rest,
  };
}

/** Posts rows and gives their results. */
export async function postRows(
  lms: TestLms,
  call: { readonly kind: BulkKind; readonly path: string },
  rows: readonly unknown[],
): Promise<readonly BulkRowResult[]> {
  return rowResults(call.kind, await lms.post(call.path, formatBulkRequest(call.kind, rows)));
}

/** The row results of a bulk answer. */
export function rowResults(kind: BulkKind, reply: Reply): readonly BulkRowResult[] {
  const results = parseBulkResults(kind, reply.body);
  if (results === undefined) throw new Error(`No row results: ${JSON.stringify(reply)}`);
  return results;
}

/** The codes of the row results, in order. */
export function codesOf(results: readonly BulkRowResult[]): readonly number[] {
  return results.map((row) => row.response_code);
}

/** One grading period that is running, one course, and users `u-1` to `u-3`. */
export async function openSmallSchool(lms: TestLms): Promise<void> {
  await lms.post("/gradingperiods", { title: "Fall", start: "2026-08-17", end: "2026-12-18" });
  await postRows(lms, { kind: "course", path: "/courses" }, [{ title: "Art", course_code: "ART" }]);
  await postRows(
    lms,
    { kind: "user", path: "/users" },
    ["u-1", "u-2", "u-3"].map((uid) => userRow(uid)),
  );
}

/** The small school, with section `c-1` in which nobody is yet. */
export async function openSchoolWithSection(lms: TestLms): Promise<void> {
  await openSmallSchool(lms);
  await postRows(lms, { kind: "section", path: `/courses/${firstIds.course}/sections` }, [
    sectionRow("c-1", { section_code: "1" }),
  ]);
}

/** The titles of the organisation's buildings. */
export async function buildingTitles(lms: TestLms): Promise<readonly string[]> {
  const [school] = SchoolList.parse((await lms.get("/schools")).body).school;
  const reply = await lms.get(`/schools/${school?.id}/buildings`);
  return BuildingList.parse(reply.body).building.map((building) => building.title);
}
