import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Enrollment } from "../snapshot/roster.ts";
import { byText, type MappingContext } from "./context.ts";
import type { DesiredMember, DesiredSection, DesiredState } from "./lms-state.ts";
import { mappedRoleOf } from "./roles.ts";
import { uidOfPerson, type UserMap } from "./users.ts";

/** The members that sections should have, and those of whom nothing is said. */
export type EnrollmentMap = Pick<
  DesiredState,
  "enrollments" | "skippedMembers" | "endedMembers" | "unclearSections"
>;

/**
 * Maps the enrollments of the sections that sync: students become members, teachers course admins
 * (guide R129, R130), one teacher as much as several (F53). Several enrollments of one person in one class are
 * one, as admin if any is (F61).
 *
 * Somebody whom the SIS enrolls but who does not sync is skipped: an account that exists keeps its place
 * in the section, for the SIS has not taken it away (R8, R123).
 */
export function mapEnrollments(
  context: MappingContext,
  sections: ReadonlyMap<string, DesiredSection>,
  userMap: UserMap,
): Outcome<EnrollmentMap> {
  const enrollments = new Map<string, ReadonlyMap<string, DesiredMember>>();
  const skippedMembers = new Map<string, ReadonlySet<string>>();
  const endedMembers = new Map<string, ReadonlySet<string>>();
  const unclearSections = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const section of sections.values()) {
    const members = new Map<string, DesiredMember>();
    const skipped = new Set<string>();
    const ended = new Set<string>();
    let primaries = 0;
    for (const enrollment of context.roster.enrollments.get(section.schoolCode) ?? []) {
      const judged = judge({ enrollment, section }, context, userMap);
      if (judged.problem !== undefined) diagnostics.push(judged.problem);
      if (judged.skipped !== undefined) skipped.add(judged.skipped);
      if (judged.ended !== undefined) ended.add(judged.ended);
      if (judged.unclear === true) unclearSections.add(section.schoolCode);
      if (judged.uid === undefined) continue;
      if (enrollment.primary === true) primaries += 1;
      const admin = judged.admin || members.get(judged.uid)?.admin === true;
      members.set(judged.uid, { admin });
    }
    diagnostics.push(...sectionRemarks(section, members, primaries));
    const ordered = [...members].toSorted(([left], [right]) => byText(left, right));
    enrollments.set(section.schoolCode, new Map(ordered));
    if (skipped.size > 0) skippedMembers.set(section.schoolCode, skipped);
    if (ended.size > 0) endedMembers.set(section.schoolCode, ended);
  }
  const value = { enrollments, skippedMembers, endedMembers, unclearSections };
  return { value, diagnostics };
}

interface Placed {
  readonly enrollment: Enrollment;
  readonly section: DesiredSection;
}

interface Judged {
  readonly uid: string | undefined;
  readonly skipped: string | undefined;
  readonly admin: boolean;
  readonly problem: Diagnostic | undefined;
  /** The Unique ID of one whose enrollment has ended by its dates. */
  readonly ended?: string;
  /** True when the SIS enrolls somebody whose Unique ID cannot be told. */
  readonly unclear?: true;
}

function judge({ enrollment, section }: Placed, context: MappingContext, userMap: UserMap): Judged {
  const role = mappedRoleOf(enrollment.role);
  if (role !== "student" && enrollment.role.toLowerCase() !== "teacher") {
    const args = { role: enrollment.role };
    return leftOut(diagnose("enrollment-role-ignored", placeOf(enrollment, section), args));
  }
  const timing = outOfTime(enrollment, context);
  if (timing !== undefined) {
    const judged = leftOut(timing.at(placeOf(enrollment, section)));
    if (!timing.ended) return judged;
    const gone = context.roster.people.get(enrollment.userId);
    return gone === undefined ? judged : { ...judged, ended: uidOfPerson(gone, context.settings) };
  }
  const uid = userMap.uidOf.get(enrollment.userId);
  if (uid !== undefined) {
    return { uid, skipped: undefined, admin: role !== "student", problem: undefined };
  }
  const person = context.roster.people.get(enrollment.userId);
  if (person === undefined) {
    const args = { target: "users", targetId: enrollment.userId };
    // The SIS enrolls somebody of whom it says nothing more: no reason to unenroll (F62, F66).
    const judged = leftOut(
      diagnose("dangling-reference", placeOf(enrollment, section), args),
      enrollment.userId,
    );
    const { uidSource } = context.settings.readings;
    return uidSource === "sourcedId" ? judged : { ...judged, unclear: true };
  }
  const skipped = uidOfPerson(person, context.settings);
  const isNoteworthy = role !== "student" || userMap.refused.has(enrollment.userId);
  if (!isNoteworthy) return leftOut(undefined, skipped);
  const args = { role: enrollment.role, user: enrollment.userId };
  const place = placeOf(enrollment, section);
  return leftOut(diagnose("enrollment-user-not-provisioned", place, args), skipped);
}

/** Made only for a finding: there are many enrollments, and most are good. */
function placeOf(enrollment: Enrollment, section: DesiredSection): Placement {
  return { at: `sis/enrollments/${enrollment.sourcedId}`, school: section.school };
}

interface Placement {
  readonly at: string;
  readonly school: string;
}

function leftOut(problem: Diagnostic | undefined, skipped?: string): Judged {
  return { uid: undefined, skipped, admin: false, problem };
}

interface Timing {
  readonly ended: boolean;
  readonly at: (place: Placement) => Diagnostic;
}

/** Ended enrollments do not count, whatever their status says (F59); future ones wait by one reading (F60). */
function outOfTime(enrollment: Enrollment, context: MappingContext): Timing | undefined {
  const { enrollmentEnd, futureEnrollments } = context.settings.readings;
  const { beginDate, endDate } = enrollment;
  const hasEnded =
    endDate !== undefined &&
    (enrollmentEnd === "inclusive" ? endDate < context.today : endDate <= context.today);
  if (hasEnded) {
    const args = { endDate, reading: enrollmentEnd };
    return { ended: true, at: (place) => diagnose("enrollment-ended", place, args) };
  }
  if (beginDate === undefined || beginDate <= context.today || futureEnrollments === "at-once") {
    return undefined;
  }
  return { ended: false, at: (place) => diagnose("enrollment-future", place, { beginDate }) };
}

function sectionRemarks(
  section: DesiredSection,
  members: ReadonlyMap<string, DesiredMember>,
  primaries: number,
): readonly Diagnostic[] {
  const place = { at: `sis/classes/${section.schoolCode}`, school: section.school };
  const admins = [...members.values()].filter(({ admin }) => admin).length;
  return [
    ...(admins === 0 ? [diagnose("section-without-teacher", place, {})] : []),
    ...(members.size === admins ? [diagnose("section-empty", place, {})] : []),
    ...(primaries > 1 ? [diagnose("several-primaries", place, { primaries })] : []),
  ];
}
