import { createHash } from "node:crypto";
import type { Table } from "../store/table/table.ts";
import type { World, WorldTables } from "../store/world.ts";

/** Every table by name: one that is missing here would not type-check. */
const tableNames: Readonly<Record<keyof WorldTables, true>> = {
  orgs: true,
  schoolYears: true,
  calendars: true,
  structures: true,
  terms: true,
  trials: true,
  courses: true,
  sections: true,
  rosters: true,
  staff: true,
  people: true,
  demographics: true,
  schoolEnrollments: true,
  assignments: true,
  relationships: true,
  categories: true,
  gradingTasks: true,
  scoreGroups: true,
  lineItems: true,
  results: true,
  resources: true,
  assessmentLineItems: true,
  assessmentResults: true,
};

/** What all tables can do, whatever their rows are. */
export type AnyTable = Pick<Table<{ readonly id: string }>, "size" | "values">;

/** The tables of a world by name. */
export function tablesOf(world: World): ReadonlyMap<string, AnyTable> {
  const tables = new Map<string, AnyTable>();
  for (const [name, value] of Object.entries<unknown>({ ...world })) {
    if (name in tableNames && isTable(value)) tables.set(name, value);
  }
  return tables;
}

/** SHA-256 of every row of every table: two worlds with one digest hold the same in the same order. */
export function digestWorld(world: World): string {
  const hash = createHash("sha256");
  for (const [name, table] of tablesOf(world)) {
    hash.update(`${name}\n`);
    for (const row of table.values()) hash.update(`${JSON.stringify(row)}\n`);
  }
  return hash.digest("hex");
}

function isTable(value: unknown): value is AnyTable {
  return typeof value === "object" && value !== null && "values" in value && "size" in value;
}
