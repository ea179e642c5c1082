import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Stamped } from "../store/records.ts";
import type { Table } from "../store/table/table.ts";
import type { World } from "../store/world.ts";
import type { AgentLinks } from "./agent-links.ts";
import type { WireFields } from "./wire-fields.ts";

/** One record on its way into the world. */
export interface Taking extends WireFields {
  readonly world: World;
  readonly version: OneRosterVersion;
  /** What every record has; its id is certain. */
  readonly stamp: Stamped;
  readonly links: AgentLinks;
  /** A row of CSV says only a part of its record: what join files say stays as it is (roles, resources, scales). */
  readonly keepsJoined: boolean;
}

/** Puts a row into its table. Fields that come from join files keep their value, where the taking says so. */
export function putTaken<Row extends Stamped>(
  { keepsJoined }: Taking,
  table: Table<Row>,
  { row, joined = [] }: { readonly row: Row; readonly joined?: readonly (keyof Row)[] },
): void {
  const known = keepsJoined && joined.length > 0 ? table.get(row.id) : undefined;
  if (known === undefined) {
    table.put(row);
    return;
  }
  const kept: Partial<Row> = {};
  for (const field of joined) kept[field] = known[field];
  table.put({ ...row, ...kept });
}
