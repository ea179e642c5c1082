import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import type { EnrollmentRecord } from "../store/records.ts";

/**
 * The membership with another status. Archiving keeps the status that it had (facts C.3, status 5), and why;
 * any other status ends the archive.
 */
export function withStatus(
  member: EnrollmentRecord,
  status: number,
  reason: "unenroll" | "deactivation" = "unenroll",
): EnrollmentRecord {
  const { statusBefore: _ended, ...rest } = member;
  if (status !== enrollmentStatus.archived) return { ...rest, status, archivedBy: "" };
  if (member.status === enrollmentStatus.archived) return { ...member, archivedBy: reason };
  return { ...rest, status, archivedBy: reason, statusBefore: member.status };
}

/** The membership as it was before it was archived; active when nothing else is known. */
export function restored(member: EnrollmentRecord): EnrollmentRecord {
  return withStatus(member, member.statusBefore ?? enrollmentStatus.active);
}
