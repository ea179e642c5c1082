import type { Stamped } from "../../records.ts";
import type { Table } from "../../table/table.ts";
import type { ActionScene } from "../scene.ts";

/** Which record gets which status. */
export interface StatusChange<Row extends Stamped> {
  readonly table: Table<Row>;
  readonly id: string;
  readonly status: "active" | "tobedeleted";
}

/** Changes the status of a record. Says whether there is one. */
export function setStatus<Row extends Stamped>(
  { modified }: ActionScene,
  { table, id, status }: StatusChange<Row>,
): boolean {
  const row = table.get(id);
  if (row === undefined) return false;
  table.put({ ...row, status, modified });
  return true;
}
