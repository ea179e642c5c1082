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

/** The body of `POST sections/{id}/accesscode`: whoever calls joins the section (Schoology API: accesscode). */
export const AccessCodeWrite = z.object({ access_code: WireText });

/** A member of a section as it is read (Schoology API: enrollments). `admin` marks a course admin, such as a teacher. */
export const Enrollment = z.object({
  id: WireId,
  uid: WireId,
  school_uid: WireText,
  name_title: WireText.exactOptional(),
  name_title_show: WireFlag.exactOptional(),
  name_first: WireText.exactOptional(),
  name_first_preferred: WireText.exactOptional(),
  name_middle: WireText.exactOptional(),
  name_middle_show: WireFlag.exactOptional(),
  name_last: WireText.exactOptional(),
  name_display: WireText.exactOptional(),
  admin: WireFlag,
  status: WireCount,
  picture_url: WireText.exactOptional(),
});
export type Enrollment = z.infer<typeof Enrollment>;

/** The answer of `GET sections/{id}/enrollments`. Without `enrollment_status` it lists members of every status. */
export const EnrollmentList = z.object({ enrollment: z.array(Enrollment), ...ListFrame.shape });
export type EnrollmentList = z.infer<typeof EnrollmentList>;

/**
 * Of the mock only: 1 marks a member as made by hand. The original's API can write either mark and defaults
 * to "Not Manual" (facts B.2, course admins); under which name is not established.
 */
const ManualMark = WireFlag;

/** One row of `POST sections/{id}/enrollments`; `POST enrollments` adds `realm` ("section") and `section_id`. */
export const EnrollmentWrite = z.object({
  id: WireId.exactOptional(),
  uid: WireId.exactOptional(),
  admin: WireFlag.exactOptional(),
  status: WireCount.exactOptional(),
  realm: WireText.exactOptional(),
  section_id: WireId.exactOptional(),
  group_id: WireId.exactOptional(),
  manual: ManualMark.exactOptional(),
});
export type EnrollmentWrite = z.infer<typeof EnrollmentWrite>;

/** One row of `POST enrollments/import/course`: no Schoology ids, `delete: 1` unenrolls. */
export const EnrollmentImportRow = z.object({
  section_school_code: WireText.exactOptional(),
  school_uid: WireText.exactOptional(),
  admin: WireFlag.exactOptional(),
  delete: WireFlag.exactOptional(),
  manual: ManualMark.exactOptional(),
});
export type EnrollmentImportRow = z.infer<typeof EnrollmentImportRow>;

/** One row of `POST enrollments/import/course/{grading period ids}`: the section by the codes within its course. */
export const EnrollmentByCodesRow = EnrollmentImportRow.omit({ section_school_code: true }).extend({
  course_code: WireText.exactOptional(),
  section_code: WireText.exactOptional(),
});
export type EnrollmentByCodesRow = z.infer<typeof EnrollmentByCodesRow>;

/** One row of `POST users/import/associations/advisors`: `delete: 1` ends the relation. */
export const AdvisorAssociationRow = z.object({
  student_school_uid: WireText.exactOptional(),
  advisor_school_uid: WireText.exactOptional(),
  delete: WireFlag.exactOptional(),
});
export type AdvisorAssociationRow = z.infer<typeof AdvisorAssociationRow>;

/** One row of `POST users/import/associations/parents`: `delete: 1` ends the relation. */
export const ParentAssociationRow = z.object({
  student_school_uid: WireText.exactOptional(),
  parent_school_uid: WireText.exactOptional(),
  delete: WireFlag.exactOptional(),
});
export type ParentAssociationRow = z.infer<typeof ParentAssociationRow>;
