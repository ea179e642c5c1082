import {
  enrollmentStatus,
  type EnrollmentByCodesRow,
  type EnrollmentImportRow,
  type EnrollmentWrite,
} from "../../contracts/lms/enrollment.ts";
import { pairKey, sectionCodeKey } from "../store/lms-store.ts";
import type { EnrollmentRecord, SectionRecord, UserRecord } from "../store/records.ts";
import { withStatus } from "./enrollment-status.ts";
import { isBlank, refuse, refuseUnknown, type Decision, type Refusal } from "./decision.ts";
import { sectionOfCode } from "./cross-listing.ts";
import type { RuleWorld } from "./world.ts";

/**
 * One row of an enrollment import (Schoology API: enrollments/import/course).
 *
 * `delete` archives the membership and a later row without it brings the same one back, as unenrolling
 * archives grades and re-enrolling restores them. Rows from the API count as synced, not manual.
 */
export function decideEnrollmentImport(
  world: RuleWorld,
  row: EnrollmentImportRow,
): Decision<EnrollmentRecord> {
  if (isBlank(row.section_school_code ?? "")) return refuse("The row needs a section_school_code.");
  const section = sectionOfCode(world.view, row.section_school_code ?? "");
  if (section === undefined)
    return refuseUnknown("There is no section with this section_school_code.");
  return importInto(world, section, row);
}

/**
 * One row of an enrollment import by course and section code (Schoology API: enrollments/import/course/{ids}).
 * The grading periods of the path are the section's whole set: a part of it names another section.
 */
export function decideEnrollmentByCodes(
  world: RuleWorld,
  row: EnrollmentByCodesRow,
  gradingPeriodIds: readonly number[],
): Decision<EnrollmentRecord> {
  if (isBlank(row.course_code ?? "")) return refuse("The row needs a course_code.");
  if (isBlank(row.section_code ?? "")) return refuse("The row needs a section_code.");
  const course = world.view.courses.find("code", row.course_code ?? "");
  if (course === undefined) return refuseUnknown("There is no course with this course_code.");
  const key = sectionCodeKey({
    courseId: course.id,
    code: row.section_code ?? "",
    gradingPeriodIds,
  });
  const section = key === undefined ? undefined : world.view.sections.find("code", key);
  if (section === undefined) {
    return refuseUnknown(
      "The course has no section with this section_code in these grading periods.",
    );
  }
  return importInto(world, section, row);
}

type ImportedMember = Pick<EnrollmentImportRow, "school_uid" | "admin" | "delete" | "manual">;

function importInto(
  world: RuleWorld,
  section: SectionRecord,
  row: ImportedMember,
): Decision<EnrollmentRecord> {
  if (isBlank(row.school_uid ?? "")) return refuse("The row needs a school_uid.");
  const user = activeUser(world.view.users.find("schoolUid", row.school_uid ?? ""));
  if (user === undefined) return refuseUnknown("There is no active account with this school_uid.");
  const existing = world.view.enrollments.find("member", pairKey(section.id, user.id));
  if (row.delete === 1) return archive(existing);
  return enroll({
    sectionId: section.id,
    userId: user.id,
    existing,
    admin: row.admin,
    status: enrollmentStatus.active,
    source: sourceOf(row),
  });
}

/** One row of `POST sections/{id}/enrollments` or `POST enrollments`: by ids; an active member fails without `updateExisting`. */
export function decideEnrollmentPost(
  world: RuleWorld,
  row: EnrollmentWrite,
  options: { readonly sectionId: number; readonly updateExisting: boolean },
): Decision<EnrollmentRecord> {
  const section = world.view.sections.get(options.sectionId);
  if (section === undefined) return refuseUnknown("There is no section with this id.");
  if (row.uid === undefined) return refuse("The row needs a uid.");
  const user = activeUser(world.view.users.get(Number(row.uid)));
  if (user === undefined) return refuseUnknown("There is no active account with this uid.");
  const status = row.status ?? enrollmentStatus.active;
  if (!isStatus(status)) return refuse("A status is a number from 1 to 5.");
  const existing = world.view.enrollments.find("member", pairKey(section.id, user.id));
  const present = existing !== undefined && existing.status !== enrollmentStatus.archived;
  if (present && !options.updateExisting) {
    return refuse(`The enrollment ${existing.id} has this uid in this section already.`);
  }
  return enroll({
    sectionId: section.id,
    userId: user.id,
    existing,
    admin: row.admin,
    status,
    source: sourceOf(row),
  });
}

/** `PUT sections/{id}/enrollments/{id}` changes what it states. Who is inactive stays archived. */
export function decideEnrollmentPut(
  world: RuleWorld,
  before: EnrollmentRecord,
  row: EnrollmentWrite,
): Decision<EnrollmentRecord> {
  const status = row.status ?? before.status;
  if (!isStatus(status)) return refuse("A status is a number from 1 to 5.");
  if (
    status !== enrollmentStatus.archived &&
    activeUser(world.view.users.get(before.userId)) === undefined
  ) {
    return refuse("The account of this enrollment is inactive. Reactivate it first.");
  }
  const source = row.manual === undefined ? before.source : sourceOf(row);
  const changed = { ...before, admin: row.admin ?? before.admin, source };
  return {
    kind: "update",
    record: status === before.status ? changed : withStatus(changed, status),
  };
}

interface Enrolling {
  readonly sectionId: number;
  readonly userId: number;
  readonly existing: EnrollmentRecord | undefined;
  readonly admin: 0 | 1 | undefined;
  readonly status: number;
  readonly source: EnrollmentRecord["source"];
}

function enroll(enrolling: Enrolling): Decision<EnrollmentRecord> {
  const { sectionId, userId, existing, status, source } = enrolling;
  const admin = enrolling.admin ?? existing?.admin ?? 0;
  if (existing !== undefined) {
    return { kind: "update", record: withStatus({ ...existing, admin, source }, status) };
  }
  const fields = { sectionId, userId, admin, source, status: enrollmentStatus.active } as const;
  return {
    kind: "create",
    build: (id) => withStatus({ id, ...fields, archivedBy: "" }, status),
  };
}

function archive(existing: EnrollmentRecord | undefined): Refusal | Decision<EnrollmentRecord> {
  if (existing === undefined) return refuseUnknown("This account is not a member of the section.");
  return { kind: "update", record: withStatus(existing, enrollmentStatus.archived) };
}

/** Rows of the API make members that are not manual, unless they say so. */
function sourceOf(row: { readonly manual?: 0 | 1 }): EnrollmentRecord["source"] {
  return row.manual === 1 ? "manual" : "synced";
}

function isStatus(status: number): boolean {
  return status >= enrollmentStatus.active && status <= enrollmentStatus.archived;
}

function activeUser(user: UserRecord | undefined): UserRecord | undefined {
  return user?.inactiveAtMs === null ? user : undefined;
}
