import * as z from "zod";
import { Fields } from "./diagnostic.ts";

/** The tabs of the app that write to the LMS, in the order in which they must run (guide R48, R128). */
export const Tab = z.enum(["schools", "terms", "users", "courses", "sections"]);
export type Tab = z.infer<typeof Tab>;

/** The kinds of LMS object that a sync touches. */
export const ObjectKind = z.enum([
  "building",
  "grading-period",
  "user",
  "association",
  "course",
  "section",
  "enrollment",
]);
export type ObjectKind = z.infer<typeof ObjectKind>;

/**
 * What a change does. `remove` exists for enrollments and associations only: users and courses are
 * never deleted (guide R115, R127), and neither are sections by the default reading.
 */
export const Action = z.enum(["create", "update", "remove"]);
export type Action = z.infer<typeof Action>;

/** Why a change is in the plan. A closed list; each has its sentence in `reasonWords`. */
export const ChangeReason = z.enum([
  "school-mapped-to-new-building",
  "term-mapped-to-new-grading-period",
  "new-in-source",
  "source-differs",
  "paired-by-decision",
  "enrolled-in-source",
  "role-in-section-differs",
  "absent-from-full-pull",
  "ended-in-source",
  "relationship-in-source",
  "relationship-ended",
]);
export type ChangeReason = z.infer<typeof ChangeReason>;

/** Reasons in words, for people. */
export const reasonWords: Readonly<Record<ChangeReason, string>> = {
  "school-mapped-to-new-building": "the school is mapped to Create New Building (R93)",
  "term-mapped-to-new-grading-period": "the term is mapped to Create new grading period (R101)",
  "new-in-source": "the SIS has it and the LMS does not",
  "source-differs": "the SIS is master and says something else (R23)",
  "paired-by-decision": "data preparation pairs this account with a person of the SIS (R87)",
  "enrolled-in-source": "the SIS enrolls this user in the section (R129)",
  "role-in-section-differs": "the SIS gives this user another role in the section (R129)",
  "absent-from-full-pull": "the SIS no longer enrolls this user in the section (R129)",
  "ended-in-source": "the enrollment has ended in the SIS (R129)",
  "relationship-in-source": "the SIS relates this guardian to this student (R112)",
  "relationship-ended": "the SIS no longer relates this guardian to this student (R112)",
};

/**
 * One change to one LMS object.
 *
 * `address` is the natural key: `buildings/<code>`, `grading-periods/<title>`, `users/<school_uid>`,
 * `associations/<parent>/<student>`, `courses/<course_code>`, `sections/<section_school_code>`,
 * `enrollments/<section_school_code>/<school_uid>`, each part percent-encoded.
 * `before` holds the fields that will change with their present values (all of them for a remove),
 * `after` what they become (all fields for a create). `lmsId` is null until the object exists.
 * `label` is for people and may be personal data. `held` names the finding that holds the change back.
 */
export const Change = z.strictObject({
  address: z.string(),
  kind: ObjectKind,
  action: Action,
  reason: ChangeReason,
  tab: Tab,
  school: z.string(),
  label: z.string(),
  lmsId: z.string().nullable(),
  before: Fields.nullable(),
  after: Fields.nullable(),
  held: z.string().nullable(),
});
export type Change = Readonly<z.infer<typeof Change>>;

/** What stands for the organisation itself where a building is named. No building code looks like it. */
export const organizationKey = "(organisation)";

/** Natural key to LMS id, for the objects that existed when the plan was made. */
export const KnownIds = z.strictObject({
  buildings: z.record(z.string(), z.string()),
  gradingPeriods: z.record(z.string(), z.string()),
  roles: z.record(z.string(), z.string()),
  users: z.record(z.string(), z.string()),
  courses: z.record(z.string(), z.string()),
  sections: z.record(z.string(), z.string()),
});
export type KnownIds = z.infer<typeof KnownIds>;

/** A tab that the set-up did not allow to sync, with the codes of the findings that say why (guide R48). */
export const RefusedTab = z.strictObject({
  tab: Tab,
  because: z.array(z.string()).min(1),
});
export type RefusedTab = Readonly<z.infer<typeof RefusedTab>>;

/**
 * Everything a sync would do, decided before anything is done.
 *
 * `changes` are in the order in which they must be applied. `complete` is false when a collection
 * could not be read to its end; then no removal is planned. `applyable` is false when nothing may be
 * applied at all. `tabs` are those that were planned, `refused` those that were asked for and may not sync; it is
 * absent when there are none. `untouched` counts, per kind, the objects that already are as the SIS wants them.
 * `schoolNames` maps sourcedIds of schools to names, for display only.
 */
export const Plan = z.strictObject({
  formatVersion: z.literal(1),
  tabs: z.array(Tab),
  refused: z.array(RefusedTab).exactOptional(),
  complete: z.boolean(),
  applyable: z.boolean(),
  changes: z.array(Change),
  untouched: z.partialRecord(ObjectKind, z.number().int()),
  schoolNames: z.record(z.string(), z.string()),
  knownIds: KnownIds,
});
export type Plan = Readonly<z.infer<typeof Plan>>;
