import { writtenRoles } from "../import/written-roles.ts";
import type { Projection } from "../project/projection.ts";
import { lookAt } from "../store/sight.ts";

/**
 * The ids that the rows of a person's roles had in roles.csv, in the order in which the roles are sent: a district
 * that imports its own bundle finds its rows again. Undefined in places where a role never had a row.
 */
export function roleRowIds(projection: Projection, user: string): readonly (string | undefined)[] {
  const { world } = projection;
  const key = projection.keyOf("user", user);
  const person = key === undefined ? undefined : world.people.get(key);
  if (person?.idForm !== "written") return [];
  const sight = lookAt(world);
  return writtenRoles(world, person.id)
    .filter(({ org }) => sight.school(org))
    .map(({ written }) => written?.rowId);
}
