import { createCollections, type LmsStore } from "./lms-store.ts";

/** Creates an empty store that lives as long as the process. */
export function createMemoryStore(): LmsStore {
  return {
    ...createCollections(() => undefined),
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
