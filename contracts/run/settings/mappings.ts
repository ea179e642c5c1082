import * as z from "zod";

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
const RoleTarget = z.string().min(1).default("do-not-sync");

const RoleMap = z.strictObject({
  administrator: RoleTarget.describe("LMS role of administrators"),
  guardian: RoleTarget.describe("LMS role of guardians; in 1.1 map it at the district (R111)"),
  staff: RoleTarget.describe("LMS role of teachers and aides"),
  student: RoleTarget.describe("LMS role of students"),
});

/** The Schools tab. */
export const Schools = z.strictObject({
  default: z
    .enum(["create", "skip"])
    .default("skip")
    .describe(
      "What becomes of a school that the map does not name: Create New Building, or not mapped",
    ),
  map: z
    .record(Sourced, SchoolTarget)
    .default({})
    .describe(
      "sourcedId of a school to create, skip, organization or { building: code }; several schools may share a building (R91 to R94)",
    ),
});

/** The Terms tab. Terms belong to schools, so that their ids say which school is meant. */
export const Terms = z.strictObject({
  default: z
    .enum(["create", "skip"])
    .default("skip")
    .describe("What becomes of a term that neither map nor schools name"),
  schools: z
    .record(Sourced, z.enum(["create", "skip"]))
    .default({})
    .describe(
      "sourcedId of a school to what becomes of its terms that the map does not name (R103)",
    ),
  map: z
    .record(Sourced, TermTarget)
    .default({})
    .describe(
      "sourcedId of a term to create, skip or { gradingPeriod: title }; several terms may share a grading period (R98 to R102)",
    ),
});

/** The role mapping of the Users tab. */
export const Roles = z.strictObject({
  default: RoleMap.prefault({}).describe("The roles where a school does not say otherwise"),
  schools: z
    .record(Sourced, RoleMap.partial())
    .default({})
    .describe("sourcedId of a school to the roles that differ there (R106)"),
});

/** A tab on which schools are ticked. */
export const TickedSchools = z.strictObject({
  schools: z
    .union([z.literal("all"), z.array(Sourced)])
    .default("all")
    .describe("sourcedIds of the schools whose checkbox is set, or all (R107, R124, R128)"),
});
export type TickedSchools = Readonly<z.infer<typeof TickedSchools>>;
