import type { MappingContext } from "./context.ts";

/**
 * Whether a guardian may sync at an org: in OneRoster 1.1 at the district only (guide R13, R111), in 1.2
 * anywhere, for there guardians belong to schools (R113). Where there is no district, as in a bundle of one
 * school, schools stand for it. An org that the SIS did not send decides nothing.
 */
export function isGuardianPlace(orgId: string, { roster, settings }: MappingContext): boolean {
  if (roster.version === "1.2" || settings.readings.guardianPlace === "any-org") return true;
  const type = roster.orgs.get(orgId)?.type;
  if (type === undefined || type === "district") return true;
  for (const org of roster.orgs.values()) if (org.type === "district") return false;
  return true;
}
