import type { World, WorldTables } from "./world.ts";

/**
 * How often the view or one of these tables has changed. Counts only rise, so an equal sum means that nothing has.
 */
export function changeCount(world: World, tables: readonly (keyof WorldTables)[]): number {
  let count = world.viewRevision;
  for (const table of tables) count += world[table].revision;
  return count;
}
