import { guidOf } from "../../guid.ts";
import type { TableRows } from "../../table/table.ts";
import type { IdClass, World } from "../../world.ts";

/** Where a GUID of 1.2 is looked for. */
export interface GuidSearch {
  readonly idClass: IdClass;
  readonly rows: Pick<TableRows<unknown>, "end" | "isLive" | "idAt">;
}

/**
 * Finds the id behind a GUID, where 1.2 has GUIDs for the class. GUIDs are made from ids and not kept, so that this
 * makes all of them: a second or so for a million people, which only who writes a GUID into an action pays.
 */
export function idOfGuid(
  { view }: World,
  guid: string,
  { idClass, rows }: GuidSearch,
): string | undefined {
  if (view.idPolicy[idClass] !== "newGuid" || !guidForm.test(guid)) return undefined;
  for (let row = 0; row < rows.end; row += 1) {
    if (rows.isLive(row) && guidOf(idClass, rows.idAt(row)) === guid) return rows.idAt(row);
  }
  return undefined;
}

const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
