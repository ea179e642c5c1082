import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import type { DesiredSection, HeldSection } from "../../mapping/lms-state.ts";
import { addressOf, encodePart } from "../change.ts";
import { findings, keyIn, sectionOf, type GuardInput, type Verdicts } from "../guard.ts";

interface CrossListed {
  readonly source: DesiredSection;
  readonly target: string;
  readonly students: number;
}

/**
 * Sections that are cross-listed into others (F69). Such a section is not in Schoology, and its students are in the other
 * one: a sync would make it again and take them out there. A section that was split looks the same, so only those that
 * an earlier sync had made are held.
 */
export function crossListingGuard(input: GuardInput): Verdicts {
  const listed = findCrossListed(input);
  const held = new Set<string>();
  const targets = new Map<string, Set<string>>();
  for (const { source, target } of listed) {
    if (input.memory?.sections.has(source.schoolCode) !== true) continue;
    held.add(encodePart(source.schoolCode));
    const students = targets.get(encodePart(target)) ?? new Set();
    targets.set(encodePart(target), students);
    for (const uid of studentsOf(input, source.schoolCode)) students.add(uid);
  }
  const diagnostics = listed.map(({ source, target, students }) => {
    const place = { at: addressOf("sections", source.schoolCode), school: source.school };
    const args = { section: source.schoolCode, target, students };
    return diagnose("cross-listing-orphan", place, args);
  });
  return {
    diagnostics,
    holds: (change) => {
      const section = sectionOf(change);
      const isLeaving =
        change.action === "remove" && targets.get(section)?.has(keyIn(change, 2)) === true;
      return held.has(section) || isLeaving ? "cross-listing-orphan" : undefined;
    },
  };
}

/** New sections all of whose students are to leave one and the same present section. */
function findCrossListed(input: GuardInput): readonly CrossListed[] {
  const leaving = new Map<string, Set<string>>();
  for (const change of input.changes) {
    if (change.kind !== "enrollment" || change.action !== "remove") continue;
    const uid = keyIn(change, 2);
    const sections = leaving.get(uid) ?? new Set();
    leaving.set(uid, sections.add(keyIn(change, 1)));
  }
  if (leaving.size === 0) return [];
  return input.changes.flatMap((change): readonly CrossListed[] => {
    if (change.kind !== "section" || change.action !== "create") return [];
    const source = input.desired.sections.get(keyIn(change, 1));
    if (source === undefined) return [];
    const students = studentsOf(input, source.schoolCode);
    if (students.length < input.guards.crossListingMin) return [];
    const [first = "", ...others] = students;
    const target = [...(leaving.get(first) ?? [])].find((code) =>
      others.every((uid) => leaving.get(uid)?.has(code)),
    );
    return target === undefined ? [] : [{ source, target, students: students.length }];
  });
}

function studentsOf({ desired }: GuardInput, schoolCode: string): readonly string[] {
  return [...(desired.enrollments.get(schoolCode) ?? [])].flatMap(([uid, { admin }]) =>
    admin ? [] : [uid],
  );
}

/** Linked sections that would share students, which Schoology does not allow (F70). */
export function linkOverlapGuard(input: GuardInput): Verdicts {
  const diagnostics: Diagnostic[] = [];
  for (const group of linkedSections(input)) {
    for (const [index, section] of group.entries()) {
      const own = new Set(studentsOf(input, section.schoolCode));
      for (const other of group.slice(index + 1)) {
        const shared = studentsOf(input, other.schoolCode).filter((uid) => own.has(uid)).length;
        if (shared > 0) diagnostics.push(overlap(input, { section, other, shared }));
      }
    }
  }
  return findings(diagnostics);
}

/** Groups of linked sections, a master and its children. Schoology links ten at the most. */
function linkedSections({ current }: GuardInput): Iterable<readonly HeldSection[]> {
  const groups = new Map<string, HeldSection[]>();
  for (const section of current.sections.values()) {
    if (section.parentId === undefined) continue;
    const group = groups.get(section.parentId);
    if (group === undefined) groups.set(section.parentId, [section]);
    else group.push(section);
  }
  if (groups.size > 0) {
    for (const section of current.sections.values()) groups.get(section.id)?.push(section);
  }
  return groups.values();
}

function overlap(
  { desired }: GuardInput,
  found: {
    readonly section: HeldSection;
    readonly other: HeldSection;
    readonly shared: number;
  },
): Diagnostic {
  const { section, other, shared } = found;
  const place = {
    at: addressOf("sections", section.schoolCode),
    school: desired.sections.get(section.schoolCode)?.school ?? "",
  };
  const args = { students: shared, section: section.title, other: other.title };
  return diagnose("link-overlap", place, args);
}
