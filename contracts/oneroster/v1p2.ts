import * as z from "zod";
import {
  academicSession,
  classWith,
  course,
  demographicsWith,
  enrollmentWith,
  orgWith,
  resourceWith,
  userId,
} from "./both-versions.ts";
import {
  closed,
  date,
  dateTime,
  filledList,
  flag,
  identity,
  learningObjectiveSource,
  list,
  number,
  open,
  reference,
  text,
  uri,
} from "./strict-fields.ts";
import {
  classTypes,
  enrollmentRoles,
  importances,
  resourceRoles,
  roleTypes,
  scoreStatuses,
  sexesV1p2,
  userRolesV1p2,
} from "./vocabulary.ts";

const ref = reference("1.2");

/** The one class beside metadata that takes free keys (1.2 CredentialDType). */
const credential = z.looseObject({ type: text, username: text, password: text.exactOptional() });

const userProfile = z.strictObject({
  profileId: uri,
  profileType: text,
  vendorId: text,
  applicationId: text.exactOptional(),
  description: text.exactOptional(),
  credentials: list(credential).exactOptional(),
});

const role = z.strictObject({
  roleType: closed(roleTypes),
  role: open(userRolesV1p2),
  org: ref("org"),
  userProfile: uri.exactOptional(),
  beginDate: date.exactOptional(),
  endDate: date.exactOptional(),
});

const user = z.strictObject({
  ...identity,
  userMasterIdentifier: text.exactOptional(),
  username: text.exactOptional(),
  userIds: list(userId).exactOptional(),
  enabledUser: flag,
  givenName: text,
  familyName: text,
  middleName: text.exactOptional(),
  preferredFirstName: text.exactOptional(),
  preferredMiddleName: text.exactOptional(),
  preferredLastName: text.exactOptional(),
  pronouns: text.exactOptional(),
  roles: filledList(role),
  userProfiles: list(userProfile).exactOptional(),
  primaryOrg: ref("org").exactOptional(),
  identifier: text.exactOptional(),
  email: text.exactOptional(),
  sms: text.exactOptional(),
  phone: text.exactOptional(),
  agents: list(ref("user")).exactOptional(),
  grades: list(text).exactOptional(),
  password: text.exactOptional(),
  resources: list(ref("resource")).exactOptional(),
});

const learningObjectiveSet = z.strictObject({
  source: learningObjectiveSource,
  learningObjectiveIds: filledList(text),
});

const learningObjectiveScoreSet = z.strictObject({
  source: learningObjectiveSource,
  learningObjectiveResults: filledList(
    z.strictObject({
      learningObjectiveId: text,
      score: number.exactOptional(),
      textScore: text.exactOptional(),
    }),
  ),
});

const category = z.strictObject({ ...identity, title: text, weight: number.exactOptional() });

const lineItem = z.strictObject({
  ...identity,
  title: text,
  description: text.exactOptional(),
  assignDate: dateTime,
  dueDate: dateTime,
  class: ref("class"),
  school: ref("org"),
  category: ref("category"),
  gradingPeriod: ref("academicSession").exactOptional(),
  academicSession: ref("academicSession").exactOptional(),
  scoreScale: ref("scoreScale").exactOptional(),
  resultValueMin: number.exactOptional(),
  resultValueMax: number.exactOptional(),
  learningObjectiveSet: list(learningObjectiveSet).exactOptional(),
});

const resultFlags = {
  inProgress: flag.exactOptional(),
  incomplete: flag.exactOptional(),
  late: flag.exactOptional(),
  missing: flag.exactOptional(),
};

const result = z.strictObject({
  ...identity,
  lineItem: ref("lineItem"),
  student: ref("user"),
  class: ref("class").exactOptional(),
  scoreScale: ref("scoreScale").exactOptional(),
  scoreStatus: open(scoreStatuses),
  score: number.exactOptional(),
  textScore: text.exactOptional(),
  scoreDate: date,
  comment: text.exactOptional(),
  learningObjectiveSet: list(learningObjectiveScoreSet).exactOptional(),
  ...resultFlags,
});

