/** What every record of the world carries. `modified` is the time of its last change, ISO 8601 in UTC. */
export interface Stamped {
  /** The key by which other records point here. */
  readonly id: string;
  /** `active` or `tobedeleted` in sound data; an imported bundle may say anything. */
  readonly status: string;
  readonly modified: string;
  readonly metadata: Metadata | undefined;
}

/** Free members that go over the wire as they are. */
export type Metadata = Readonly<Record<string, unknown>>;

/** A district, a school, or any other organisation that an imported bundle names. */
export interface Org extends Stamped {
  readonly name: string;
  readonly type: string;
  readonly identifier: string | undefined;
  readonly parent: string | undefined;
}

/** A school year of the district (Campus SchoolYear). `schoolYear` is the year in which it ends, as text. */
export interface SchoolYear extends Stamped {
  readonly title: string;
  readonly type: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly schoolYear: string;
  readonly parent: string | undefined;
}

/** One school's calendar of one school year (Campus Calendar). Not sent by itself. */
export interface Calendar {
  readonly id: string;
  readonly school: string;
  /** The year in which it ends. Empty when no year is known: then it belongs to every year. */
  readonly schoolYear: string;
  readonly name: string;
}

/** A schedule structure of a calendar (Campus ScheduleStructure): "Main", or more where grades keep other terms. */
export interface ScheduleStructure {
  readonly id: string;
  readonly calendar: string;
  readonly name: string;
}

/**
 * A term, or a part of one, of a structure (Campus Term). Campus uses its terms as grading periods too; `type`
 * says how it is sent. Without a structure it belongs to no calendar and is always shown.
 */
export interface Term extends Stamped {
  readonly structure: string | undefined;
  readonly title: string;
  readonly type: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly schoolYear: string;
  readonly parent: string | undefined;
}

/** A version of a structure's schedule (Campus Trial). Exactly one of a structure is active at a time. */
export interface Trial {
  readonly id: string;
  readonly structure: string;
  readonly name: string;
  readonly active: boolean;
  /** A locked trial is being edited: whoever activates it is told. */
  readonly locked: boolean;
}

/** A course of one school's calendar (Campus Course). Without a calendar it is always shown. */
export interface Course extends Stamped {
  readonly calendar: string | undefined;
  readonly title: string;
  readonly code: string;
  /** The id of a school year. */
  readonly schoolYear: string | undefined;
  readonly org: string | undefined;
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
  readonly resources: readonly string[];
}

/** When a section meets (Campus SectionPlacement): in a term, in a period, or both. */
export interface Placement {
  readonly term?: string;
  readonly period?: string;
}

/**
 * A section of one trial (Campus Section): a OneRoster class. The API shows only the sections of the trial
 * that is active when asked. Without a trial it is always shown.
 */
export interface Section extends Stamped {
  readonly trial: string | undefined;
  readonly course: string;
  readonly school: string;
  readonly number: string | undefined;
  readonly title: string;
  readonly classCode: string | undefined;
  readonly classType: string | undefined;
  readonly location: string | undefined;
  readonly placements: readonly Placement[];
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
  readonly resources: readonly string[];
}

/** A place of a person in a section: what OneRoster calls an enrollment. The person may be unknown. */
export interface Seat extends Stamped {
  readonly section: string;
  readonly school: string;
  readonly person: string;
  readonly role: string;
  readonly primary: string | undefined;
  readonly beginDate: string | undefined;
  readonly endDate: string | undefined;
}

/** A student in a section (Campus Roster). `role` is `student`. */
export type Roster = Seat;

/**
 * Staff of a section over time (Campus SectionStaffHistory). `P` is the primary teacher, `T` a further one, `S` section
 * staff, whom the API does not show. Imported rows of any role but `student` stand here, without a staff type.
 */
export interface StaffRow extends Seat {
  readonly staffType: "P" | "T" | "S" | undefined;
}

/** An account of a person in another system (1.2 userProfiles). Passwords are never kept. */
export interface PersonProfile {
  readonly profileId: string;
  readonly profileType: string;
  readonly vendorId: string;
  readonly applicationId?: string;
  readonly description?: string;
  readonly credentials?: readonly { readonly type: string; readonly username: string }[];
}

/** A further id of a person, as it goes over the wire. */
export interface UserId {
  readonly type: string;
  readonly identifier: string;
}

/**
 * One human being (Campus Person, Identity and UserAccount). The roles stand in school enrollments, district assignments
 * and relationships; `rolesOf` gathers them.
 */
export interface Person extends Stamped {
  /** `written`: the id goes over the wire as it is in both versions. `campus`: a person number, see `idsOf`. */
  readonly idForm: "campus" | "written";
  /** Absent without a user account: then 1.1 does not send the person (facts A.5). */
  readonly username: string | undefined;
  /** Whether the account is enabled. */
  readonly enabled: boolean;
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string | undefined;
  readonly preferredFirstName: string | undefined;
  readonly preferredMiddleName: string | undefined;
  readonly preferredLastName: string | undefined;
  readonly pronouns: string | undefined;
  readonly identifier: string | undefined;
  readonly masterIdentifier: string | undefined;
  readonly userIds: readonly UserId[];
  readonly email: string | undefined;
  readonly sms: string | undefined;
  readonly phone: string | undefined;
  /** Grades that an import says; those of a Campus student come from the school enrollments. */
  readonly grades: readonly string[];
  readonly primaryOrg: string | undefined;
  readonly profiles: readonly PersonProfile[];
  readonly resources: readonly string[];
}

