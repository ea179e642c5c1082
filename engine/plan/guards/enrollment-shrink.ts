import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import type { Change } from "../../../contracts/run/plan.ts";
import { byText } from "../../mapping/context.ts";
import { addressOf, encodePart } from "../change.ts";
import { countUp, isTooMany, sectionOf, type GuardInput, type Verdicts } from "../guard.ts";

interface Loss {
  removed: number;
  present: number;
}

/**
 * Sections, a school or all of them would lose many students at once: an unfinished share, an expired scope, a wrong
 * year (F65). A section of few members is not judged; a school and the district are by how many would leave.
 */
export function shrinkGuard(input: GuardInput): Verdicts {
  const { section: sectionBound, school: schoolBound, district } = input.guards.shrink.enrollments;
  const removals = countRemovals(input.changes);
  const diagnostics: Diagnostic[] = [];
  const heldSections = new Set<string>();
  const schools = new Map<string, Loss>();
  const total: Loss = { removed: 0, present: 0 };
  for (const [code, members] of input.current.enrollments) {
    const section = input.desired.sections.get(code);
    if (section === undefined) continue;
    let present = 0;
    for (const { admin } of members.values()) if (!admin) present += 1;
    const removed = removals.get(encodePart(code)) ?? 0;
    const school = schools.get(section.school) ?? { removed: 0, present: 0 };
    schools.set(section.school, school);
    for (const sum of [school, total]) {
      sum.present += present;
      sum.removed += removed;
    }
    if (present < sectionBound.min) continue;
    if (!isTooMany({ ...sectionBound, min: 1 }, { missing: removed, of: present })) continue;
    heldSections.add(encodePart(code));
    const place = { at: addressOf("sections", code), school: section.school };
    diagnostics.push(diagnose("shrink-section", place, { removed, present }));
  }
  const heldSchools = new Set<string>();
  for (const [school, loss] of [...schools].toSorted(([a], [b]) => byText(a, b))) {
    if (!isTooMany(schoolBound, { missing: loss.removed, of: loss.present })) continue;
    heldSchools.add(school);
    const place = { at: addressOf("schools", school), school };
    diagnostics.push(diagnose("shrink-school", place, { ...loss }));
  }
  const isTotal = isTooMany(district, { missing: total.removed, of: total.present });
  if (isTotal) diagnostics.push(diagnose("shrink-total", { at: "plan" }, { ...total }));
  return {
    diagnostics,
    holds: (change) => {
      if (change.kind !== "enrollment" || change.action !== "remove") return undefined;
      if (heldSections.has(sectionOf(change))) return "shrink-section";
      if (heldSchools.has(change.school)) return "shrink-school";
      return isTotal ? "shrink-total" : undefined;
    },
  };
}

function countRemovals(changes: readonly Change[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const change of changes) {
    if (change.kind === "enrollment" && change.action === "remove") {
      countUp(counts, sectionOf(change));
    }
  }
  return counts;
}
