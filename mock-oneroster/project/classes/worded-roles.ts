import { rolesOf, type HeldRole } from "../../store/people.ts";
import type { Person, Relationship } from "../../store/records.ts";
import type { World } from "../../store/world.ts";
import type { ProjectionScene } from "../scene.ts";

/** The roles of a person in the words of 1.2: those of the standard, or those of Campus for its own people. */
export function wordedRoles(
  { world, style }: ProjectionScene,
  person: Person,
  asContact?: readonly Relationship[],
): readonly HeldRole[] {
  const roles = rolesOf(world, person, asContact);
  if (style.staffWords === "as-assigned" || person.idForm === "written") {
    return roles.map((held) => worded(held, wordOfStandard(world, held)));
  }
  return withoutRepeats(roles.map((held) => worded(held, wordOfCampus(held))));
}

function worded(held: HeldRole, role: string): HeldRole {
  return role === held.role ? held : { ...held, role };
}

/** 1.2 dropped `administrator`: the org decides which of its successors it becomes. */
function wordOfStandard(world: World, { role, org }: HeldRole): string {
  if (role !== "administrator") return role;
  const place = org === undefined ? undefined : world.orgs.get(org);
  return place?.type === "district" ? "districtAdministrator" : "siteAdministrator";
}

const kept: ReadonlySet<string> = new Set(["student", "teacher", "guardian", "relative"]);
const administrators: ReadonlySet<string> = new Set([
  "administrator",
  "districtAdministrator",
  "principal",
  "siteAdministrator",
  "systemAdministrator",
]);

/**
 * Campus 1.2 has the five words of 1.1 and `aide`, which is any assignment but that of a teacher; an administrator is
 * who has a security role (facts A.5), for which our assignments as administrator stand.
 */
function wordOfCampus({ role }: HeldRole): string {
  if (kept.has(role)) return role;
  return administrators.has(role) ? "administrator" : "aide";
}

/** A counselor who is an aide too is an aide once. */
function withoutRepeats(roles: readonly HeldRole[]): readonly HeldRole[] {
  if (roles.length < 2) return roles;
  const seen = new Set<string>();
  return roles.filter(({ role, org }) => {
    const key = `${role} ${org ?? ""}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
