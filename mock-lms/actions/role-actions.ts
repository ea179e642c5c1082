import type { RoleRecord } from "../store/records.ts";
import { UnknownObjectError, type HasStore } from "./people-actions.ts";

/**
 * Adds a role by hand, for the whole organisation or, with a building, as that building's override
 * (Schoology API: roles, role_type 1 and 2). The API only reads roles.
 *
 * @throws UnknownObjectError when there is no such building
 */
export function addRole(
  mock: HasStore,
  by: { readonly title: string; readonly faculty: boolean; readonly buildingId?: number },
): RoleRecord {
  const { buildings, roles } = mock.store;
  const { title, buildingId } = by;
  if (buildingId !== undefined && buildings.get(buildingId)?.kind !== "building") {
    throw new UnknownObjectError(`Failed to add a role: no building has the id ${buildingId}.`);
  }
  const place = buildingId === undefined ? {} : { buildingId };
  return roles.add((id) => ({ id, title, faculty: by.faculty ? 1 : 0, ...place }));
}
