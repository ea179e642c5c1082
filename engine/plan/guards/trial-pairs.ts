import { byText } from "../../mapping/context.ts";
import type { DesiredSection, HeldSection } from "../../mapping/lms-state.ts";
import type { GuardInput } from "../guard.ts";
import { gradingPeriodTitles } from "../diff-courses.ts";

/** A section of the LMS and the one of the SIS that is its twin but for the id. */
export interface SectionPair {
  readonly present: HeldSection;
  readonly incoming: DesiredSection;
  readonly gradingPeriods: readonly string[];
  readonly courseTitle: string;
}

/**
 * Finds the sections that would be created although the LMS has one of the same course, title and
 * grading periods whose own id the SIS no longer sends: what a switched trial looks like (F01).
 */
export function findSwitchedTrials(input: GuardInput): readonly SectionPair[] {
  const orphans = orphanedSections(input);
  const pairs: SectionPair[] = [];
  for (const incoming of input.desired.sections.values()) {
    if (input.current.sections.has(incoming.schoolCode)) continue;
    const gradingPeriods = gradingPeriodTitles(incoming, input.resolved);
    if (gradingPeriods === undefined) continue;
    const present = orphans
      .get(twinKey(incoming.courseCode, incoming.title, gradingPeriods))
      ?.shift();
    if (present === undefined) continue;
    const courseTitle =
      input.desired.courses.get(incoming.courseCode)?.title ?? incoming.courseCode;
    pairs.push({ present, incoming, gradingPeriods, courseTitle });
  }
  return pairs;
}

/** Sections that the LMS holds and the SIS no longer sends, by what a twin would share. */
function orphanedSections(input: GuardInput): Map<string, HeldSection[]> {
  const titles = new Map(input.current.gradingPeriods.map(({ id, title }) => [id, title]));
  const orphans = new Map<string, HeldSection[]>();
  const held = [...input.current.sections.values()].toSorted((a, b) =>
    byText(a.schoolCode, b.schoolCode),
  );
  for (const section of held) {
    if (input.desired.sections.has(section.schoolCode)) continue;
    const periods = section.gradingPeriodIds.map((id) => titles.get(id) ?? id).toSorted(byText);
    const key = twinKey(section.courseCode, section.title, periods);
    const group = orphans.get(key);
    if (group === undefined) orphans.set(key, [section]);
    else group.push(section);
  }
  return orphans;
}

function twinKey(courseCode: string, title: string, periods: readonly string[]): string {
  return JSON.stringify([courseCode, title, periods]);
}
