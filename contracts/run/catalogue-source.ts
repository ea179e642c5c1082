import type { CatalogueEntry } from "./catalogue-entry.ts";

/** What can be noticed while the SIS is read: how it behaves, whatever its records say. */
export const sourceCatalogue = {
  "collection-reread": {
    severity: "info",
    rules: ["F78"],
    title: "The SIS changed while it was read",
    message: "{collection} was read again ({times} times), because {why}.",
    remedy: "Sync in off-peak hours, when nobody works in Infinite Campus.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
