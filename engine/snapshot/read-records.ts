import {
  type FieldProblem,
  readTolerant,
  type TolerantRecord,
  type TolerantUser,
} from "../../contracts/oneroster/tolerant.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type {
  AcademicSession,
  Collection,
  Course,
  Enrollment,
  Org,
  Person,
  PersonRole,
  RosterClass,
} from "./roster.ts";

/** A record of the roster, or none, with what could not be read. */
export interface RecordReading<Item> {
  /** Undefined when the record has none that can be read; then there is no record either. */
  readonly sourcedId: string | undefined;
  /** Undefined also when it is marked tobedeleted. */
  readonly record: Item | undefined;
  readonly isDeleted: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads raw records of one collection, in the spelling of a version or near it. */
export type RecordReader<Item> = (raw: unknown, version: OneRosterVersion) => RecordReading<Item>;

/** Reads an org. */
export const readOrg: RecordReader<Org> = readerOf("org", "orgs", (record) => ({
  sourcedId: record.sourcedId,
  name: record.name ?? "",
  type: record.type ?? "",
  identifier: record.identifier,
  parentId: record.parent?.sourcedId,
}));

/** Reads an academicSession. */
export const readSession: RecordReader<AcademicSession> = readerOf(
  "academicSession",
  "academicSessions",
  (record) => ({
    sourcedId: record.sourcedId,
    title: record.title ?? "",
    type: record.type ?? "",
    startDate: record.startDate ?? "",
    endDate: record.endDate ?? "",
    schoolYear: record.schoolYear,
    parentId: record.parent?.sourcedId,
  }),
);

/** Reads a course. */
export const readCourse: RecordReader<Course> = readerOf("course", "courses", (record) => ({
  sourcedId: record.sourcedId,
  title: record.title ?? "",
  courseCode: record.courseCode,
  orgId: record.org?.sourcedId,
  schoolYearId: record.schoolYear?.sourcedId,
  ...legacyIdOf(record.metadata),
}));

/** Reads a class. */
export const readClass: RecordReader<RosterClass> = readerOf("class", "classes", (record) => ({
  sourcedId: record.sourcedId,
  title: record.title ?? "",
  classCode: record.classCode,
  classType: record.classType,
  location: record.location,
  courseId: record.course?.sourcedId,
  schoolId: record.school?.sourcedId,
  termIds: [...new Set((record.terms ?? []).map(({ sourcedId }) => sourcedId))].toSorted(),
  ...legacyIdOf(record.metadata),
}));

/** Reads a user of either version: `roles` when there are any, else `role` at each of `orgs`. */
export const readPerson: RecordReader<Person> = readerOf("user", "users", (record) => ({
  sourcedId: record.sourcedId,
  username: record.username,
  email: record.email,
  givenName: record.givenName ?? "",
  familyName: record.familyName ?? "",
  middleName: record.middleName,
  preferredFirstName: record.preferredFirstName,
  identifier: record.identifier,
  ...legacyIdOf(record.metadata),
  grades: record.grades ?? [],
  enabled: record.enabledUser !== "false",
  roles: rolesOf(record),
  agentIds: (record.agents ?? []).map(({ sourcedId }) => sourcedId),
}));

/** The key is flat and holds a dot; the knowledge base spells it otherwise (facts of the data model, F24). */
const legacyNames = ["ic.legacySourcedId", "ic.legacysourceId"];

function legacyIdOf(metadata: Readonly<Record<string, unknown>> | undefined): {
  readonly legacyId?: string;
} {
  for (const name of legacyNames) {
    const value = metadata?.[name];
    if (typeof value === "number") return { legacyId: String(value) };
    if (typeof value === "string" && value.trim() !== "") return { legacyId: value.trim() };
  }
  return {};
}

function rolesOf(user: TolerantUser): readonly PersonRole[] {
  if (user.roles !== undefined && user.roles.length > 0) {
    return user.roles.flatMap(({ role, org, roleType, beginDate, endDate }) => {
      if (role === undefined || org === undefined) return [];
      return [
        {
          role,
          orgId: org.sourcedId,
          primary: roleType === "primary",
          ...(beginDate === undefined ? {} : { beginDate }),
          ...(endDate === undefined ? {} : { endDate }),
        },
      ];
    });
  }
  const { role } = user;
  if (role === undefined) return [];
  return (user.orgs ?? []).map(({ sourcedId }) => ({ role, orgId: sourcedId, primary: true }));
}

/** An enrollment with the class it belongs to. */
export interface ClassEnrollment extends Enrollment {
  readonly classId: string;
}

/** Reads an enrollment. One without a class or a user is no use to anybody and is left out. */
export const readEnrollment: RecordReader<ClassEnrollment> = readerOf(
  "enrollment",
  "enrollments",
  (record) => {
    if (record.class === undefined || record.user === undefined) return undefined;
    return {
      sourcedId: record.sourcedId,
      classId: record.class.sourcedId,
      userId: record.user.sourcedId,
      role: record.role ?? "",
      beginDate: record.beginDate,
      endDate: record.endDate,
      ...(record.primary === "true" && record.role !== "student" ? { primary: true } : {}),
    };
  },
);

const nothingFound: readonly Diagnostic[] = [];

/** One reader for a collection: what is made for each of a million records is the record and little else. */
function readerOf<Name extends ClassName, Item>(
  className: Name,
  collection: Collection,
  convert: (record: TolerantRecord<Name>) => Item | undefined,
): RecordReader<Item> {
  return (raw, version) => {
    const { record: read, problems } = readTolerant({ version, className, raw, at: "" });
    const sourcedId = read?.sourcedId;
    const isDeleted = read !== undefined && "status" in read && read.status === "tobedeleted";
    const record = read === undefined || isDeleted ? undefined : convert(read);
    if ((record !== undefined || isDeleted) && problems.length === 0) {
      return { sourcedId, record, isDeleted, diagnostics: nothingFound };
    }
    const at = `sis/${collection}/${sourcedId ?? "?"}`;
    const isUseless = record === undefined && !isDeleted;
    return {
      sourcedId,
      record,
      isDeleted,
      diagnostics: complaints(at, { collection, sourcedId, isUseless, problems }),
    };
  };
}

function complaints(
  at: string,
  of: {
    readonly collection: Collection;
    readonly sourcedId: string | undefined;
    readonly isUseless: boolean;
    readonly problems: readonly FieldProblem[];
  },
): readonly Diagnostic[] {
  const { collection, sourcedId, isUseless, problems } = of;
  if (sourcedId === undefined) {
    const problem = problems[0]?.problem ?? "not-an-object";
    return [diagnose("record-unreadable", { at }, { collection, problem })];
  }
  const fields: readonly Diagnostic[] = problems.map(({ field, seen }) =>
    diagnose("field-unreadable", { at }, { field, seen }),
  );
  if (!isUseless) return fields;
  const problem = "it names no class or no user";
  return [...fields, diagnose("record-unreadable", { at }, { collection, problem })];
}
