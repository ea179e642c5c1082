import {
  enrollmentStatus,
  type EnrollmentImportRow,
  type EnrollmentWrite,
} from "../../contracts/lms/enrollment.ts";
import { pairKey } from "../store/lms-store.ts";
import type { EnrollmentRecord, UserRecord } from "../store/records.ts";
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
  if (isBlank(row.school_uid ?? "")) return refuse("The row needs a school_uid.");
  const section = sectionOfCode(world.view, row.section_school_code ?? "");
  if (section === undefined)
    return refuseUnknown("There is no section with this section_school_code.");
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
  return enroll({ sectionId: section.id, userId: user.id, existing, admin: row.admin, status });
}

/** `PUT sections/{id}/enrollments/{id}` changes what it states. */
export function decideEnrollmentPut(
  before: EnrollmentRecord,
  row: EnrollmentWrite,
): Decision<EnrollmentRecord> {
  const status = row.status ?? before.status;
  if (!isStatus(status)) return refuse("A status is a number from 1 to 5.");
  const archivedBy = status === before.status ? before.archivedBy : reasonOf(status);
  return {
    kind: "update",
    record: { ...before, admin: row.admin ?? before.admin, status, archivedBy },
  };
}

interface Enrolling {
  readonly sectionId: number;
  readonly userId: number;
  readonly existing: EnrollmentRecord | undefined;
  readonly admin: 0 | 1 | undefined;
  readonly status: number;
}

function enroll(enrolling: Enrolling): Decision<EnrollmentRecord> {
  const { sectionId, userId, existing, status } = enrolling;
  const admin = enrolling.admin ?? existing?.admin ?? 0;
  const fields = { sectionId, userId, admin, status, archivedBy: reasonOf(status) } as const;
  if (existing === undefined)
    return { kind: "create", build: (id) => ({ id, ...fields, source: "synced" }) };
  return { kind: "update", record: { id: existing.id, ...fields, source: "synced" } };
}

function archive(existing: EnrollmentRecord | undefined): Refusal | Decision<EnrollmentRecord> {
  if (existing === undefined) return refuseUnknown("This account is not a member of the section.");
  return {
    kind: "update",
    record: { ...existing, status: enrollmentStatus.archived, archivedBy: "unenroll" },
  };
}

function reasonOf(status: number): EnrollmentRecord["archivedBy"] {
  return status === enrollmentStatus.archived ? "unenroll" : "";
}

function isStatus(status: number): boolean {
  return status >= enrollmentStatus.active && status <= enrollmentStatus.archived;
}

function activeUser(user: UserRecord | undefined): UserRecord | undefined {
  return user?.inactiveAtMs === null ? user : undefined;
}
