import type { CatalogueEntry } from "./catalogue-entry.ts";

/** What can be noticed while a plan is applied. */
export const applyCatalogue = {
  "row-rejected": {
    severity: "error",
    rules: ["F80"],
    title: "Schoology rejected a row",
    message: "Schoology answered {status}: {said}",
    remedy: "Correct the record, then sync again.",
  },
  "dependency-missing": {
    severity: "error",
    rules: ["F80"],
    title: "A change could not be applied because another one failed",
    message: "It needs {needed}, which Schoology does not have.",
    remedy: "See the finding about that object, then sync again.",
  },
  "call-failed": {
    severity: "error",
    rules: ["F76", "F81"],
    title: "A call to Schoology failed",
    message: "{rows} changes were not applied: {said}",
    remedy: "Sync again; what was applied will not be written twice.",
  },
  "answer-lost": {
    severity: "info",
    rules: ["F81"],
    title: "An answer of Schoology was lost",
    message:
      "A call of {rows} rows got no usable answer ({said}) Schoology was asked, and had {found} of them; only the others were sent again.",
    remedy: "Nothing needs to be done. When it happens often, look at the connection.",
  },
} as const satisfies Record<string, CatalogueEntry>;
