import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Org, Roster } from "../snapshot/roster.ts";
import { byText, settingOf } from "./context.ts";
import type { BuildingTarget } from "./lms-state.ts";

/** The schools that sync, and what each becomes. Orgs that are not in `targets` are not mapped. */
export interface SchoolMap {
  readonly targets: ReadonlyMap<string, BuildingTarget>;
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Maps schools to buildings: one to one, many to one, new, or not at all (guide R88 to R94).
 *
 * The district is the organisation itself unless the settings say otherwise; its guardians need it (R111).
 * An org of another type counts as a school when classes belong to it.
 */
export function mapSchools(roster: Roster, settings: Settings): Outcome<SchoolMap> {
  const targets = new Map<string, BuildingTarget>();
  const names = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const taught = orgsWithClasses(roster);
  const orgs = [...roster.orgs.values()].toSorted((a, b) => byText(a.sourcedId, b.sourcedId));
  for (const org of orgs) {
    if (org.type !== "school" && org.type !== "district" && !taught.has(org.sourcedId)) continue;
    names.set(org.sourcedId, org.name);
    const target = targetOf(org, settings);
    if (target !== undefined) targets.set(org.sourcedId, target);
    diagnostics.push(
      ...remarks({ org, mapped: target !== undefined, taught: taught.has(org.sourcedId) }),
    );
  }
  return { value: { targets, names }, diagnostics };
}

function orgsWithClasses(roster: Roster): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { schoolId } of roster.classes.values()) if (schoolId !== undefined) ids.add(schoolId);
  return ids;
}

function targetOf(org: Org, settings: Settings): BuildingTarget | undefined {
  const chosen = settingOf(settings.schools.map, org.sourcedId) ?? settings.schools.default;
  if (typeof chosen === "object") return { kind: "existing", name: chosen.building };
  if (chosen === "skip") return undefined;
  const isDistrictByDefault =
    org.type === "district" && !Object.hasOwn(settings.schools.map, org.sourcedId);
  if (chosen === "organization" || isDistrictByDefault) return { kind: "organization" };
  const code =
    settings.readings.buildingCodeSource === "identifier"
      ? (org.identifier ?? org.sourcedId)
      : org.sourcedId;
  return { kind: "created", code, title: org.name === "" ? org.sourcedId : org.name };
}

function remarks(seen: {
  readonly org: Org;
  readonly mapped: boolean;
  readonly taught: boolean;
}): readonly Diagnostic[] {
  const { org } = seen;
  const place = { at: `sis/orgs/${org.sourcedId}`, school: org.sourcedId };
  if (!seen.mapped) return [diagnose("school-not-mapped", place, { name: org.name })];
  if (seen.taught && org.type !== "school") {
    return [diagnose("org-acts-as-school", place, { name: org.name, type: org.type })];
  }
  return [];
}
