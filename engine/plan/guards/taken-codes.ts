import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import type { Change } from "../../../contracts/run/plan.ts";
import { encodePart } from "../change.ts";
import { findings, keyIn, sectionOf, type GuardInput, type Verdicts } from "../guard.ts";

/**
 * Courses and sections that an earlier sync had made and that are to be made again (F63): somebody has deleted them in
 * Schoology, and the new ones would be empty.
 */
export function recreateGuard({ changes, memory }: GuardInput): Verdicts {
  const again = new Set<Change>();
  if (memory !== undefined) {
    for (const change of changes) {
      if (change.action !== "create") continue;
      const known = change.kind === "course" ? memory.courses : memory.sections;
      const isMade = change.kind === "course" || change.kind === "section";
      if (isMade && known.has(keyIn(change, 1))) again.add(change);
    }
  }
  const diagnostics = [...again].map((change) => {
    const { address: at, school, kind } = change;
    return diagnose("course-recreate", { at, school }, { kind, code: keyIn(change, 1) });
  });
  return { diagnostics, holds: (change) => (again.has(change) ? "course-recreate" : undefined) };
}

/**
 * Codes of the SIS that in Schoology belong to a course or section which no sync has made (F64). Taking it over would
 * mean to overwrite it and to remove its students. It speaks only while the plan would touch it.
 */
export function codeTakenGuard({ current, changes }: GuardInput): Verdicts {
  if (!hasUnsynced(current)) return findings([]);
  const courses = new Set<string>();
  const sections = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const speak = (change: Change, kind: "course" | "section", code: string): void => {
    const known = kind === "course" ? courses : sections;
    const key = kind === "course" ? code : encodePart(code);
    if (known.has(key)) return;
    known.add(key);
    const at = kind === "course" ? `courses/${encodePart(code)}` : `sections/${key}`;
    diagnostics.push(
      diagnose("code-taken-unsynced", { at, school: change.school }, { kind, code }),
    );
  };
  for (const change of changes) {
    const course = courseOf(change);
    if (course !== undefined && current.courses.get(course)?.synced === false) {
      speak(change, "course", course);
    }
    if (sectionOf(change) === "") continue;
    const section = keyIn(change, 1);
    if (current.sections.get(section)?.synced === false) speak(change, "section", section);
  }
  return {
    diagnostics,
    holds: (change) => {
      const isHeld = courses.has(courseOf(change) ?? "") || sections.has(sectionOf(change));
      return isHeld ? "code-taken-unsynced" : undefined;
    },
  };
}

function hasUnsynced({ courses, sections }: GuardInput["current"]): boolean {
  for (const { synced } of courses.values()) if (synced === false) return true;
  for (const { synced } of sections.values()) if (synced === false) return true;
  return false;
}

/** The code of the course that a change changes or puts a section into. */
function courseOf(change: Change): string | undefined {
  if (change.kind === "course" && change.action === "update") return keyIn(change, 1);
  const code = change.kind === "section" ? change.after?.["course_code"] : undefined;
  return typeof code === "string" ? code : undefined;
}
