import * as z from "zod";
import { ListFrame, WireCount, WireFlag, WireId, WireText } from "./wire-values.ts";

/** What the status codes of an enrollment mean (Schoology API: enrollments). Unenrolling archives. */
export const enrollmentStatus = {
  active: 1,
  expired: 2,
  invitePending: 3,
  requestPending: 4,
  archived: 5,
} as const;

/** A member of a section as it is read (Schoology API: enrollments). `admin` marks a course admin, such as a teacher. */
export const Enrollment = z.object({
  id: WireId,
  uid: WireId,
  school_uid: WireText,
  name_first: WireText.exactOptional(),
  name_last: WireText.exactOptional(),
  name_display: WireText.exactOptional(),
  admin: WireFlag,
  status: WireCount,
});
export type Enrollment = z.infer<typeof Enrollment>;

/** The answer of `GET sections/{id}/enrollments`. Without `enrollment_status` it lists members of every status. */
export const EnrollmentList = z.object({ enrollment: z.array(Enrollment), ...ListFrame.shape });
export type EnrollmentList = z.infer<typeof EnrollmentList>;

/** One row of `POST sections/{id}/enrollments`; `POST enrollments` adds `realm` ("section") and `section_id`. */
export const EnrollmentWrite = z.object({
  id: WireId.exactOptional(),
  uid: WireId.exactOptional(),
  admin: WireFlag.exactOptional(),
  status: WireCount.exactOptional(),
  realm: WireText.exactOptional(),
  section_id: WireId.exactOptional(),
  group_id: WireId.exactOptional(),
});
export type EnrollmentWrite = z.infer<typeof EnrollmentWrite>;

/** One row of `POST enrollments/import/course`: no Schoology ids, `delete: 1` unenrolls. */
export const EnrollmentImportRow = z.object({
  section_school_code: WireText.exactOptional(),
  school_uid: WireText.exactOptional(),
  admin: WireFlag.exactOptional(),
  delete: WireFlag.exactOptional(),
});
export type EnrollmentImportRow = z.infer<typeof EnrollmentImportRow>;

/** One row of `POST users/import/associations/parents`: `delete: 1` ends the relation. */
export const ParentAssociationRow = z.object({
  student_school_uid: WireText.exactOptional(),
  parent_school_uid: WireText.exactOptional(),
  delete: WireFlag.exactOptional(),
});
export type ParentAssociationRow = z.infer<typeof ParentAssociationRow>;
