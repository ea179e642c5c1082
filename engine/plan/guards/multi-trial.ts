import { diagnose, type Diagnostic, type Fields } from "../../../contracts/run/diagnostic.ts";
import { byText } from "../../mapping/context.ts";
import type { DesiredSection, DesiredState } from "../../mapping/lms-state.ts";
import { addressOf, encodePart } from "../change.ts";
import type { GuardInput, Verdicts } from "../guard.ts";

/**
 * Two trials exposed at once (F04): sections of one pull that agree in course, title, class code, grading
 * periods and teachers, and differ only in their ids. Sections without a teacher are not judged.
 */
export function multiTrialGuard(input: GuardInput): Verdicts {
  const twins = [...groupTwins(input.desired).values()].filter((group) => group.length > 1);
  const held = new Set(twins.flat().map(({ schoolCode }) => encodePart(schoolCode)));
  const diagnostics = bySchool(twins).map(([school, groups]): Diagnostic => {
    const place = { at: addressOf("schools", school), school, evidence: groups.map(rowOf) };
    return diagnose("multi-trial", place, { pairs: groups.length });
  });
  return {
    diagnostics,
    holds: (change) => {
      if (change.tab !== "sections") return undefined;
      return held.has(change.address.split("/")[1] ?? "") ? "multi-trial" : undefined;
    },
  };
}

function groupTwins(desired: DesiredState): ReadonlyMap<string, readonly DesiredSection[]> {
  const groups = new Map<string, DesiredSection[]>();
  for (const section of desired.sections.values()) {
    const teachers = [...(desired.enrollments.get(section.schoolCode) ?? [])]
      .filter(([, { admin }]) => admin)
      .map(([uid]) => uid)
      .toSorted(byText);
    if (teachers.length === 0) continue;
    const { school, courseCode, title, classCode = "", location = "", gradingPeriodKeys } = section;
    const key = JSON.stringify([
      school,
      courseCode,
      title,
      classCode,
      location,
      gradingPeriodKeys,
      teachers,
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [section]);
    else group.push(section);
  }
  return groups;
}

type TwinGroup = readonly DesiredSection[];

function bySchool(
  twins: readonly TwinGroup[],
): readonly (readonly [string, readonly TwinGroup[]])[] {
  const schools = new Map<string, TwinGroup[]>();
  for (const group of twins) {
    const school = group[0]?.school ?? "";
    const groups = schools.get(school);
    if (groups === undefined) schools.set(school, [group]);
    else groups.push(group);
  }
  return [...schools].toSorted(([a], [b]) => byText(a, b));
}

function rowOf(group: TwinGroup): Fields {
  return { section: group[0]?.title ?? "", "sent as": group.map(({ schoolCode }) => schoolCode) };
}
