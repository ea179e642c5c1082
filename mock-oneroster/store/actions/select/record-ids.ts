import type { Person } from "../../records.ts";
import type { Identified, Table } from "../../table/table.ts";
import { personOfRecord } from "../../user-ids.ts";
import type { IdClass, World } from "../../world.ts";
import { idOfGuid } from "./by-guid.ts";

/** The person with a sourcedId of either version: a 1.1 record's, a GUID, or an id as written. */
export function personOfSourcedId(world: World, sourcedId: string): Person | undefined {
  const found = personOfRecord(world, sourcedId);
  if (found !== undefined) return found;
  const id = idOfGuid(world, sourcedId, { idClass: "user", rows: world.people.rows });
  return id === undefined ? undefined : world.people.get(id);
}

/** The record with a sourcedId of either version. */
export function rowOfSourcedId<Row extends Identified>(
  world: World,
  sourcedId: string,
  { table, idClass }: { readonly table: Table<Row>; readonly idClass: IdClass },
): Row | undefined {
  const found = table.get(sourcedId);
  if (found !== undefined) return found;
  const id = idOfGuid(world, sourcedId, { idClass, rows: table.rows });
  return id === undefined ? undefined : table.get(id);
}
