import * as z from "zod";

/** What happens with the part of a plan that a guard objects to. `off` is the faithful mode: no guard speaks. */
export const GuardPolicy = z.enum(["off", "warn", "hold"]);
export type GuardPolicy = z.infer<typeof GuardPolicy>;

interface GuardSpec {
  /** The failure that it watches for. */
  readonly failure: `F${number}`;
  /** The most that it does while nothing is said about it: `warn` for what is only good to know. */
  readonly most: "warn" | "hold";
}

/** Every guard, by the code of its finding. What each says stands in the catalogue of findings. */
export const guardSpecs = {
  "trial-switch": { failure: "F01", most: "hold" },
  "schedule-not-final": { failure: "F02", most: "hold" },
  "rolled-in": { failure: "F03", most: "hold" },
  "multi-trial": { failure: "F04", most: "hold" },
  "term-dates-changed": { failure: "F09", most: "hold" },
  "terms-stale-year": { failure: "F10", most: "hold" },
  "old-year-left": { failure: "F12", most: "warn" },
  "period-ends-early": { failure: "F14", most: "warn" },
  "section-periods-changed": { failure: "F15", most: "warn" },
  "role-stopped-syncing": { failure: "F30", most: "warn" },
  "role-drift": { failure: "F31", most: "warn" },
  "preferred-name-changed": { failure: "F33", most: "warn" },
  "user-gone": { failure: "F37", most: "warn" },
  "inactive-match": { failure: "F38", most: "hold" },
  "parent-building-stale": { failure: "F48", most: "warn" },
  "admin-removed": { failure: "F54", most: "warn" },
  "manual-member-removal": { failure: "F55", most: "warn" },
  "student-transfer": { failure: "F58", most: "warn" },
  "course-recreate": { failure: "F63", most: "hold" },
  "code-taken-unsynced": { failure: "F64", most: "hold" },
  "collection-empty": { failure: "F65", most: "hold" },
  "shrink-section": { failure: "F65", most: "hold" },
  "shrink-school": { failure: "F65", most: "hold" },
  "shrink-total": { failure: "F65", most: "hold" },
  "shrink-users": { failure: "F65", most: "hold" },
  "shrink-sections": { failure: "F65", most: "hold" },
  "shrink-associations": { failure: "F46", most: "hold" },
  "school-missing": { failure: "F67", most: "warn" },
  "school-renamed": { failure: "F68", most: "warn" },
  "cross-listing-orphan": { failure: "F69", most: "hold" },
  "link-overlap": { failure: "F70", most: "warn" },
  "id-namespace-change": { failure: "F23", most: "hold" },
} as const satisfies Record<string, GuardSpec>;

/** The code of a guard's finding. */
export type GuardCode = keyof typeof guardSpecs;

/** The names by which settings may speak of a guard: its failure, such as F01, or the code of its finding. */
const guardNames = [
  ...new Set(Object.entries(guardSpecs).flatMap(([code, { failure }]) => [failure, code])),
].toSorted();

const Percent = z.number().min(0).max(100);

/** When so much is missing that it is no longer believed. Both a share and a number may forbid it. */
const bound = (place: string, percent: number, min: number) =>
  z
    .strictObject({
      percent: Percent.default(percent).describe("more than this share missing is too much"),
      count: z
        .number()
        .int()
        .min(0)
        .exactOptional()
        .describe("more than so many missing are too many, whatever their share"),
      min: z
        .number()
        .int()
        .min(1)
        .default(min)
        .describe("fewer missing than this are always believed; in a section, fewer members"),
    })
    .prefault({})
    .describe(`what may be missing in ${place}`);

/** How much of each collection may be missing, in the whole district, in one school and in one section (F65). */
const Shrink = z.strictObject({
  users: z
    .strictObject({
      district: bound("the whole district", 20, 5),
      school: bound("one school", 50, 5),
    })
    .prefault({})
    .describe("students in sections of whom the SIS says nothing any more"),
  sections: z
    .strictObject({
      district: bound("the whole district", 20, 5),
      school: bound("one school", 50, 5),
    })
    .prefault({})
    .describe("sections of the grading periods in use that the SIS no longer sends"),
  enrollments: z
    .strictObject({
      district: bound("the whole district", 20, 5),
      school: bound("one school", 50, 5),
      section: bound("one section", 50, 5),
    })
    .prefault({})
    .describe("students who would be removed from sections"),
  associations: z
    .strictObject({
      district: bound("the whole district", 10, 5),
      school: bound("one school", 50, 5),
    })
    .prefault({})
    .describe("parent links that would end (F46)"),
});

/** The guards and their thresholds (failure catalogue F01 to F70). */
export const Guards = z.strictObject({
  policy: GuardPolicy.default("hold").describe(
    "what every guard does of which policies says nothing",
  ),
  policies: z
    .partialRecord(z.enum(guardNames), GuardPolicy)
    .default({})
    .describe("the policy of single guards, by failure or code: { F01: warn, role-drift: hold }"),
  trialSwitchPercent: Percent.default(30).describe(
    "F01: from this share of a school's sections replaced, all its courses and sections are held; below it only the pairs",
  ),
  unfinalPercent: Percent.default(20).describe(
    "F02: a school of which more than this share of sections has no teacher, no student or no term is not final",
  ),
  unfinalMin: z
    .number()
    .int()
    .min(1)
    .default(10)
    .describe("F02, F03: schools with fewer sections than this are not judged"),
  rolledInPercent: Percent.default(90).describe(
    "F03: from this share of a school's sections being last year's, and without students, they are held",
  ),
  periodEndDays: z
    .number()
    .int()
    .min(0)
    .default(7)
    .describe("F14: so many days before a grading period ends while its classes go on, a warning"),
  crossListingMin: z
    .number()
    .int()
    .min(1)
    .default(3)
    .describe(
      "F69: new sections with fewer students than this are not taken for cross-listed ones",
    ),
  shrink: Shrink.prefault({}).describe(
    "F65: how much may be missing before it is no longer believed, per collection",
  ),
});
export type Guards = Readonly<z.infer<typeof Guards>>;

/** How much may be missing at one place. */
export type ShrinkBound = Guards["shrink"]["users"]["district"];
