import * as z from "zod";
import { Guards } from "./guards.ts";
import { IntegrationMapping } from "./integration-mapping.ts";
import { Limits } from "./limits.ts";
import { Readings } from "./readings.ts";

/** A calendar year, the one in which the school year ends: `"2027"` is 2026-2027 (OneRoster 1.2 §5 schoolYear). */
const schoolYearHint = 'Write the year in which the school year ends, in quotes: "2027".';
const SchoolYear = z.string(schoolYearHint).regex(/^\d{4}$/, schoolYearHint);

const Sourced = z.string().min(1);

/** What a school of the SIS becomes: a new building, an existing one, the organisation itself, or nothing (guide R91 to R94). */
export const SchoolTarget = z.union([
  z.enum(["create", "skip", "organization"]),
  z.strictObject({
    building: z.string().min(1).describe("building_code or id of an existing building"),
  }),
]);
export type SchoolTarget = z.infer<typeof SchoolTarget>;

/** What a term of the SIS becomes: a new grading period, an existing one, or nothing (guide R98 to R102). */
export const TermTarget = z.union([
  z.enum(["create", "skip"]),
  z.strictObject({
    gradingPeriod: z.string().min(1).describe("title of an existing grading period"),
  }),
]);
export type TermTarget = z.infer<typeof TermTarget>;

/** The four roles that the app maps (guide R110). */
export const RosterRole = z.enum(["administrator", "guardian", "staff", "student"]);
export type RosterRole = z.infer<typeof RosterRole>;

/** A role's target: the title of an LMS role, or `do-not-sync`, which every role starts as (guide R106, R123). */
const RoleTarget = z.string().min(1);

const RoleMap = z.strictObject({
  administrator: RoleTarget.default("do-not-sync"),
  guardian: RoleTarget.default("do-not-sync"),
  staff: RoleTarget.default("do-not-sync"),
  student: RoleTarget.default("do-not-sync"),
});

/**
 * The set-up of the app, tab by tab, as a settings file.
 *
 * Starts as the real app starts: nothing mapped, every role Do Not Sync (guide R94, R102, R106).
 * The credentials are those that the mocks will ask for; a rehearsal never contacts `domain` or `tokenUrl`.
 */
export const Settings = z.strictObject({
  formatVersion: z.literal(1).default(1),
  oneRoster: z
    .strictObject({
      version: z.enum(["1.1", "1.2"], 'Write "1.1" or "1.2", in quotes.').default("1.1"),
      domain: z
        .string()
        .exactOptional()
        .describe("OneRoster Domain, without /ims/oneroster/v1p1 (R54)"),
      tokenUrl: z.string().exactOptional().describe("SIS Authentication URL (R51)"),
      consumerId: z.string().min(1).default("rehearsal-consumer"),
      consumerSecret: z.string().min(1).default("rehearsal-secret"),
    })
    .prefault({}),
  schoology: z
    .strictObject({
      consumerKey: z.string().min(1).default("rehearsal-key"),
      consumerSecret: z.string().min(1).default("rehearsal-lms-secret"),
    })
    .prefault({}),
  activeYear: SchoolYear.exactOptional().describe(
    "The Active Year (R70). When absent, the latest year that the SIS exposes, and the report says so",
  ),
  schools: z
    .strictObject({
      default: z.enum(["create", "skip"]).default("skip"),
      map: z.record(Sourced, SchoolTarget).default({}),
    })
    .prefault({}),
  terms: z
    .strictObject({
      default: z.enum(["create", "skip"]).default("skip"),
      map: z.record(Sourced, TermTarget).default({}),
    })
    .prefault({}),
  roles: z
    .strictObject({
      default: RoleMap.prefault({}),
      schools: z.record(Sourced, RoleMap.partial()).default({}),
    })
    .prefault({}),
  integrationMapping: IntegrationMapping.prefault({}),
  guards: Guards.prefault({}),
  readings: Readings.prefault({}),
  limits: Limits.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

/** A settings file as people write it: every part may be left out. */
export type SettingsInput = z.input<typeof Settings>;

/**
 * Settings that map everything: each school to a new building, the district to the organisation,
 * each term to a new grading period, each role to the LMS role of the same meaning.
 */
export const everythingMapped: SettingsInput = {
  schools: { default: "create" },
  terms: { default: "create" },
  roles: {
    default: {
      administrator: "School Admin",
      guardian: "Parent",
      staff: "Teacher",
      student: "Student",
    },
  },
};
