import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { MappingContext } from "./context.ts";
import { roleTitleAt } from "./choose-role.ts";
import { mappedRoleOf } from "./roles.ts";
import type { SchoolMap } from "./schools.ts";

/**
 * False when guardians of a OneRoster 1.1 roster hang on a district that cannot take them (guide R111, F41).
 * True when no school maps the Guardian role, for then nobody expects guardians. In 1.2 guardians belong to
 * schools, and this is always true (R113).
 */
export function hasGuardianDistrict(context: MappingContext, schools: SchoolMap): boolean {
  if (context.roster.version === "1.2" || !wantsGuardians(context)) return true;
  for (const person of context.roster.people.values()) {
    for (const { role, orgId } of person.roles) {
      if (mappedRoleOf(role) !== "guardian") continue;
      if (context.roster.orgs.get(orgId)?.type !== "district") continue;
      return (
        schools.targets.has(orgId) && roleTitleAt(orgId, "guardian", context.settings) !== undefined
      );
    }
  }
  return true;
}

/** What is odd about where guardians are, or that there are none. */
export function guardianRemarks(
  context: MappingContext,
  schools: SchoolMap,
): readonly Diagnostic[] {
  if (!wantsGuardians(context)) return [];
  const count = countGuardians(context, schools);
  if (count.all === 0 && count.students > 0) {
    // No link ends for want of guardians: a connection without Grade Book Sync sends none (F47).
    return [diagnose("guardians-none", { at: "sis/users" }, { students: count.students })];
  }
  if (context.roster.version === "1.1" || count.mapped > 0 || count.atSchools === 0) return [];
  return [diagnose("guardian-level", { at: "settings/roles" }, { guardians: count.atSchools })];
}

/** Guardians in OneRoster 1.2 belong to schools; mapped at the district only, none of them syncs (R113, F42). */
function countGuardians(
  context: MappingContext,
  schools: SchoolMap,
): { readonly [Name in "all" | "students" | "atSchools" | "mapped"]: number } {
  const count = { all: 0, students: 0, atSchools: 0, mapped: 0 };
  for (const { roles } of context.roster.people.values()) {
    for (const { role, orgId } of roles) {
      const mapped = mappedRoleOf(role);
      if (mapped === "student") count.students += 1;
      if (mapped !== "guardian") continue;
      count.all += 1;
      if (context.roster.orgs.get(orgId)?.type === "district") continue;
      if (!schools.targets.has(orgId)) continue;
      count.atSchools += 1;
      if (roleTitleAt(orgId, "guardian", context.settings) !== undefined) count.mapped += 1;
    }
  }
  return count;
}

function wantsGuardians({ settings }: MappingContext): boolean {
  const maps = [settings.roles.default, ...Object.values(settings.roles.schools)];
  return maps.some(({ guardian = "do-not-sync" }) => guardian !== "do-not-sync");
}
