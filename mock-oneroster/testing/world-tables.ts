import type { World } from "../store/world.ts";

/** How often each table of the grade book was changed, and what it holds: for seeing that nothing happened. */
export function worldTables(world: World): unknown {
  const { categories, lineItems, results, scoreGroups } = world;
  const { assessmentLineItems, assessmentResults } = world;
  const tables = {
    categories,
    lineItems,
    results,
    scoreGroups,
    assessmentLineItems,
    assessmentResults,
  };
  return Object.entries(tables).map(([name, table]) => [name, table.revision, ...table.values()]);
}
