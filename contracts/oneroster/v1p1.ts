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
  list,
  number,
  reference,
  text,
} from "./strict-fields.ts";
import {
  classTypes,
  enrollmentRoles,
  importances,
  resourceRoles,
  scoreStatuses,
  sexesV1p1,
  userRolesV1p1,
} from "./vocabulary.ts";

const ref = reference("1.1");

const user = z.strictObject({
  ...identity,
  username: text,
  userIds: list(userId).exactOptional(),
  enabledUser: flag,
  givenName: text,
  familyName: text,
  middleName: text.exactOptional(),
  role: closed(userRolesV1p1),
  identifier: text.exactOptional(),
  email: text.exactOptional(),
  sms: text.exactOptional(),
  phone: text.exactOptional(),
  agents: list(ref("user")).exactOptional(),
  orgs: filledList(ref("org")),
  grades: list(text).exactOptional(),
  password: text.exactOptional(),
});

const category = z.strictObject({ ...identity, title: text });

const lineItem = z.strictObject({
  ...identity,
  title: text,
  description: text.exactOptional(),
  assignDate: dateTime,
  dueDate: dateTime,
  class: ref("class"),
  category: ref("category"),
  gradingPeriod: ref("academicSession"),
  resultValueMin: number,
  resultValueMax: number,
});

const result = z.strictObject({
  ...identity,
  lineItem: ref("lineItem"),
  student: ref("user"),
  scoreStatus: closed(scoreStatuses),
  score: number,
  scoreDate: date,
  comment: text.exactOptional(),
});

/**
 * OneRoster 1.1 over REST, word for word: required fields, no nulls, no unknown fields but in metadata,
 * booleans as text (OneRoster 1.1 §4). Judges our own mock and the servers of others.
 */
export const strictV1p1 = {
  academicSession: academicSession(ref),
  class: classWith(ref, closed(classTypes)),
  course: course(ref),
  demographics: demographicsWith(closed(sexesV1p1)),
  enrollment: enrollmentWith(ref, closed(enrollmentRoles)),
  org: orgWith(ref, text.exactOptional()),
  user,
  resource: resourceWith(closed(resourceRoles), closed(importances)),
  category,
  lineItem,
  result,
} as const;

/** An academic session of 1.1. */
export type AcademicSessionV1p1 = Readonly<z.infer<typeof strictV1p1.academicSession>>;
/** A class of 1.1. */
export type ClassV1p1 = Readonly<z.infer<typeof strictV1p1.class>>;
/** A course of 1.1. */
export type CourseV1p1 = Readonly<z.infer<typeof strictV1p1.course>>;
/** Demographics of 1.1. */
export type DemographicsV1p1 = Readonly<z.infer<typeof strictV1p1.demographics>>;
/** An enrollment of 1.1. */
export type EnrollmentV1p1 = Readonly<z.infer<typeof strictV1p1.enrollment>>;
/** An org of 1.1. */
export type OrgV1p1 = Readonly<z.infer<typeof strictV1p1.org>>;
/** A user of 1.1: one role, a list of orgs. */
export type UserV1p1 = Readonly<z.infer<typeof strictV1p1.user>>;
/** A resource of 1.1. */
export type ResourceV1p1 = Readonly<z.infer<typeof strictV1p1.resource>>;
/** A category of 1.1. */
export type CategoryV1p1 = Readonly<z.infer<typeof strictV1p1.category>>;
/** A line item of 1.1. */
export type LineItemV1p1 = Readonly<z.infer<typeof strictV1p1.lineItem>>;
/** A result of 1.1. */
export type ResultV1p1 = Readonly<z.infer<typeof strictV1p1.result>>;