const scoreScale = z.strictObject({
  ...identity,
  title: text,
  type: text,
  course: ref("course").exactOptional(),
  class: ref("class"),
  scoreScaleValue: filledList(z.strictObject({ itemValueLHS: text, itemValueRHS: text })),
});

const assessmentLineItem = z.strictObject({
  ...identity,
  title: text,
  description: text.exactOptional(),
  class: ref("class").exactOptional(),
  parentAssessmentLineItem: ref("assessmentLineItem").exactOptional(),
  scoreScale: ref("scoreScale").exactOptional(),
  resultValueMin: number.exactOptional(),
  resultValueMax: number.exactOptional(),
  learningObjectiveSet: list(learningObjectiveSet).exactOptional(),
});

const assessmentResult = z.strictObject({
  ...identity,
  assessmentLineItem: ref("assessmentLineItem"),
  student: ref("user"),
  score: number.exactOptional(),
  textScore: text.exactOptional(),
  scoreDate: date,
  scoreScale: ref("scoreScale").exactOptional(),
  scorePercentile: number.exactOptional(),
  scoreStatus: open(scoreStatuses),
  comment: text.exactOptional(),
  learningObjectiveSet: list(learningObjectiveScoreSet).exactOptional(),
  ...resultFlags,
});

/**
 * OneRoster 1.2 over REST, word for word: required fields, no nulls, no unknown fields but in metadata
 * and credentials, booleans as text (the three official OpenAPI files of 1.2).
 */
export const strictV1p2 = {
  academicSession: academicSession(ref),
  class: classWith(ref, open(classTypes)),
  course: course(ref),
  demographics: demographicsWith(open(sexesV1p2)),
  enrollment: enrollmentWith(ref, open(enrollmentRoles)),
  org: orgWith(ref, text),
  user,
  resource: resourceWith(open(resourceRoles), closed(importances)),
  category,
  lineItem,
  result,
  scoreScale,
  assessmentLineItem,
  assessmentResult,
} as const;

/** The answer to a POST: which id the server gave to each record sent (1.2 GUIDPairSetDType). */
export const SourcedIdPairs = z.strictObject({
  sourcedIdPairs: z
    .array(z.strictObject({ suppliedSourcedId: text, allocatedSourcedId: text }))
    .exactOptional(),
});
export type SourcedIdPairs = Readonly<z.infer<typeof SourcedIdPairs>>;

/** An academic session of 1.2. */
export type AcademicSessionV1p2 = Readonly<z.infer<typeof strictV1p2.academicSession>>;
/** A class of 1.2. */
export type ClassV1p2 = Readonly<z.infer<typeof strictV1p2.class>>;
/** A course of 1.2. */
export type CourseV1p2 = Readonly<z.infer<typeof strictV1p2.course>>;
/** Demographics of 1.2. */
export type DemographicsV1p2 = Readonly<z.infer<typeof strictV1p2.demographics>>;
/** An enrollment of 1.2. */
export type EnrollmentV1p2 = Readonly<z.infer<typeof strictV1p2.enrollment>>;
/** An org of 1.2. */
export type OrgV1p2 = Readonly<z.infer<typeof strictV1p2.org>>;
/** A user of 1.2: one record for a person, with roles in orgs. */
export type UserV1p2 = Readonly<z.infer<typeof strictV1p2.user>>;
/** A resource of 1.2. */
export type ResourceV1p2 = Readonly<z.infer<typeof strictV1p2.resource>>;
/** A category of 1.2. */
export type CategoryV1p2 = Readonly<z.infer<typeof strictV1p2.category>>;
/** A line item of 1.2. */
export type LineItemV1p2 = Readonly<z.infer<typeof strictV1p2.lineItem>>;
/** A result of 1.2. */
export type ResultV1p2 = Readonly<z.infer<typeof strictV1p2.result>>;
/** A score scale of 1.2. */
export type ScoreScaleV1p2 = Readonly<z.infer<typeof strictV1p2.scoreScale>>;
/** An assessment line item of 1.2. */
export type AssessmentLineItemV1p2 = Readonly<z.infer<typeof strictV1p2.assessmentLineItem>>;
/** An assessment result of 1.2. */
export type AssessmentResultV1p2 = Readonly<z.infer<typeof strictV1p2.assessmentResult>>;
