import { writtenRoles } from "../import/written-roles.ts";
import { lookAt } from "../store/sight.ts";
import type { World } from "../store/world.ts";

/**
 * The ids that the rows of a person's roles had in roles.csv, in the order in which the roles are sent: a district
 * that imports its own bundle finds its rows again. Undefined in places where a role never had a row.
 */
export function roleRowIds(world: World, user: string): readonly (string | undefined)[] {
  // The id of a person who was imported is the same everywhere.
  const person = world.people.get(user);
  if (person?.idForm !== "written") return [];
  const sight = lookAt(world);
  return writtenRoles(world, person.id)
    .filter(({ org }) => sight.school(org))
    .map(({ written }) => written?.rowId);
}