/** Facts about a person that need a permission of their own (OneRoster demographics). The id is the person's. */
export interface Demographics extends Stamped {
  readonly birthDate: string | undefined;
  readonly sex: string | undefined;
  /** The other fields of the class, by their names on the wire. */
  readonly facts: Readonly<Record<string, string>>;
}

/** How a role of a person is sent when an import says more than Campus would. */
export interface RoleAsWritten {
  readonly roleType?: string;
  readonly userProfile?: string;
  /** The sourcedId of the row of roles.csv that said it (1.2): a delta names rows, not roles. */
  readonly rowId?: string;
}

/** A student at a school in one calendar (Campus Enrollment). `N` is a no-show or other special service. */
export interface SchoolEnrollment {
  readonly id: string;
  readonly person: string;
  readonly calendar: string | undefined;
  readonly school: string | undefined;
  /** Primary, partial (secondary) or special service. */
  readonly serviceType: "P" | "S" | "N";
  readonly grade: string | undefined;
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  /** A no-show is enrolled but never came: the API does not send him (F39). */
  readonly noShow: boolean;
  readonly written: RoleAsWritten | undefined;
}

/**
 * What a person does at an org (Campus District Assignment). `role` is `teacher`, `administrator`, `aide` or
 * another word of the standard; imported people may hold any role here, also `guardian`.
 */
export interface Assignment {
  readonly id: string;
  readonly person: string;
  readonly org: string | undefined;
  readonly role: string;
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  readonly written: RoleAsWritten | undefined;
}

/** A person's contact (Campus Relationship): mostly a student and a guardian. */
export interface Relationship {
  readonly id: string;
  /** The student. */
  readonly person: string;
  /** The guardian or relative. */
  readonly contact: string;
  /** A guardian has rights; without it the contact is a relative (F45). */
  readonly guardian: boolean;
  /** Whether the contact may use the portal. Without, the API does not send him (A.5). */
  readonly portal: boolean;
  /** Such as Mother. */
  readonly type: string | undefined;
  readonly seq: number;
  /** Who lists whom as agent. Campus lists both ways; dirty imports know one-sided links (F43). */
  readonly shownOn: "both" | "person" | "contact";
}

/** A category of the grade book. Without a section it may be used in every class. */
export interface Category extends Stamped {
  readonly title: string;
  readonly weight: number | undefined;
  readonly section: string | undefined;
}

/** A grading task or standard of a course (Campus): posted grades hang on it. Sent as one line item per section and term. */
export interface GradingTask extends Stamped {
  readonly course: string;
  readonly title: string;
  readonly standard: boolean;
  readonly scoreGroup: string | undefined;
  /** The terms whose grading window is open; absent means that all are. */
  readonly openTerms: readonly string[] | undefined;
}

/** A pair of a score scale: what is scored, and what it stands for. */
export interface ScoreValue {
  readonly itemValueLHS: string;
  readonly itemValueRHS: string;
}

/** A score group (Campus): a OneRoster score scale. */
export interface ScoreGroup extends Stamped {
  readonly title: string;
  readonly type: string;
  readonly org: string | undefined;
  readonly course: string | undefined;
  readonly section: string | undefined;
  readonly values: readonly ScoreValue[];
}

/** Learning objectives that an item or a result is about, as they go over the wire. */
export type LearningObjectives = readonly Readonly<Record<string, unknown>>[];

/** An assignment in the grade book: a OneRoster line item, made in Campus or sent by an LMS. */
export interface LineItem extends Stamped {
  readonly title: string;
  readonly description: string | undefined;
  readonly assignDate: string;
  readonly dueDate: string;
  readonly section: string;
  readonly school: string | undefined;
  readonly category: string | undefined;
  readonly gradingPeriod: string | undefined;
  readonly academicSession: string | undefined;
  readonly scoreScale: string | undefined;
  readonly resultValueMin: number | undefined;
  readonly resultValueMax: number | undefined;
  readonly learningObjectives: LearningObjectives | undefined;
  readonly origin: "sis" | "lms";
}

/** What both kinds of result say about a score. */
export interface Score {
  readonly scoreStatus: string;
  readonly score: number | undefined;
  readonly textScore: string | undefined;
  readonly scoreDate: string;
  readonly scoreScale: string | undefined;
  readonly comment: string | undefined;
  readonly learningObjectives: LearningObjectives | undefined;
  /** inProgress, incomplete, late and missing, where they were said. */
  readonly flags: Readonly<Record<string, string>>;
}

/** A score of a student on a line item or a grading task. `student` is the key of a person. */
export interface Result extends Stamped, Score {
  readonly lineItem: string;
  readonly student: string;
  readonly section: string | undefined;
  readonly origin: "sis" | "lms";
}

/** A learning resource, or a link to one. */
export interface Resource extends Stamped {
  readonly title: string | undefined;
  readonly roles: readonly string[];
  readonly importance: string | undefined;
  readonly vendorResourceId: string;
  readonly vendorId: string | undefined;
  readonly applicationId: string | undefined;
}

/** An item of a test, perhaps within another (1.2). */
export interface AssessmentLineItem extends Stamped {
  readonly title: string;
  readonly description: string | undefined;
  readonly section: string | undefined;
  readonly parent: string | undefined;
  readonly scoreScale: string | undefined;
  readonly resultValueMin: number | undefined;
  readonly resultValueMax: number | undefined;
  readonly learningObjectives: LearningObjectives | undefined;
}

/** A score on an item of a test (1.2). */
export interface AssessmentResult extends Stamped, Score {
  readonly assessmentLineItem: string;
  readonly student: string;
  readonly scorePercentile: number | undefined;
}
