import { createCollection, type Collection, type CollectionView } from "./collection.ts";
import { createColumnCollection } from "./columns/column-collection.ts";
import { associationCells, enrollmentCells } from "./record-cells.ts";
import {
  AssociationRecord,
  BuildingRecord,
  CourseRecord,
  EnrollmentRecord,
  GradingPeriodRecord,
  OutsideEmailRecord,
  RoleRecord,
  SectionRecord,
  UserRecord,
} from "./records.ts";

/** Everything that the mock LMS holds, filed by every key that its rules and routes ask for. */
export interface LmsCollections {
  readonly buildings: Collection<BuildingRecord>;
  readonly roles: Collection<RoleRecord>;
  readonly gradingPeriods: Collection<GradingPeriodRecord, "title">;
  readonly users: Collection<UserRecord, "schoolUid" | "username" | "email">;
  readonly associations: Collection<AssociationRecord, "pair", "parent" | "student">;
  readonly courses: Collection<CourseRecord, "code">;
  readonly sections: Collection<SectionRecord, "schoolCode" | "code", "course" | "twin">;
  readonly enrollments: Collection<EnrollmentRecord, "member", "section" | "user">;
  readonly outsideEmails: Collection<OutsideEmailRecord, "email">;
}

/** Where a mock LMS keeps its state. The rules see only the collections. */
export interface LmsStore extends LmsCollections {
  /** Resolves when everything changed so far is kept safely. Rejects when it could not be written. */
  readonly flush: () => Promise<void>;
  /** Flushes, then takes no further part. */
  readonly close: () => Promise<void>;
}

/** What the rules may see of a store: looking, not changing. */
export type LmsView = {
  readonly [Name in keyof LmsCollections]: LmsCollections[Name] extends Collection<
    infer Item,
    infer Unique,
    infer Group
  >
    ? CollectionView<Item, Unique, Group>
    : never;
};

/**
 * Creates empty collections. Each kind numbers its records in a range of its own, so that an id that
 * is used for the wrong kind finds nothing instead of something else.
 */
export function createCollections(onChange: () => void): LmsCollections {
  return {
    buildings: createCollection(
      { schema: BuildingRecord, firstId: 10_001, unique: {}, groups: {} },
      onChange,
    ),
    roles: createCollection({ schema: RoleRecord, firstId: 701, unique: {}, groups: {} }, onChange),
    gradingPeriods: createCollection(
      {
        schema: GradingPeriodRecord,
        firstId: 50_001,
        unique: { title: (period) => period.title },
        groups: {},
      },
      onChange,
    ),
    users: createCollection(
      {
        schema: UserRecord,
        firstId: 100_000_001,
        unique: {
          schoolUid: (user) => user.schoolUid,
          username: (user) => filled(user.username),
          email: (user) => filled(emailKey(user.email)),
        },
        groups: {},
      },
      onChange,
    ),
    associations: createColumnCollection(
      {
        ...associationCells,
        schema: AssociationRecord,
        firstId: 1,
        unique: { pair: ["parentId", "studentId"] },
        groups: { parent: "parentId", student: "studentId" },
      },
      onChange,
    ),
    courses: createCollection(
      {
        schema: CourseRecord,
        firstId: 200_000_001,
        unique: { code: (course) => course.code },
        groups: {},
      },
      onChange,
    ),
    sections: createCollection(
      {
        schema: SectionRecord,
        firstId: 300_000_001,
        unique: {
          schoolCode: (section) => filled(section.schoolCode),
          code: (section) => sectionCodeKey(section),
        },
        groups: {
          course: (section) => section.courseId,
          twin: (section) => twinKey(section),
        },
      },
      onChange,
    ),
    enrollments: createColumnCollection(
      {
        ...enrollmentCells,
        schema: EnrollmentRecord,
        firstId: 1_000_000_001,
        unique: { member: ["sectionId", "userId"] },
        groups: { section: "sectionId", user: "userId" },
      },
      onChange,
    ),
    outsideEmails: createCollection(
      {
        schema: OutsideEmailRecord,
        firstId: 1,
        unique: { email: (outside) => emailKey(outside.email) },
        groups: {},
      },
      onChange,
    ),
  };
}

/** The key of two ids together, in that order: section and user, or parent and student. */
export function pairKey(first: number, second: number): string {
  return `${first}/${second}`;
}

/** The key under which an e-mail address is taken. Mail systems ignore case, and so does uniqueness here. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

/** The key of a set of grading periods, whatever the order they were given in. */
function periodsKey(gradingPeriodIds: readonly number[]): string {
  return gradingPeriodIds.toSorted((left, right) => left - right).join(",");
}

/** The key of a section code: unique per course and set of grading periods. Undefined without a code. */
export function sectionCodeKey(
  section: Pick<SectionRecord, "courseId" | "code" | "gradingPeriodIds">,
): string | undefined {
  if (section.code === "") return undefined;
  return `${section.courseId}/${periodsKey(section.gradingPeriodIds)}/${section.code}`;
}

function twinKey(section: SectionRecord): string {
  return `${section.courseId}/${periodsKey(section.gradingPeriodIds)}/${section.title}`;
}

function filled(text: string): string | undefined {
  return text === "" ? undefined : text;
}
