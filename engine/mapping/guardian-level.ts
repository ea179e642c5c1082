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

function wantsGuardians({ settings }: MappingContext): boolean {
  const maps = [settings.roles.default, ...Object.values(settings.roles.schools)];
  return maps.some(({ guardian = "do-not-sync" }) => guardian !== "do-not-sync");
}
