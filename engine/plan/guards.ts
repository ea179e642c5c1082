import { diagnose, type Diagnostic, type Fields } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import { byText } from "../mapping/context.ts";
import type { DesiredState } from "../mapping/lms-state.ts";
import { addressOf, encodePart } from "./change.ts";
import type { GuardInput, Verdicts } from "./guard.ts";
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

/** Sections would lose many students at once: an unfinished share, an expired scope, a wrong year (F65). */
export function shrinkGuard(input: GuardInput): Verdicts {
  const removals = countRemovals(input.changes);
  const diagnostics: Diagnostic[] = [];
  const heldSections = new Set<string>();
  let present = 0;
  let removed = 0;
  for (const [code, members] of input.current.enrollments) {
    const section = input.desired.sections.get(code);
    if (section === undefined) continue;
    const students = [...members.values()].filter(({ admin }) => !admin).length;
    const leaving = removals.get(encodePart(code)) ?? 0;
    present += students;
    removed += leaving;
    if (students < input.guards.shrinkSectionMin) continue;
    if ((leaving / students) * 100 <= input.guards.shrinkSectionPercent) continue;
    heldSections.add(encodePart(code));
    const place = { at: addressOf("sections", code), school: section.school };
    diagnostics.push(diagnose("shrink-section", place, { removed: leaving, present: students }));
  }
  const isTotal =
    removed >= input.guards.shrinkSectionMin &&
    (removed / present) * 100 > input.guards.shrinkTotalPercent;
  if (isTotal) diagnostics.push(diagnose("shrink-total", { at: "plan" }, { removed, present }));
  return {
    diagnostics,
    holds: (change) => {
      if (change.kind !== "enrollment" || change.action !== "remove") return undefined;
      if (heldSections.has(sectionOf(change))) return "shrink-section";
      return isTotal ? "shrink-total" : undefined;
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

function countRemovals(changes: readonly Change[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const change of changes) {
    if (change.kind !== "enrollment" || change.action !== "remove") continue;
    const section = sectionOf(change);
    counts.set(section, (counts.get(section) ?? 0) + 1);
  }
  return counts;
}

/** The encoded section school code in the address of a section or an enrollment; empty for other kinds. */
function sectionOf(change: Change): string {
  if (change.kind !== "section" && change.kind !== "enrollment") return "";
  return change.address.split("/")[1] ?? "";
}
