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
const PercentLevel = z.strictObject({
  grade: z.string(),
  /** Percents: from where this level begins, and what it counts as. */
  cutoff: z.number(),
  average: z.number(),
});
const PointsLevel = z.strictObject({ points: z.number(), description: z.string() });

/** A grading scale. Section 0 marks a scale of the organisation, which every section has. */
export const GradingScaleRecord = z.strictObject({
  id: Id,
  sectionId: z.int().min(0),
  title: z.string(),
  /** 0 numeric, 1 percent, 3 points. */
  type: z.union([z.literal(0), z.literal(1), z.literal(3)]),
  autoAveraging: Flag,
  hideNumeric: Flag,
  levels: z.union([z.array(PercentLevel).readonly(), z.array(PointsLevel).readonly()]),
});
export type GradingScaleRecord = Readonly<z.infer<typeof GradingScaleRecord>>;

/** What a section's options do not say of how its gradebook adds up. */
export const GradebookRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  /** By period key, such as `p50001`. Without any, periods, midterms and finals weigh the same. */
  periodWeights: z.array(z.strictObject({ key: z.string(), weight: z.number() })).readonly(),
});
export type GradebookRecord = Readonly<z.infer<typeof GradebookRecord>>;

/** A grading category of a section. */
export const GradingCategoryRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  title: z.string(),
  /** 1 percent, 2 total points. */
  calculationType: z.union([z.literal(1), z.literal(2)]),
  defaultMaxPoints: z.number(),
  defaultScaleId: z.int().min(0),
  dropLowest: z.int().min(0).max(10),
  weight: z.number(),
  delta: z.int().min(0),
});
export type GradingCategoryRecord = Readonly<z.infer<typeof GradingCategoryRecord>>;

/** Members of a section who get the same work, by enrollment id. */
export const GradingGroupRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  title: z.string(),
  memberIds: z.array(Id).readonly(),
});
export type GradingGroupRecord = Readonly<z.infer<typeof GradingGroupRecord>>;

/**
 * Gradable material. Scale, period and category 0 are none; without assignees and groups it is everyone's.
 *
 * `syncToSis` and `gradingTask` are not in the public API (facts C.3): a mock-only part of the record.
 */
export const AssignmentRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  type: z.enum(["assignment", "discussion", "assessment"]),
  title: z.string(),
  description: z.string(),
  /** `YYYY-MM-DD HH:MM:SS` where the school is; empty without. */
  due: z.string(),
  scaleId: z.int().min(0),
  periodId: z.int().min(0),
  categoryId: z.int().min(0),
  maxPoints: z.number(),
  factor: z.number(),
  isFinal: Flag,
  published: Flag,
  countInGrade: Flag,
  collectedOnly: Flag,
  autoPublishGrades: Flag,
  showComments: Flag,
  gradeStats: Flag,
  allowDropbox: Flag,
  allowDiscussion: Flag,
  assigneeIds: z.array(Id).readonly(),
  groupIds: z.array(Id).readonly(),
  syncToSis: Flag,
  /** The grading task of the SIS that this item is meant for; empty without. */
  gradingTask: z.string(),
});
export type AssignmentRecord = Readonly<z.infer<typeof AssignmentRecord>>;

/** One grade of one member. It hangs on the enrollment: archived with it, back with it, gone with it. */
export const GradeRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  assignmentId: Id,
  enrollmentId: Id,
  value: z.number().nullable(),
  /** What the product itself scored, before a person changed it. */
  calculated: z.number().nullable(),
  exception: z.int().min(0),
  comment: z.string(),
  commentStatus: Flag.nullable(),
  /** Seconds; the last time that anything of it changed. */
  changedAt: z.int(),
});
export type GradeRecord = Readonly<z.infer<typeof GradeRecord>>;

/** What people wrote to a final grade of a member: a comment, or a grade in place of the computed one. */
export const FinalMarkRecord = z.strictObject({
  id: Id,
  sectionId: Id,
  enrollmentId: Id,
  /** `p50001`, `other` or `final`. */
  periodKey: z.string(),
  override: z.number().nullable(),
  comment: z.string(),
  commentStatus: Flag.nullable(),
});
export type FinalMarkRecord = Readonly<z.infer<typeof FinalMarkRecord>>;
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
