import type { Identified } from "../store/table/table.ts";
import { worldTableNames, type World, type WorldTables } from "../store/world.ts";

/** Rows by table. */
export type WorldDump = Readonly<Record<string, readonly Identified[]>>;

/** Every row of every table that has any, by the order of their ids, for comparing two worlds. */
export function dumpWorld(world: World): WorldDump {
  const filled = worldTableNames.filter((name) => world[name].size > 0);
  return Object.fromEntries(filled.map((name) => [name, rowsOf(world, name)]));
}

/** The whole world as text, with what it shows. Equal worlds have equal text. */
export function digestWorld(world: World): string {
  const { connectionSchools: schools } = world.view;
  const view = { ...world.view, connectionSchools: schools && [...schools] };
  return JSON.stringify([dumpWorld(world), view]);
}

/** How often anything was written, the same or not. */
export function countWrites(world: World): number {
  return world.revision;
}

function rowsOf(world: World, name: keyof WorldTables): readonly Identified[] {
  const { rows } = world[name];
  return Array.from(rows.ordered(), (row) => rows.at(row));
}
