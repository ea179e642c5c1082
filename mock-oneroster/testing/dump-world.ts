import type { World, WorldTables } from "../store/world.ts";

const tableNames = [
  "orgs",
  "schoolYears",
  "calendars",
  "structures",
  "terms",
  "trials",
  "courses",
  "sections",
  "rosters",
  "staff",
  "people",
  "demographics",
  "schoolEnrollments",
  "assignments",
  "relationships",
  "categories",
  "gradingTasks",
  "scoreGroups",
  "lineItems",
  "results",
  "resources",
  "assessmentLineItems",
  "assessmentResults",
] as const satisfies readonly (keyof WorldTables)[];

/** Every row of every table that has any, by the order of their ids, for comparing two worlds. */
export function dumpWorld(world: World): Readonly<Record<string, readonly unknown[]>> {
  const filled = tableNames.filter((name) => world[name].size > 0);
  return Object.fromEntries(filled.map((name) => [name, rowsOf(world, name)]));
}

function rowsOf(world: World, name: keyof WorldTables): readonly unknown[] {
  const { rows } = world[name];
  return Array.from(rows.ordered(), (row) => rows.at(row));
}
