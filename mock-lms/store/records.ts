import * as z from "zod";

const Id = z.int().min(1);
const Flag = z.union([z.literal(0), z.literal(1)]);

/** Fields that no rule looks at: kept as they were sent, given back as they are. */
const Profile = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));
export type Profile = Readonly<z.infer<typeof Profile>>;

/** The organisation itself, or one of its campuses (Schoology API: schools). */
export const BuildingRecord = z.strictObject({
  id: Id,
  kind: z.enum(["organization", "building"]),
  title: z.string(),
  code: z.string(),
  /** The school that a building belongs to, when it is not the organisation that this LMS is of. */
  schoolId: Id.exactOptional(),
  profile: Profile,
});
export type BuildingRecord = Readonly<z.infer<typeof BuildingRecord>>;

/** What users may be: of the whole organisation, or, with a building, an override of that building alone. */
export const RoleRecord = z.strictObject({
  id: Id,
  title: z.string(),
  faculty: Flag,
  buildingId: Id.exactOptional(),
});
export type RoleRecord = Readonly<z.infer<typeof RoleRecord>>;

/** A grading period; days are `YYYY-MM-DD` in the organisation's time zone. */
export const GradingPeriodRecord = z.strictObject({
  id: Id,
  title: z.string(),
  start: z.iso.date(),
  end: z.iso.date(),
});
export type GradingPeriodRecord = Readonly<z.infer<typeof GradingPeriodRecord>>;

/** A user account. `inactiveAtMs` is null while the account is active. No password is kept. */
export const UserRecord = z.strictObject({
  id: Id,
  schoolUid: z.string(),
  username: z.string(),
  email: z.string(),
  nameFirst: z.string(),
  nameLast: z.string(),
  roleId: Id,
  buildingId: Id,
  additionalBuildings: z.array(Id).readonly(),
  synced: Flag,
  inactiveAtMs: z.int().nullable(),
  profile: Profile,
});
export type UserRecord = Readonly<z.infer<typeof UserRecord>>;

/** A course: a title and a code that sections hang on. */
export const CourseRecord = z.strictObject({
  id: Id,
  buildingId: Id,
  title: z.string(),
  code: z.string(),
  synced: Flag,
  profile: Profile,
});
export type CourseRecord = Readonly<z.infer<typeof CourseRecord>>;

/** A section of a course. Codes may be empty, though never both. */
export const SectionRecord = z.strictObject({
  id: Id,
  courseId: Id,
  title: z.string(),
  code: z.string(),
  schoolCode: z.string(),
  gradingPeriodIds: z.array(Id).min(1).readonly(),
  accessCode: z.string(),
  synced: Flag,
  profile: Profile,
});
export type SectionRecord = Readonly<z.infer<typeof SectionRecord>>;

/**
 * A member of a section.
 *
 * `source` is the mark that clear-options go by (facts B.2, course admins): made by hand, or not.
 * `archivedBy` says why status is 5: unenrolled, or the account was made inactive. `statusBefore` is the
 * status that it had until then, 0 while it is not archived or never was anything else.
 */
export const EnrollmentRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  userId: Id,
  admin: Flag,
  status: z.int().min(1).max(5),
  source: z.enum(["manual", "synced"]),
  archivedBy: z.enum(["", "unenroll", "deactivation"]),
  statusBefore: z.int().min(0).max(4).exactOptional(),
});
export type EnrollmentRecord = Readonly<z.infer<typeof EnrollmentRecord>>;

/** A link between a parent and a child, by user id. */
export const AssociationRecord = z.strictObject({ id: Id, parentId: Id, studentId: Id });
export type AssociationRecord = Readonly<z.infer<typeof AssociationRecord>>;

/** An e-mail address that an account of another organisation holds: addresses are unique across all of them (F20). */
export const OutsideEmailRecord = z.strictObject({
  id: Id,
  email: z.string(),
  /** True when the address is on a domain that this organisation has verified as its own. */
  domainVerified: z.boolean(),
});
export type OutsideEmailRecord = Readonly<z.infer<typeof OutsideEmailRecord>>;

/** A link between an advisor and a student, by user id (Schoology API: users/import/associations/advisors). */
export const AdvisorRecord = z.strictObject({ id: Id, advisorId: Id, studentId: Id });
export type AdvisorRecord = Readonly<z.infer<typeof AdvisorRecord>>;

/** An e-mail that the original would have sent. Nothing is ever sent from here. */
export const NoticeRecord = z.strictObject({
  id: Id,
  kind: z.enum(["login-info", "account-removed"]),
  userId: Id,
  comment: z.string(),
});
export type NoticeRecord = Readonly<z.infer<typeof NoticeRecord>>;

/** A copy of a section's materials that is due at a time (Schoology API: sections/copy). */
export const TransferRecord = z.strictObject({
  id: Id,
  sourceId: Id,
  targetId: Id,
  dueAtMs: z.int(),
  state: z.enum(["pending", "complete", "failed"]),
});
export type TransferRecord = Readonly<z.infer<typeof TransferRecord>>;
