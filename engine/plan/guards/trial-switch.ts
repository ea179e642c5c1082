import { diagnose, type Diagnostic, type Fields } from "../../../contracts/run/diagnostic.ts";
import { byText } from "../../mapping/context.ts";
import type { DesiredState } from "../../mapping/lms-state.ts";
import { addressOf, encodePart } from "../change.ts";
import { sectionOf, type GuardInput, type Verdicts } from "../guard.ts";
import { findSwitchedTrials, type SectionPair } from "./trial-pairs.ts";

/** The trial switch (F01): sections that would be created although they are there under another id. */
export function trialSwitchGuard(input: GuardInput): Verdicts {
  const bySchool = groupBySchool(findSwitchedTrials(input));
  const sectionCounts = countSections(input.desired);
  const heldSchools = new Set<string>();
  const heldSections = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const [school, pairs] of bySchool) {
    const sections = sectionCounts.get(school) ?? pairs.length;
    if ((pairs.length / sections) * 100 >= input.guards.trialSwitchPercent) heldSchools.add(school);
    for (const { incoming } of pairs) heldSections.add(encodePart(incoming.schoolCode));
    const place = { at: addressOf("schools", school), school, evidence: pairs.map(pairRow) };
    diagnostics.push(diagnose("trial-switch", place, { pairs: pairs.length, sections }));
  }
  return {
    diagnostics,
    holds: (change) => {
      if (change.tab !== "sections" && change.tab !== "courses") return undefined;
      const isHeld = heldSchools.has(change.school) || heldSections.has(sectionOf(change));
      return isHeld ? "trial-switch" : undefined;
    },
  };
}

function groupBySchool(pairs: readonly SectionPair[]): ReadonlyMap<string, readonly SectionPair[]> {
  const groups = new Map<string, SectionPair[]>();
  for (const pair of pairs) {
    const group = groups.get(pair.incoming.school);
    if (group === undefined) groups.set(pair.incoming.school, [pair]);
    else group.push(pair);
  }
  return new Map([...groups].toSorted(([a], [b]) => byText(a, b)));
}

function pairRow({ present, incoming, gradingPeriods, courseTitle }: SectionPair): Fields {
  return {
    course: courseTitle,
    section: incoming.title,
    "grading periods": [...gradingPeriods],
    "in Schoology": present.schoolCode,
    "would be created": incoming.schoolCode,
  };
}

/** How many sections each school should have. */
function countSections(desired: DesiredState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { school } of desired.sections.values()) {
    counts.set(school, (counts.get(school) ?? 0) + 1);
  }
  return counts;
}
