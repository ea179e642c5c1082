import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Fields } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Collection } from "../snapshot/roster.ts";

/** Where the people and courses of a school belong: the organisation itself, or a building by code or id. */
export type BuildingTarget =
  | { readonly kind: "organization" }
  | { readonly kind: "existing"; readonly name: string }
  | { readonly kind: "created"; readonly code: string; readonly title: string };

/** A grading period that the roster asks for. `titles` are tried in turn until one is free (F13). Dates are `YYYY-MM-DD`. */
export interface DesiredGradingPeriod {
  readonly key: string;
  readonly titles: readonly string[];
  readonly existingTitle: string | undefined;
  readonly startDate: string;
  readonly endDate: string;
  readonly school: string;
  readonly termId: string;
}

/** A user account, by Unique ID. `fields` hold LMS field names; `role` is a role title. */
export interface DesiredUser {
  readonly uid: string;
  readonly personId: string;
  readonly school: string;
  readonly role: string;
  readonly fields: Fields;
  /** Other schools that would do as well, for people whom the SIS gives no primary one (F28). */
  readonly otherSchools?: readonly string[];
  /** What else the SIS knows the person by, for matching with accounts that go by another Unique ID. */
  readonly traits?: PersonTraits;
}

/** Somebody whom the SIS sends and who does not sync: for the role, the school, or a data problem. */
export interface UnsyncedPerson {
  readonly personId: string;
  readonly why: "role" | "school" | "data";
  readonly school: string;
}

/** Ids and grades that do not become part of an account. */
export interface PersonTraits {
  readonly legacyId: string | undefined;
  readonly identifier: string | undefined;
  readonly grades: readonly string[];
}

/** A parent-child link between two Unique IDs. */
export interface DesiredAssociation {
  readonly parentUid: string;
  readonly studentUid: string;
  readonly school: string;
}

/** A course, by course code. */
export interface DesiredCourse {
  readonly code: string;
  /** The sourcedId of the course in the SIS. */
  readonly courseId?: string;
  readonly title: string;
  readonly school: string;
}

/** A section, by section school code, which is the class sourcedId. */
export interface DesiredSection {
  readonly schoolCode: string;
  readonly sectionCode: string;
  readonly title: string;
  readonly classCode: string | undefined;
  readonly location: string | undefined;
  readonly courseCode: string;
  readonly gradingPeriodKeys: readonly string[];
  readonly school: string;
}

/** Whether a member of a section is a course admin. */
export interface DesiredMember {
  readonly admin: boolean;
}

/** What the LMS should hold of what the roster speaks of. Nothing here says what it holds now. */
export interface DesiredState {
  readonly version: OneRosterVersion;
  readonly activeYear: string;
  /** The day for which all this is said, `YYYY-MM-DD`. */
  readonly today: string;
  /** How many records of each collection there were: an empty one is not believed (F65). */
  readonly received: Readonly<Record<Collection, number>>;
  /** False when something forbids applying anything at all, such as an empty year (F11). */
  readonly usable: boolean;
  /** False when the roster is incomplete: then absence proves nothing (F77). */
  readonly complete: boolean;
  readonly schoolTargets: ReadonlyMap<string, BuildingTarget>;
  readonly schoolNames: ReadonlyMap<string, string>;
  readonly gradingPeriods: ReadonlyMap<string, DesiredGradingPeriod>;
  readonly users: ReadonlyMap<string, DesiredUser>;
  /** By Unique ID. With `users`, all people of whom the SIS says anything. */
  readonly unsynced: ReadonlyMap<string, UnsyncedPerson>;
  readonly associations: readonly DesiredAssociation[];
  /** What becomes of links that the SIS does not have (F46). */
  readonly endedAssociations: Settings["readings"]["endedAssociations"];
  readonly courses: ReadonlyMap<string, DesiredCourse>;
  readonly sections: ReadonlyMap<string, DesiredSection>;
  /** Section school code to Unique ID to member. Sections without an entry are not listed by the SIS. */
  readonly enrollments: ReadonlyMap<string, ReadonlyMap<string, DesiredMember>>;
  /**
   * Section school code to the Unique IDs whom the SIS enrolls there and who do not sync, for a data problem
   * or because of the mapping. Their membership is neither made nor ended (R8, R123).
   */
  readonly skippedMembers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Section school code to the Unique IDs whose enrollment there has ended by its own dates (F59). */
  readonly endedMembers: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Sections in which the SIS enrolls somebody whose Unique ID cannot be told, because the user was not sent:
   * whom a removal would hit is not known there (F62).
   */
  readonly unclearSections: ReadonlySet<string>;
  /** Schools by the number of their classes that have no term at all (F02, F07). */
  readonly classesWithoutTerms: ReadonlyMap<string, number>;
}

/** An object that the LMS holds, with the fields that a sync may compare. */
export interface HeldObject {
  readonly id: string;
  readonly fields: Fields;
  /** Whether a sync made it, as the LMS says; absent when it does not say. */
  readonly synced?: boolean;
}

/** A course as the LMS holds it. */
export interface HeldCourse extends HeldObject {
  readonly code: string;
}

/** A section as the LMS holds it. */
export interface HeldSection {
  readonly id: string;
  readonly schoolCode: string;
  readonly courseId: string;
  readonly courseCode: string;
  readonly title: string;
  readonly gradingPeriodIds: readonly string[];
  readonly fields: Fields;
  readonly synced?: boolean;
  /** The id of the master section, of a linked section only. */
  readonly parentId?: string;
}

/** A grading period as the LMS holds it. */
export interface HeldGradingPeriod {
  readonly id: string;
  readonly title: string;
  readonly startDate: string;
  readonly endDate: string;
}

/** What the LMS holds now. Ids are text. */
export interface LmsState {
  readonly organizationId: string;
  readonly buildings: readonly {
    readonly id: string;
    readonly code: string;
    readonly title: string;
  }[];
  readonly roles: ReadonlyMap<string, string>;
  readonly gradingPeriods: readonly HeldGradingPeriod[];
  readonly users: ReadonlyMap<string, HeldObject>;
  /** Unique IDs of accounts that were made inactive (F38). */
  readonly inactiveUids: ReadonlySet<string>;
  /** `<parent uid>\n<student uid>` of every link. */
  readonly associations: ReadonlySet<string>;
  readonly courses: ReadonlyMap<string, HeldCourse>;
  readonly sections: ReadonlyMap<string, HeldSection>;
  /** Section school code to Unique ID to member, active members only. */
  readonly enrollments: ReadonlyMap<string, ReadonlyMap<string, DesiredMember>>;
}

/** The key of a link in `LmsState.associations`. */
export function associationKey(parentUid: string, studentUid: string): string {
  return `${parentUid}\n${studentUid}`;
}

/** The key of a building: its code, or its id when it has none. */
export function buildingKey(building: { readonly id: string; readonly code: string }): string {
  return building.code === "" ? `id:${building.id}` : building.code;
}
