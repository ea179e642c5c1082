import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Enrollment } from "../snapshot/roster.ts";
import type { MappingContext } from "./context.ts";
import type { DesiredMember, DesiredSection } from "./lms-state.ts";
import { mappedRoleOf } from "./roles.ts";
import type { UserMap } from "./users.ts";

/** Section school code to Unique ID to member. */
export type EnrollmentMap = ReadonlyMap<string, ReadonlyMap<string, DesiredMember>>;

/**
 * Maps the enrollments of the sections that sync: students become members, teachers course admins
 * (guide R129, R130). Several enrollments of one person in one class are one, as admin if any is (F61).
 */
export function mapEnrollments(
  context: MappingContext,
  sections: ReadonlyMap<string, DesiredSection>,
  userMap: UserMap,
): Outcome<EnrollmentMap> {
  const enrollments = new Map<string, ReadonlyMap<string, DesiredMember>>();
  const diagnostics: Diagnostic[] = [];
  for (const section of sections.values()) {
    const members = new Map<string, DesiredMember>();
    for (const enrollment of context.roster.enrollments.get(section.schoolCode) ?? []) {
      const judged = judge({ enrollment, section }, context, userMap);
      if (judged.problem !== undefined) diagnostics.push(judged.problem);
      if (judged.uid === undefined) continue;
      const admin = judged.admin || members.get(judged.uid)?.admin === true;
      members.set(judged.uid, { admin });
    }
    diagnostics.push(...sectionRemarks(section, members));
    enrollments.set(section.schoolCode, members);
  }
  return { value: enrollments, diagnostics };
}

interface Placed {
  readonly enrollment: Enrollment;
  readonly section: DesiredSection;
}

interface Judged {
  readonly uid: string | undefined;
  readonly admin: boolean;
  readonly problem: Diagnostic | undefined;
}

function judge({ enrollment, section }: Placed, context: MappingContext, userMap: UserMap): Judged {
  const place = { at: `sis/enrollments/${enrollment.sourcedId}`, school: section.school };
  const role = mappedRoleOf(enrollment.role);
  if (role !== "student" && enrollment.role.toLowerCase() !== "teacher") {
    return leftOut(diagnose("enrollment-role-ignored", place, { role: enrollment.role }));
  }
  const timing = outOfTime(enrollment, context);
  if (timing !== undefined) return leftOut(timing(place));
  const uid = userMap.uidOf.get(enrollment.userId);
  if (uid !== undefined) return { uid, admin: role !== "student", problem: undefined };
  if (!context.roster.people.has(enrollment.userId)) {
    const args = { target: "users", targetId: enrollment.userId };
    return leftOut(diagnose("dangling-reference", place, args));
  }
  const isNoteworthy = role !== "student" || userMap.refused.has(enrollment.userId);
  if (!isNoteworthy) return leftOut(undefined);
  const args = { role: enrollment.role, user: enrollment.userId };
  return leftOut(diagnose("enrollment-user-not-provisioned", place, args));
}

function leftOut(problem: Diagnostic | undefined): Judged {
  return { uid: undefined, admin: false, problem };
}

type AtPlace = (place: { readonly at: string; readonly school: string }) => Diagnostic;

/** Ended enrollments do not count, whatever their status says (F59); future ones wait by one reading (F60). */
function outOfTime(enrollment: Enrollment, context: MappingContext): AtPlace | undefined {
  const { enrollmentEnd, futureEnrollments } = context.settings.readings;
  const { beginDate, endDate } = enrollment;
  const hasEnded =
    endDate !== undefined &&
    (enrollmentEnd === "inclusive" ? endDate < context.today : endDate <= context.today);
  if (hasEnded) {
    return (place) => diagnose("enrollment-ended", place, { endDate, reading: enrollmentEnd });
  }
  if (beginDate === undefined || beginDate <= context.today || futureEnrollments === "at-once") {
    return undefined;
  }
  return (place) => diagnose("enrollment-future", place, { beginDate });
}

function sectionRemarks(
  section: DesiredSection,
  members: ReadonlyMap<string, DesiredMember>,
): readonly Diagnostic[] {
  const place = { at: `sis/classes/${section.schoolCode}`, school: section.school };
  const admins = [...members.values()].filter(({ admin }) => admin).length;
  return [
    ...(admins === 0 ? [diagnose("section-without-teacher", place, {})] : []),
    ...(members.size === admins ? [diagnose("section-empty", place, {})] : []),
  ];
}
