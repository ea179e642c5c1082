import type { CatalogueEntry } from "./catalogue.ts";

/** What can be wrong with a OneRoster CSV bundle (OneRoster CSV §6.1 of our facts). */
export const bundleCatalogue = {
  "bundle-file-missing": {
    severity: "error",
    rules: [],
    title: "A file is missing from the bundle",
    message: "manifest.csv marks {file} as {mode}, but the bundle does not hold it.",
    remedy: "Add {file} to the bundle, or mark it absent in manifest.csv.",
  },
} as const satisfies Record<string, CatalogueEntry>;
