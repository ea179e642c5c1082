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
  "delta-reading": {
    severity: "info",
    rules: ["F83", "R115"],
    title: "Only what changed was read",
    message:
      "{changed} records that changed after {after} were read; the others are as they were before.",
    remedy:
      "Read everything once a week: what Infinite Campus removes without marking it tobedeleted shows only then.",
  },
  "delta-impossible": {
    severity: "warn",
    rules: ["F83"],
    title: "Everything was read where a delta was asked for",
    message: "The roster kept from before cannot be built upon: {why}.",
    remedy: "Nothing to do: the next delta builds upon this reading.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
