import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import { byText } from "../../mapping/context.ts";
import type { DesiredSection, HeldSection } from "../../mapping/lms-state.ts";
import { addressOf } from "../change.ts";
import { gradingPeriodTitles } from "../diff-courses.ts";
import { keyIn, type GuardInput, type Verdicts } from "../guard.ts";
import { buildingOfCourse } from "../present-sections.ts";

/** The sections that this sync would make, by school, sorted. Only a new schedule can be too early. */
function newSections(input: GuardInput): readonly (readonly [string, readonly DesiredSection[]])[] {
  const schools = new Map<string, DesiredSection[]>();
  for (const change of input.changes) {
    if (change.kind !== "section" || change.action !== "create") continue;
    const section = input.desired.sections.get(keyIn(change, 1));
    if (section === undefined) continue;
    const group = schools.get(section.school);
    if (group === undefined) schools.set(section.school, [section]);
    else group.push(section);
  }
  return [...schools].toSorted(([a], [b]) => byText(a, b));
}

function holdSchools(schools: ReadonlySet<string>, code: string): Verdicts["holds"] {
  return ({ tab, school }) =>
    (tab === "courses" || tab === "sections") && schools.has(school) ? code : undefined;
}

/**
 * A schedule that is not final (guide R44, F02): many of a school's new sections lack a teacher, students or terms.
 * An incomplete roster proves nothing about that, and whoever does not sync counts as there.
 */
export function scheduleGuard(input: GuardInput): Verdicts {
  const { desired, guards } = input;
  const held = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const [school, sections] of desired.complete ? newSections(input) : []) {
    const count = countUnfinished(sections, desired);
    const terms = desired.classesWithoutTerms.get(school) ?? 0;
    const all = sections.length + terms;
    const unfinished = count.unfinished + terms;
    if (all < guards.unfinalMin || (unfinished / all) * 100 <= guards.unfinalPercent) continue;
    held.add(school);
    const begins = firstDay(sections, desired);
    const place = { at: addressOf("schools", school), school };
    const args = { ...count, unfinished, terms, sections: all, begins };
    diagnostics.push(diagnose("schedule-not-final", place, args));
  }
  return { diagnostics, holds: holdSchools(held, "schedule-not-final") };
}

function countUnfinished(
  sections: readonly DesiredSection[],
  desired: GuardInput["desired"],
): { readonly unfinished: number; readonly teachers: number; readonly students: number } {
  const count = { unfinished: 0, teachers: 0, students: 0 };
  for (const { schoolCode } of sections) {
    if (desired.skippedMembers.has(schoolCode)) continue;
    const members = [...(desired.enrollments.get(schoolCode)?.values() ?? [])];
    const noTeacher = !members.some(({ admin }) => admin);
    const noStudent = members.every(({ admin }) => admin);
    if (noTeacher) count.teachers += 1;
    if (noStudent) count.students += 1;
    if (noTeacher || noStudent) count.unfinished += 1;
  }
  return count;
}

function firstDay(sections: readonly DesiredSection[], desired: GuardInput["desired"]): string {
  const days = sections
    .flatMap(({ gradingPeriodKeys }) => gradingPeriodKeys)
    .flatMap((key) => desired.gradingPeriods.get(key)?.startDate ?? []);
  return days.toSorted()[0] ?? "?";
}

/**
 * A rolled-in trial (F03): nearly all of a school's new sections are those of an earlier grading period, by the titles
 * of course and section, and nobody is in them.
 */
export function rolledInGuard(input: GuardInput): Verdicts {
  const { desired, guards, resolved } = input;
  const held = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  let earlier: ReadonlyMap<string, readonly HeldSection[]> | undefined;
  for (const [school, sections] of newSections(input)) {
    if (sections.length < guards.unfinalMin) continue;
    earlier ??= earlierSections(input);
    const twins = sections.filter((section) => {
      const key = titleKey(
        resolved.buildingOf.get(school) ?? "",
        desired.courses.get(section.courseCode)?.title ?? section.courseCode,
        section.title,
      );
      return isWithoutStudents(section, desired) && isAnothers(earlier?.get(key), section, input);
    });
    if ((twins.length / sections.length) * 100 < guards.rolledInPercent) continue;
    held.add(school);
    const place = { at: addressOf("schools", school), school };
    const args = { twins: twins.length, sections: sections.length };
    diagnostics.push(diagnose("rolled-in", place, args));
  }
  return { diagnostics, holds: holdSchools(held, "rolled-in") };
}

function isWithoutStudents(
  { schoolCode }: DesiredSection,
  desired: GuardInput["desired"],
): boolean {
  if (desired.skippedMembers.has(schoolCode)) return false;
  const members = [...(desired.enrollments.get(schoolCode)?.values() ?? [])];
  return members.every(({ admin }) => admin);
}

/** Whether one of these is a section of other grading periods. */
function isAnothers(
  held: readonly HeldSection[] | undefined,
  section: DesiredSection,
  { current, resolved }: GuardInput,
): boolean {
  const titles = new Set(gradingPeriodTitles(section, resolved));
  const ids = new Set(
    current.gradingPeriods.filter(({ title }) => titles.has(title)).map(({ id }) => id),
  );
  return (held ?? []).some(({ gradingPeriodIds }) => !gradingPeriodIds.some((id) => ids.has(id)));
}

function earlierSections({ current, desired }: GuardInput): ReadonlyMap<string, HeldSection[]> {
  const sections = new Map<string, HeldSection[]>();
  for (const section of current.sections.values()) {
    if (desired.sections.has(section.schoolCode)) continue;
    const { courseCode, title } = section;
    const course = String(current.courses.get(courseCode)?.fields["title"] ?? courseCode);
    const key = titleKey(buildingOfCourse(current, courseCode), course, title);
    const group = sections.get(key);
    if (group === undefined) sections.set(key, [section]);
    else group.push(section);
  }
  return sections;
}

function titleKey(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
