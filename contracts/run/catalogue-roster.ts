import type { CatalogueEntry } from "./catalogue.ts";

/** What can be noticed while a roster is read, mapped, planned and applied. */
export const rosterCatalogue = {
  "username-space": {
    severity: "error",
    rules: ["R7", "R8", "F16"],
    title: "Username contains a space",
    message: 'The username "{username}" contains white space, so this user is not synced.',
    remedy: "Remove the space from the username in Infinite Campus and sync again.",
  },
} as const satisfies Record<string, CatalogueEntry>;
