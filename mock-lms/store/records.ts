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
  profile: Profile,
});
export type BuildingRecord = Readonly<z.infer<typeof BuildingRecord>>;

/** What users may be. */
export const RoleRecord = z.strictObject({ id: Id, title: z.string(), faculty: Flag });
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
 * `archivedBy` says why status is 5: unenrolled, or the account was made inactive.
 */
export const EnrollmentRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  userId: Id,
  admin: Flag,
  status: z.int().min(1).max(5),
  source: z.enum(["manual", "synced"]),
  archivedBy: z.enum(["", "unenroll", "deactivation"]),
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

/** A section that was linked to a master section: the child shows the master's materials (facts B.3). */
export const SectionLinkRecord = z.strictObject({ id: Id, parentId: Id, childId: Id });
export type SectionLinkRecord = Readonly<z.infer<typeof SectionLinkRecord>>;

/**
 * A SIS section whose members are in another section, and which exists for nobody (facts B.3).
 *
 * `keyedBy` says what the listing holds on to: the target's section school code, or the target itself.
 * `source` is the section as it was, for when the listing is undone.
 */
export const CrossListingRecord = z.strictObject({
  id: Id,
  sourceCode: z.string(),
  targetCode: z.string(),
  targetSectionId: Id,
  keyedBy: z.enum(["code", "section"]),
  source: SectionRecord.omit({ id: true }),
});
export type CrossListingRecord = Readonly<z.infer<typeof CrossListingRecord>>;

/**
 * A SIS section, by its section school code, that a membership comes from. A membership without any comes
 * from the section that it is in.
 */
export const EnrollmentOriginRecord = z.strictObject({
  id: Id,
  enrollmentId: Id,
  schoolCode: z.string(),
});
export type EnrollmentOriginRecord = Readonly<z.infer<typeof EnrollmentOriginRecord>>;

/** A section that somebody archived, or took out of the archive, whatever its grading periods say. */
export const ArchiveMarkRecord = z.strictObject({ id: Id, sectionId: Id, archived: Flag });
export type ArchiveMarkRecord = Readonly<z.infer<typeof ArchiveMarkRecord>>;

/** What a system admin has set for the organisation. There is one of these at most. */
export const OrganizationSettingsRecord = z.strictObject({ id: Id, timeZone: z.string() });
export type OrganizationSettingsRecord = Readonly<z.infer<typeof OrganizationSettingsRecord>>;
