import * as z from "zod";

/** One thing that the guide leaves open or that is not established: the choices, the first being the default. */
interface ReadingSpec {
  readonly choices: readonly [string, ...string[]];
  readonly about: string;
}

/**
 * The named readings. Each is a setting with a default, and the run record lists the one used.
 */
export const readingSpecs = {
  uidSource: {
    choices: ["sourcedId", "identifier", "username"],
    about: "Which OneRoster field becomes the Unique ID of a user. Not established.",
  },
  courseCodeSource: {
    choices: ["sourcedId", "courseCode", "school-and-courseCode"],
    about:
      "What becomes the course code, which must be unique across all schools (F49). Not established.",
  },
  sectionCodeSource: {
    choices: ["sourcedId", "classCode"],
    about:
      "What becomes the section code. The section school code is always the class sourcedId. Not established.",
  },
  buildingCodeSource: {
    choices: ["sourcedId", "identifier"],
    about: "What becomes the building code of a building created from a school (R93).",
  },
  missingCourse: {
    choices: ["error", "create"],
    about:
      "A class whose course the SIS does not send: leave the section out with an error, or make the course from the class (R128).",
  },
  partialTerms: {
    choices: ["mapped-terms", "skip"],
    about:
      "A class in mapped and unmapped terms: use the mapped ones, or leave it out (R102, F06).",
  },
  sameTermTitle: {
    choices: ["merge-equal-dates", "qualify"],
    about:
      "Terms of several schools with one title and the same dates: one grading period, or one per school (R101, F13).",
  },
  enrollmentEnd: {
    choices: ["inclusive", "exclusive"],
    about:
      "Whether the end date is the last day of an enrollment or the first day after it. The standard says exclusive, many systems send the last day (F59).",
  },
  futureEnrollments: {
    choices: ["at-once", "on-date"],
    about: "An enrollment that begins later: enroll at once, or when the day comes (F60).",
  },
  homerooms: {
    choices: ["include", "exclude"],
    about: "Whether homeroom classes become sections (F71).",
  },
  relatives: {
    choices: ["exclude", "include"],
    about: "Whether relatives who are not guardians count as guardians (R19, F45).",
  },
  rolePrecedence: {
    choices: ["administrator-first", "guardian-first"],
    about:
      "The role of a OneRoster 1.2 person with several: Administrator, Staff, Guardian, Student, or Guardian before the others (F22).",
  },
  roleDates: {
    choices: ["respect", "ignore"],
    about:
      "Whether a role of OneRoster 1.2 counts only between its own dates. The standard has such dates; what the app makes of them is not established.",
  },
  guardianPlace: {
    choices: ["district", "any-org"],
    about:
      "Whether guardians of OneRoster 1.1 sync within the district only (R111), or at any mapped org.",
  },
  endedAssociations: {
    choices: ["keep", "remove-synced", "remove-all"],
    about:
      "A parent link that the SIS no longer has: leave it alone, end it when an earlier sync made it, or end it whoever made it (R112, F46). Not stated.",
  },
} as const satisfies Record<string, ReadingSpec>;

/** The name of a reading. */
export type ReadingName = keyof typeof readingSpecs;

/** The readings as they stand in a settings file. */
export const Readings = z.strictObject({
  uidSource: z.enum(readingSpecs.uidSource.choices).default("sourcedId"),
  courseCodeSource: z.enum(readingSpecs.courseCodeSource.choices).default("sourcedId"),
  sectionCodeSource: z.enum(readingSpecs.sectionCodeSource.choices).default("sourcedId"),
  buildingCodeSource: z.enum(readingSpecs.buildingCodeSource.choices).default("sourcedId"),
  missingCourse: z.enum(readingSpecs.missingCourse.choices).default("error"),
  partialTerms: z.enum(readingSpecs.partialTerms.choices).default("mapped-terms"),
  sameTermTitle: z.enum(readingSpecs.sameTermTitle.choices).default("merge-equal-dates"),
  enrollmentEnd: z.enum(readingSpecs.enrollmentEnd.choices).default("inclusive"),
  futureEnrollments: z.enum(readingSpecs.futureEnrollments.choices).default("at-once"),
  homerooms: z.enum(readingSpecs.homerooms.choices).default("include"),
  relatives: z.enum(readingSpecs.relatives.choices).default("exclude"),
  rolePrecedence: z.enum(readingSpecs.rolePrecedence.choices).default("administrator-first"),
  roleDates: z.enum(readingSpecs.roleDates.choices).default("respect"),
  guardianPlace: z.enum(readingSpecs.guardianPlace.choices).default("district"),
  endedAssociations: z.enum(readingSpecs.endedAssociations.choices).default("keep"),
});
export type Readings = Readonly<z.infer<typeof Readings>>;
