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
