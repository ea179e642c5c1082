import type { ClassName, OneRosterVersion } from "./vocabulary.ts";

/** The parts of the standard that 1.2 serves under paths of their own. */
export type OneRosterService = "rostering" | "gradebook" | "resources";

/** Gives the path that all operations of a service stand under. 1.1 has one path for everything. */
export function basePath(version: OneRosterVersion, service: OneRosterService): string {
  return version === "1.1" ? "/ims/oneroster/v1p1" : `/ims/oneroster/${service}/v1p2`;
}

const scopeNames = {
  "1.1": [
    "roster-core.readonly",
    "roster.readonly",
    "roster-demographics.readonly",
    "resource.readonly",
    "gradebook.readonly",
    "gradebook.createput",
    "gradebook.delete",
  ],
  "1.2": [
    "roster-core.readonly",
    "roster.readonly",
    "roster-demographics.readonly",
    "resource-core.readonly",
    "resource.readonly",
    "gradebook-core.readonly",
    "gradebook.readonly",
    "gradebook.createput",
    "gradebook.createpost",
    "gradebook.delete",
    "assessment.readonly",
    "assessment.createput",
    "assessment.delete",
  ],
} as const;

/** The short name of a scope of either version. */
export type ScopeName = (typeof scopeNames)["1.1" | "1.2"][number];

/** Spells a scope out as the URI that goes into a token request (1.1 §3, 1.2 security schemes). */
export function scopeUri(version: OneRosterVersion, name: ScopeName): string {
  const segment = version === "1.1" ? "v1p1" : "v1p2";
  return `https://purl.imsglobal.org/spec/or/${segment}/scope/${name}`;
}

/** Lists the URIs of all scopes of a version. */
export function scopeUris(version: OneRosterVersion): readonly string[] {
  return scopeNames[version].map((name) => scopeUri(version, name));
}

/** The part of a class that an endpoint serves. A user of 1.2 has a role when any of `roles` says so. */
export interface Subset {
  readonly field: "type" | "role";
  readonly value: string;
}

/** One read of the rostering core. Any one of `scopes` opens it. */
export interface CoreOperation {
  readonly operationId: string;
  readonly path: string;
  readonly className: ClassName;
  readonly kind: "collection" | "single";
  readonly subset?: Subset;
  readonly scopes: Readonly<Record<OneRosterVersion, readonly string[]>>;
}

interface Endpoint {
  readonly path: string;
  readonly all: string;
  readonly one: string;
  readonly className: ClassName;
  readonly subset?: Subset;
}

const type = (value: string): Subset => ({ field: "type", value });
const role = (value: string): Subset => ({ field: "role", value });

const endpoints: readonly Endpoint[] = [
  {
    path: "/academicSessions",
    all: "getAllAcademicSessions",
    one: "getAcademicSession",
    className: "academicSession",
  },
  { path: "/classes", all: "getAllClasses", one: "getClass", className: "class" },
  { path: "/courses", all: "getAllCourses", one: "getCourse", className: "course" },
  { path: "/enrollments", all: "getAllEnrollments", one: "getEnrollment", className: "enrollment" },
  {
    path: "/gradingPeriods",
    all: "getAllGradingPeriods",
    one: "getGradingPeriod",
    className: "academicSession",
    subset: type("gradingPeriod"),
  },
  { path: "/orgs", all: "getAllOrgs", one: "getOrg", className: "org" },
  {
    path: "/schools",
    all: "getAllSchools",
    one: "getSchool",
    className: "org",
    subset: type("school"),
  },
  {
    path: "/students",
    all: "getAllStudents",
    one: "getStudent",
    className: "user",
    subset: role("student"),
  },
  {
    path: "/teachers",
    all: "getAllTeachers",
    one: "getTeacher",
    className: "user",
    subset: role("teacher"),
  },
  {
    path: "/terms",
    all: "getAllTerms",
    one: "getTerm",
    className: "academicSession",
    subset: type("term"),
  },
  { path: "/users", all: "getAllUsers", one: "getUser", className: "user" },
];

const coreScopes = {
  "1.1": [scopeUri("1.1", "roster.readonly"), scopeUri("1.1", "roster-core.readonly")],
  "1.2": [scopeUri("1.2", "roster.readonly"), scopeUri("1.2", "roster-core.readonly")],
};

/**
 * The 22 reads of the rostering core, in the order of the official file, the same in both versions.
 *
 * They are those that `roster-core.readonly` opens; `roster.readonly` opens them as well, and one of
 * the two is enough (OneRoster 1.2 rostering OpenAPI, security of each operation).
 */
export const coreOperations: readonly CoreOperation[] = endpoints.flatMap(toOperations);

function toOperations({ path, all, one, ...rest }: Endpoint): CoreOperation[] {
  const shared = { ...rest, scopes: coreScopes };
  return [
    { operationId: all, path, kind: "collection", ...shared },
    { operationId: one, path: `${path}/{sourcedId}`, kind: "single", ...shared },
  ];
}
