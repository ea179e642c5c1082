import { applyCatalogue } from "./catalogue-apply.ts";
import { bundleCatalogue } from "./catalogue-bundle.ts";
import { guardCatalogue } from "./catalogue-guards.ts";
import { prepCatalogue } from "./catalogue-prep.ts";
import { rosterCatalogue } from "./catalogue-roster.ts";
import { sourceCatalogue } from "./catalogue-source.ts";
import { setupCatalogue } from "./catalogue-setup.ts";

/** Every diagnostic code and the only place with sentences about them. Codes are permanent. */
export const catalogue = {
  ...rosterCatalogue,
  ...bundleCatalogue,
  ...guardCatalogue,
  ...applyCatalogue,
  ...sourceCatalogue,
  ...setupCatalogue,
  ...prepCatalogue,
} as const;

/** A code of the catalogue. */
export type CatalogueCode = keyof typeof catalogue;

/** All codes, sorted. */
export const catalogueCodes: readonly CatalogueCode[] = Object.keys(catalogue)
  .filter((code): code is CatalogueCode => Object.hasOwn(catalogue, code))
  .toSorted();
