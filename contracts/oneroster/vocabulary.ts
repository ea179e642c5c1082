import * as z from "zod";

/** The two versions of the standard that the project speaks. */
export const OneRosterVersion = z.enum(["1.1", "1.2"]);
export type OneRosterVersion = z.infer<typeof OneRosterVersion>;

/** The classes that travel as records of their own, by the name of their single wrapper (1.1: the first eleven). */
export const classNames = [
  "academicSession",
  "class",
  "course",
  "demographics",
  "enrollment",
  "org",
  "user",
  "resource",
  "category",
  "lineItem",
  "result",
  "scoreScale",
  "assessmentLineItem",
  "assessmentResult",
] as const;

/** The name of a class of records. */
export type ClassName = (typeof classNames)[number];

/**
 * What an extension of an open vocabulary looks like.
 *
 * The official files give the pattern without anchors, which would let any text pass that merely
 * contains an extension; here it holds the whole value (OneRoster 1.2 OpenAPI files, `ext:` patterns).
 */
export const extensionPattern = /^ext:[a-zA-Z0-9._-]+$/;

/** Says whether a value extends a vocabulary by the rule of the standard. */
export function isExtension(value: string): boolean {
  return extensionPattern.test(value);
}

/** Status of a record. `inactive` of 1.0 is not a value any more. */
export const statuses = ["active", "tobedeleted"] as const;

/** Booleans travel as text in both versions. */
export const flags = ["true", "false"] as const;

/** Kinds of academic session. */
export const academicSessionTypes = ["gradingPeriod", "semester", "schoolYear", "term"] as const;

/** Kinds of class. */
export const classTypes = ["homeroom", "scheduled"] as const;

/** Kinds of org. */
export const orgTypes = ["department", "district", "local", "national", "school", "state"] as const;

/** Values of demographics.sex in 1.1. */
export const sexesV1p1 = ["male", "female"] as const;

/** Values of demographics.sex in 1.2. */
export const sexesV1p2 = ["male", "female", "unspecified", "other"] as const;

/** Roles of a user in 1.1. */
export const userRolesV1p1 = [
  "administrator",
  "aide",
  "guardian",
  "parent",
  "proctor",
  "relative",
  "student",
  "teacher",
] as const;

/** Roles of a user in 1.2: `administrator` gave way to four kinds of administrator. */
export const userRolesV1p2 = [
  "aide",
  "counselor",
  "districtAdministrator",
  "guardian",
  "parent",
  "principal",
  "proctor",
  "relative",
  "siteAdministrator",
  "student",
  "systemAdministrator",
  "teacher",
] as const;

/** Roles in an enrollment, both versions. Older 1.1 material lists all eight user roles here. */
export const enrollmentRoles = ["administrator", "proctor", "student", "teacher"] as const;

/** Roles that a resource is meant for. The values of 1.1 stayed in 1.2. */
export const resourceRoles = [...userRolesV1p1] as const;

/** How much a role counts within one org, 1.2. */
export const roleTypes = ["primary", "secondary"] as const;

/** How much a resource counts. */
export const importances = ["primary", "secondary"] as const;

/** State of a result. The values contain spaces. */
export const scoreStatuses = [
  "exempt",
  "fully graded",
  "not submitted",
  "partially graded",
  "submitted",
] as const;

/** Where learning objectives come from, 1.2. Other sources are one lower-case word. */
export const learningObjectiveSources = ["case", "unknown"] as const;

/**
 * Other sources of learning objectives: a lower-case word that is none of the listed ones.
 *
 * The official gradebook file has a stray slash at the start of this pattern, by which no word at all
 * would pass; here it is repaired (OneRoster 1.2 gradebook OpenAPI, LearningObjectiveSetDType.source).
 */
export const learningObjectiveSourcePattern = /^(?!case$)(?!unknown$)[a-z0-9]+$/;

interface Vocabulary {
  readonly values: readonly string[];
  /** Whether `ext:` values are allowed beside the listed ones. */
  readonly open: boolean;
}

const inBothVersions = {
  status: { values: statuses, open: false },
  flag: { values: flags, open: false },
  academicSessionType: { values: academicSessionTypes, open: true },
  orgType: { values: orgTypes, open: true },
  importance: { values: importances, open: false },
} as const satisfies Record<string, Vocabulary>;

/**
 * Every vocabulary of both versions and whether it is open.
 *
 * In 1.1 only the types of sessions and orgs are known to be open; 1.2 opened the others. The sources of
 * learning objectives are open in the CSV binding; over REST they take other words instead.
 */
export const vocabularies = {
  "1.1": {
    ...inBothVersions,
    classType: { values: classTypes, open: false },
    sex: { values: sexesV1p1, open: false },
    userRole: { values: userRolesV1p1, open: false },
    enrollmentRole: { values: enrollmentRoles, open: false },
    resourceRole: { values: resourceRoles, open: false },
    scoreStatus: { values: scoreStatuses, open: false },
  },
  "1.2": {
    ...inBothVersions,
    classType: { values: classTypes, open: true },
    sex: { values: sexesV1p2, open: true },
    userRole: { values: userRolesV1p2, open: true },
    enrollmentRole: { values: enrollmentRoles, open: true },
    resourceRole: { values: resourceRoles, open: true },
    scoreStatus: { values: scoreStatuses, open: true },
    roleType: { values: roleTypes, open: false },
    learningObjectiveSource: { values: learningObjectiveSources, open: true },
  },
} as const satisfies Record<OneRosterVersion, Record<string, Vocabulary>>;

/** The classes that a reference can point at. */
export type ReferenceTarget = Exclude<
  ClassName,
  "demographics" | "enrollment" | "result" | "assessmentResult"
>;

const genericTypes = {
  academicSession: ["academicSession"],
  class: ["class"],
  course: ["course"],
  org: ["org"],
  user: ["user"],
  resource: ["resource"],
  category: ["category"],
  lineItem: ["lineItem"],
  scoreScale: ["scoreScale"],
  assessmentLineItem: ["assessmentLineItem"],
} as const satisfies Record<ReferenceTarget, readonly string[]>;

/**
 * What `type` in a reference may say, by the class that is referred to.
 *
 * 1.2 knows only the generic names; 1.1 also allows the narrower ones (1.1 GUIDType).
 */
export const referenceTypes: Readonly<
  Record<OneRosterVersion, Readonly<Record<ReferenceTarget, readonly string[]>>>
> = {
  "1.1": {
    ...genericTypes,
    academicSession: ["academicSession", "gradingPeriod", "term"],
    user: ["user", "student", "teacher"],
  },
  "1.2": genericTypes,
};
