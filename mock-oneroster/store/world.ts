/** What every record of the world carries. `modified` is the time of its last change, ISO 8601 in UTC. */
export interface Stamped {
  /** The id, the same in both versions for everything but people. */
  readonly id: string;
  /** `active` or `tobedeleted` in sound data; an imported bundle may say anything. */
  readonly status: string;
  readonly modified: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A district, a school, or any other organisation that an imported bundle names. */
export interface Org extends Stamped {
  readonly name: string;
  readonly type: string;
  readonly identifier?: string;
  readonly parent?: string;
}

/** A school year, a term of one school, or a grading period. Campus repeats titles per school with own ids. */
export interface Session extends Stamped {
  readonly title: string;
  readonly type: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly schoolYear: string;
  readonly parent?: string;
}

/** A course of one school's calendar. */
export interface Course extends Stamped {
  readonly title: string;
  readonly code: string;
  readonly schoolYear?: string;
  readonly org?: string;
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
}

/**
 * A section: a OneRoster class. It belongs to one trial of its school's schedule, and the API shows
 * only the sections of the trial that is active when asked. `terms` are its placements.
 */
export interface Section extends Stamped {
  readonly trial: string;
  readonly title: string;
  readonly course: string;
  readonly school: string;
  readonly terms: readonly string[];
  readonly periods: readonly string[];
  readonly number?: string;
  readonly classCode?: string;
  readonly classType?: string;
  readonly location?: string;
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
}

/** A roster row of a student or a staff row of a section: a OneRoster enrollment. */
export interface Seat extends Stamped {
  readonly section: string;
  readonly school: string;
  /** The key of a person. It may dangle in imported data. */
  readonly person: string;
  readonly role: string;
  readonly primary?: string;
  readonly beginDate?: string;
  readonly endDate?: string;
}

/**
 * What a person is, and where. `org` is absent for guardians of a generated district: they belong to
 * the district in 1.1 and to their children's schools in 1.2.
 */
export interface PersonRole {
  readonly role: string;
  readonly org?: string;
  /** `primary` or `secondary`; decided by the order of roles when absent. */
  readonly roleType?: string;
  readonly userProfile?: string;
  readonly beginDate?: string;
  readonly endDate?: string;
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

/** One human being with one or more roles. `id` is the key by which other records point here. */
export interface Person extends Stamped {
  /** The 1.2 sourcedId. Absent when the id is used as written in both versions. */
  readonly guid?: string;
  readonly username?: string;
  readonly enabled: boolean;
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName?: string;
  readonly preferredFirstName?: string;
  readonly preferredMiddleName?: string;
  readonly preferredLastName?: string;
  readonly pronouns?: string;
  readonly identifier?: string;
  readonly masterIdentifier?: string;
  readonly userIds: readonly { readonly type: string; readonly identifier: string }[];
  readonly email?: string;
  readonly sms?: string;
  readonly phone?: string;
  readonly grades: readonly string[];
  readonly roles: readonly PersonRole[];
  readonly primaryOrg?: string;
  readonly profiles: readonly PersonProfile[];
  /** Keys of guardians (for a student) or of students (for a guardian): OneRoster agents. */
  readonly contacts: readonly string[];
}

/** The trials of one school's schedule. Exactly one is active at a time (Campus trials). */
export interface TrialSet {
  readonly active: string;
  readonly names: readonly string[];
}

/** The name of the trial that a world starts with. */
export const firstTrialName = "A";

/**
 * The student information system: the one source of truth that both OneRoster versions project.
 *
 * Records are replaced, never edited in place. Whoever changes a table raises `revision`,
 * by which projections know that they are stale.
 */
export interface World {
  readonly orgs: Map<string, Org>;
  readonly sessions: Map<string, Session>;
  readonly courses: Map<string, Course>;
  /** By id of the school. A school without an entry has its sections in `firstTrialName`. */
  readonly trials: Map<string, TrialSet>;
  readonly sections: Map<string, Section>;
  readonly seats: Map<string, Seat>;
  readonly people: Map<string, Person>;
  revision: number;
}

/** A world without a single record. */
export function createWorld(): World {
  return {
    orgs: new Map(),
    sessions: new Map(),
    courses: new Map(),
    trials: new Map(),
    sections: new Map(),
    seats: new Map(),
    people: new Map(),
    revision: 0,
  };
}

/** The name of the trial that is active at a school. */
export function activeTrial(world: World, school: string): string {
  return world.trials.get(school)?.active ?? firstTrialName;
}

/** Says whether the API shows a section: only the active trial of its school is visible. */
export function isSectionVisible(world: World, section: Section): boolean {
  return section.trial === activeTrial(world, section.school);
}

/** Says whether the API shows a seat. One whose section is unknown stays visible, as dirty data would. */
export function isSeatVisible(world: World, seat: Seat): boolean {
  const section = world.sections.get(seat.section);
  return section === undefined || isSectionVisible(world, section);
}
