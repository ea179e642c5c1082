import type { Category } from "../records.ts";
import { lookAt } from "../sight.ts";
import type { World } from "../world.ts";

/** The id of the category of what has none. */
export const uncategorizedId = "uncategorized";

/**
 * The category that stands for having none, as Campus calls it (Uncategorized Assignments, facts A.11): every line
 * item must name a category on the wire. It is there when some item needs it, unless the world has one of its id.
 */
export function uncategorized(world: World): Category | undefined {
  if (world.categories.has(uncategorizedId) || !isNeeded(world)) return undefined;
  const district = world.orgs.get(lookAt(world).district ?? "");
  return {
    id: uncategorizedId,
    status: "active",
    modified: district?.modified ?? "1970-01-01T00:00:00.000Z",
    metadata: undefined,
    title: "Uncategorized",
    weight: undefined,
    section: undefined,
  };
}

/** Grading tasks have no category, and clients of 1.1 may send none (F91). */
function isNeeded(world: World): boolean {
  if (world.gradingTasks.size > 0) return true;
  for (const { category } of world.lineItems.values()) if (category === undefined) return true;
  return false;
}
