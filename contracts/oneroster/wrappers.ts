import type { ClassName, OneRosterVersion } from "./vocabulary.ts";

/** The property that carries the records of a collection, and the one that carries a single record. */
export interface Wrapper {
  readonly collection: string;
  readonly single: string;
}

const wrappers: Readonly<Record<ClassName, Wrapper>> = {
  academicSession: { collection: "academicSessions", single: "academicSession" },
  class: { collection: "classes", single: "class" },
  course: { collection: "courses", single: "course" },
  demographics: { collection: "demographics", single: "demographics" },
  enrollment: { collection: "enrollments", single: "enrollment" },
  org: { collection: "orgs", single: "org" },
  user: { collection: "users", single: "user" },
  resource: { collection: "resources", single: "resource" },
  category: { collection: "categories", single: "category" },
  lineItem: { collection: "lineItems", single: "lineItem" },
  result: { collection: "results", single: "result" },
  scoreScale: { collection: "scoreScales", single: "scoreScale" },
  assessmentLineItem: { collection: "assessmentLineItems", single: "assessmentLineItem" },
  assessmentResult: { collection: "assessmentResults", single: "assessmentResult" },
};

/**
 * Names the wrappers of a class: by the class, not by the path, so `/schools` answers `orgs`
 * (OneRoster 1.2 REST, `…SetDType` and `Single…DType`). The names are the same in both versions.
 */
export function wrapperOf(_version: OneRosterVersion, className: ClassName): Wrapper {
  return wrappers[className];
}
