import {
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

/** One raw record and the version whose spelling it should have. */
export interface RecordInput {
  readonly version: OneRosterVersion;
  readonly raw: unknown;
}

/** A record of the roster, or none, with what could not be read. */
export interface RecordReading<Item> {
  readonly record: Item | undefined;
  readonly isDeleted: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads an org. */
export function readOrg(input: RecordInput): RecordReading<Org> {
  return read({ ...input, className: "org", collection: "orgs" }, (record) => ({
    sourcedId: record.sourcedId,
    name: record.name ?? "",
    type: record.type ?? "",
    identifier: record.identifier,
    parentId: record.parent?.sourcedId,
  }));
}

/** Reads an academicSession. */
export function readSession(input: RecordInput): RecordReading<AcademicSession> {
  const from = { ...input, className: "academicSession", collection: "academicSessions" } as const;
  return read(from, (record) => ({
    sourcedId: record.sourcedId,
    title: record.title ?? "",
    type: record.type ?? "",
    startDate: record.startDate ?? "",
    endDate: record.endDate ?? "",
    schoolYear: record.schoolYear,
    parentId: record.parent?.sourcedId,
  }));
}

/** Reads a course. */
export function readCourse(input: RecordInput): RecordReading<Course> {
  return read({ ...input, className: "course", collection: "courses" }, (record) => ({
    sourcedId: record.sourcedId,
    title: record.title ?? "",
    courseCode: record.courseCode,
    orgId: record.org?.sourcedId,
    schoolYearId: record.schoolYear?.sourcedId,
    ...legacyIdOf(record.metadata),
  }));
}

/** Reads a class. */
export function readClass(input: RecordInput): RecordReading<RosterClass> {
  return read({ ...input, className: "class", collection: "classes" }, (record) => ({
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
}

/** Reads a user of either version: `roles` when there are any, else `role` at each of `orgs`. */
export function readPerson(input: RecordInput): RecordReading<Person> {
  return read({ ...input, className: "user", collection: "users" }, (record) => ({
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
}

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
    return user.roles.flatMap(({ role, org, roleType }) => {
      if (role === undefined || org === undefined) return [];
      return [{ role, orgId: org.sourcedId, primary: roleType === "primary" }];
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
export function readEnrollment(input: RecordInput): RecordReading<ClassEnrollment> {
  const from = { ...input, className: "enrollment", collection: "enrollments" } as const;
  return read(from, (record) => {
    if (record.class === undefined || record.user === undefined) return undefined;
    return {
      sourcedId: record.sourcedId,
      classId: record.class.sourcedId,
      userId: record.user.sourcedId,
      role: record.role ?? "",
      beginDate: record.beginDate,
      endDate: record.endDate,
    };
  });
}

interface ReadFrom<Name extends ClassName> extends RecordInput {
  readonly className: Name;
  readonly collection: Collection;
}

function read<Name extends ClassName, Item>(
  from: ReadFrom<Name>,
  convert: (record: TolerantRecord<Name>) => Item | undefined,
): RecordReading<Item> {
  const { version, className, raw, collection } = from;
  const { record, problems } = readTolerant({ version, className, raw, at: "" });
  const at = `sis/${collection}/${record?.sourcedId ?? "?"}`;
  if (record === undefined) {
    const problem = problems[0]?.problem ?? "not-an-object";
    const diagnostics = [diagnose("record-unreadable", { at }, { collection, problem })];
    return { record: undefined, isDeleted: false, diagnostics };
  }
  const diagnostics: Diagnostic[] = problems.map(({ field, seen }) =>
    diagnose("field-unreadable", { at }, { field, seen }),
  );
  const item = convert(record);
  if (item === undefined) {
    const problem = "it names no class or no user";
    diagnostics.push(diagnose("record-unreadable", { at }, { collection, problem }));
  }
  return {
    record: item,
    isDeleted: "status" in record && record.status === "tobedeleted",
    diagnostics,
  };
}
