import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/**
 * The six rostering collections that a sync reads, in the order in which it reads them: buildings, terms, courses and
 * sections, people, enrollments (guide R18 to R21). Nothing else is asked of the SIS, and nothing is written there (R3, R24).
 */
export const collections = [
  "orgs",
  "academicSessions",
  "courses",
  "classes",
  "users",
  "enrollments",
] as const;

/** One of them. */
export type Collection = (typeof collections)[number];

/** A school, a district, or another org. */
export interface Org {
  readonly sourcedId: string;
  readonly name: string;
  readonly type: string;
  readonly identifier: string | undefined;
  readonly parentId: string | undefined;
}

/** A term, semester, grading period or school year. Dates are `YYYY-MM-DD`. */
export interface AcademicSession {
  readonly sourcedId: string;
  readonly title: string;
  readonly type: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly schoolYear: string | undefined;
  readonly parentId: string | undefined;
}

/** A course of a school's catalogue. */
export interface Course {
  readonly sourcedId: string;
  readonly title: string;
  readonly courseCode: string | undefined;
  readonly orgId: string | undefined;
  readonly schoolYearId: string | undefined;
  readonly legacyId?: string;
}

/** A class of OneRoster, which becomes a section of Schoology. */
export interface RosterClass {
  readonly sourcedId: string;
  readonly title: string;
  readonly classCode: string | undefined;
  readonly classType: string | undefined;
  readonly location: string | undefined;
  readonly courseId: string | undefined;
  readonly schoolId: string | undefined;
  readonly termIds: readonly string[];
  readonly legacyId?: string;
}

/** One role of a person at one org, with the word the SIS used. */
export interface PersonRole {
  readonly role: string;
  readonly orgId: string;
  readonly primary: boolean;
  /** `YYYY-MM-DD`; OneRoster 1.2 only. */
  readonly beginDate?: string;
  readonly endDate?: string;
}

/** A user record. In 1.1 a person with two roles is two records. */
export interface Person {
  readonly sourcedId: string;
  readonly username: string | undefined;
  readonly email: string | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string | undefined;
  readonly preferredFirstName: string | undefined;
  readonly identifier: string | undefined;
  /** The id of OneRoster 1.1, which Infinite Campus gives as `ic.legacySourcedId` of the metadata in 1.2 (F24). */
  readonly legacyId?: string;
  /** Grade codes as the SIS writes them. */
  readonly grades: readonly string[];
  readonly enabled: boolean;
  readonly roles: readonly PersonRole[];
  readonly agentIds: readonly string[];
}

/** One person's membership of one class. Dates are `YYYY-MM-DD`. */
export interface Enrollment {
  readonly sourcedId: string;
  readonly userId: string;
  readonly role: string;
  readonly beginDate: string | undefined;
  readonly endDate: string | undefined;
  /** Of a primary teacher only. */
  readonly primary?: true;
}

/**
 * All that the SIS said, indexed and checked, in order of sourcedIds whatever the order of the records.
 *
 * `incomplete` names the collections that could not be read to their end: absence proves nothing there (F77).
 */
export interface Roster {
  readonly version: OneRosterVersion;
  readonly incomplete: ReadonlySet<Collection>;
  readonly orgs: ReadonlyMap<string, Org>;
  readonly sessions: ReadonlyMap<string, AcademicSession>;
  readonly courses: ReadonlyMap<string, Course>;
  readonly classes: ReadonlyMap<string, RosterClass>;
  readonly people: ReadonlyMap<string, Person>;
  /** By class sourcedId. */
  readonly enrollments: ReadonlyMap<string, readonly Enrollment[]>;
}
