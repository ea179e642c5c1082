import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import type { Projection } from "./projection.ts";

/** Finds the records of a nested collection by the ids in the path: handles in any order, -1 for none. */
export type Finder = (projection: Projection, parents: readonly string[]) => readonly number[];

/** Finds by an indexed field of the class that is served. `place` is that of the id in the path. */
export function byField(field: string, className: ClassName, place: 0 | 1 = 0): Finder {
  return (projection, parents) =>
    projection.view(className).candidates(field, parents[place] ?? "")?.handles ?? [];
}
