import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Collection, Roster, RosterClass } from "./roster.ts";

/**
 * Finds references to records that were not sent (F62). Courses and terms of classes, and users of
 * enrollments, are judged later, where the school is known to sync; here it is what nobody would look at again.
 */
export function checkReferences(roster: Roster): readonly Diagnostic[] {
  return [...classesWithoutSchool(roster), ...enrollmentsWithoutClass(roster)];
}

function classesWithoutSchool(roster: Roster): readonly Diagnostic[] {
  const missing = (item: RosterClass): boolean =>
    item.schoolId === undefined || !roster.orgs.has(item.schoolId);
  return [...roster.classes.values()]
    .filter(missing)
    .map((item) => dangling(`classes/${item.sourcedId}`, "orgs", item.schoolId ?? "(none)"));
}

function enrollmentsWithoutClass(roster: Roster): readonly Diagnostic[] {
  return [...roster.enrollments]
    .filter(([classId]) => !roster.classes.has(classId))
    .flatMap(([classId, members]) =>
      members.map(({ sourcedId }) => dangling(`enrollments/${sourcedId}`, "classes", classId)),
    );
}

function dangling(at: string, target: Collection, targetId: string): Diagnostic {
  return diagnose("dangling-reference", { at: `sis/${at}` }, { target, targetId });
}
