import {
  enrollmentStatus,
  type EnrollmentByCodesRow,
  type EnrollmentImportRow,
} from "../../contracts/lms/enrollment.ts";
import { decideEnrollmentByCodes, decideEnrollmentImport } from "../rules/enrollment-row.ts";
import { refuseUnknown, type Decision } from "../rules/decision.ts";
import { sectionOfCode } from "../rules/cross-listing.ts";
import { originKey, pairKey, sectionCodeKey } from "../store/lms-store.ts";
import type { EnrollmentRecord, SectionRecord } from "../store/records.ts";
import { applyDecision, type Applied, type LiveWorld } from "./live-world.ts";
import { forgetOrigins, noteOrigin } from "./section-ties.ts";

/**
 * Carries out one row of `POST enrollments/import/course`.
 *
 * Rows with the code of a cross-listed section land in its target, marked with where they came from (facts
 * B.3). Who is enrolled in several of the SIS sections of one target stays a member until the last row of
 * them is deleted.
 */
export function importEnrollment(
  world: LiveWorld,
  row: EnrollmentImportRow,
): Applied<EnrollmentRecord> {
  const code = row.section_school_code ?? "";
  const section = sectionOfCode(world.view, code);
  const before = section === undefined ? undefined : memberOf(world, section, row);
  if (section === undefined || !isShared(world, { section, code, before })) {
    return applyDecision(world.store.enrollments, decideEnrollmentImport(world, row));
  }
  if (row.delete === 1) return leave(world, { row, code, own: section.schoolCode, before });
  const isNative =
    before?.status === enrollmentStatus.active && originsOf(world, before).length === 0;
  const applied = applyDecision(world.store.enrollments, decideEnrollmentImport(world, row));
  if (applied.kind === "done") {
    if (before?.status === enrollmentStatus.archived) forgetOrigins(world.store, before.id);
    if (isNative) noteOrigin(world.store, applied.record.id, section.schoolCode);
    noteOrigin(world.store, applied.record.id, code);
  }
  return applied;
}

/**
 * Carries out one row of `POST enrollments/import/course/{grading_period_ids}`: as by the section school code, where the
 * section has one, so that cross-listed members keep where they came from.
 */
export function importEnrollmentByCodes(
  world: LiveWorld,
  row: EnrollmentByCodesRow,
  gradingPeriodIds: readonly number[],
): Applied<EnrollmentRecord> {
  const { course_code: _course, section_code: _section, ...member } = row;
  const listed = listedCode(world, row, gradingPeriodIds);
  if (listed !== undefined) {
    return importEnrollment(world, { ...member, section_school_code: listed });
  }
  const decision = decideEnrollmentByCodes(world, row, gradingPeriodIds);
  if (decision.kind === "refuse") return decision;
  const { sectionId } = decision.kind === "create" ? decision.build(0) : decision.record;
  const code = world.store.sections.get(sectionId)?.schoolCode ?? "";
  if (code === "") return applyDecision(world.store.enrollments, decision);
  return importEnrollment(world, { ...member, section_school_code: code });
}

/** The section school code of the cross-listed section that had these codes, which exists for nobody now. */
function listedCode(
  world: LiveWorld,
  row: EnrollmentByCodesRow,
  gradingPeriodIds: readonly number[],
): string | undefined {
  const course = world.store.courses.find("code", row.course_code ?? "");
  if (course === undefined || world.store.crossListings.size === 0) return undefined;
  const key = sectionCodeKey({
    courseId: course.id,
    code: row.section_code ?? "",
    gradingPeriodIds,
  });
  if (key === undefined || world.store.sections.find("code", key) !== undefined) return undefined;
  for (const { source, sourceCode } of world.store.crossListings.values()) {
    if (sectionCodeKey(source) === key) return sourceCode;
  }
  return undefined;
}

/**
 * Carries out a decision about a membership that was not made by import. Who comes back from the archive comes by hand or
 * by id, so from no other section of the SIS.
 */
export function applyEnrollment(
  world: LiveWorld,
  decision: Decision<EnrollmentRecord>,
): Applied<EnrollmentRecord> {
  const before =
    decision.kind === "update" ? world.store.enrollments.get(decision.record.id) : undefined;
  const applied = applyDecision(world.store.enrollments, decision);
  if (
    applied.kind === "done" &&
    before?.status === enrollmentStatus.archived &&
    applied.record.status === enrollmentStatus.active
  ) {
    forgetOrigins(world.store, applied.record.id);
  }
  return applied;
}

interface Row {
  readonly section: SectionRecord;
  readonly code: string;
  readonly before: EnrollmentRecord | undefined;
}

/** Says whether a row is about a membership that more than one SIS section may have a hand in. */
function isShared(world: LiveWorld, { section, code, before }: Row): boolean {
  if (code !== section.schoolCode) return true;
  return before !== undefined && originsOf(world, before).length > 0;
}

function leave(
  world: LiveWorld,
  place: {
    readonly row: EnrollmentImportRow;
    readonly code: string;
    readonly own: string;
    readonly before: EnrollmentRecord | undefined;
  },
): Applied<EnrollmentRecord> {
  const { row, code, own, before } = place;
  const decision = decideEnrollmentImport(world, row);
  if (decision.kind === "refuse") return decision;
  if (before !== undefined) {
    const origins = originsOf(world, before);
    const codes = new Set(origins.length === 0 ? [own] : origins.map((kept) => kept.schoolCode));
    // An archived membership keeps its last origin: its grades are still of that section.
    if (!codes.has(code)) return refuseUnknown("This account is not a member of the section.");
    const others = [...codes].filter((kept) => kept !== code);
    if (others.length > 0) {
      const origin = world.store.enrollmentOrigins.find("pair", originKey(before.id, code));
      if (origin !== undefined) world.store.enrollmentOrigins.remove(origin.id);
      return { kind: "done", record: before };
    }
  }
  return applyDecision(world.store.enrollments, decision);
}

function memberOf(
  world: LiveWorld,
  section: SectionRecord,
  row: EnrollmentImportRow,
): EnrollmentRecord | undefined {
  const user = world.store.users.find("schoolUid", row.school_uid ?? "");
  if (user === undefined) return undefined;
  return world.store.enrollments.find("member", pairKey(section.id, user.id));
}

function originsOf(
  world: LiveWorld,
  member: EnrollmentRecord,
): readonly { readonly schoolCode: string }[] {
  return world.store.enrollmentOrigins.list("enrollment", member.id);
}
