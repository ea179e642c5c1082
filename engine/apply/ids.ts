import type { KnownIds } from "../../contracts/run/plan.ts";

/** The collections whose LMS ids other changes refer to. */
export type IdCollection = keyof KnownIds;

/** LMS ids by natural key: those of the plan, and those learned while applying it. */
export interface Ids {
  find(collection: IdCollection, key: string): string | undefined;
  learn(collection: IdCollection, key: string, id: string): void;
}

/** Starts from the ids that were known when the plan was made. */
export function createIds(known: KnownIds): Ids {
  const maps = new Map(
    Object.entries(known).map(([collection, ids]) => [collection, new Map(Object.entries(ids))]),
  );
  return {
    find: (collection, key) => maps.get(collection)?.get(key),
    learn: (collection, key, id) => {
      maps.get(collection)?.set(key, id);
    },
  };
}
