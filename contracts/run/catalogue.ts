import { bundleCatalogue } from "./catalogue-bundle.ts";
import { rosterCatalogue } from "./catalogue-roster.ts";

/**
 * One kind of finding. `rules` are ids of the guide (R…) and of the failure catalogue (F…).
 * `message` and `remedy` name arguments in braces; `diagnose()` demands them by type.
 */
export interface CatalogueEntry {
  readonly severity: "error" | "warn" | "info";
  readonly rules: readonly string[];
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
}

/** Every diagnostic code and the only place with sentences about them. Codes are permanent. */
export const catalogue = { ...rosterCatalogue, ...bundleCatalogue } as const;

/** A code of the catalogue. */
export type CatalogueCode = keyof typeof catalogue;
