import * as z from "zod";
import { Guards } from "./guards.ts";
import { IntegrationMapping } from "./integration-mapping.ts";
import { Limits } from "./limits.ts";
import { Readings } from "./readings.ts";
import { Schedule } from "./schedule.ts";
import {
  ActingUser,
  Licence,
  OneRoster,
  Representative,
  Schoology,
} from "./settings/configuration.ts";
import { Roles, Schools, Terms, TickedSchools } from "./settings/mappings.ts";
import { resolveSecret, type Environment } from "./settings/secret.ts";

export type { RosterRole, SchoolTarget, TermTarget } from "./settings/mappings.ts";

/** A calendar year, the one in which the school year ends: `"2027"` is 2026-2027 (OneRoster 1.2 §5 schoolYear). */
const schoolYearHint = 'Write the year in which the school year ends, in quotes: "2027".';
const SchoolYear = z.string(schoolYearHint).regex(/^\d{4}$/, schoolYearHint);

/**
 * The set-up of the app, tab by tab, as a settings file; `docs/settings-example.yaml` is one.
 *
 * Starts as the real app starts: nothing mapped, every role Do Not Sync (guide R94, R102, R106). What concerns the
 * people around it (credentials, the representative, the Acting User) is taken as done unless the file says otherwise.
 */
export const Settings = z.strictObject({
  formatVersion: z.literal(1).default(1).describe("Version of this format"),
  oneRoster: OneRoster.prefault({}).describe("Configuration tab: API credentials"),
  schoology: Schoology.prefault({}).describe("How the rehearsal speaks to the LMS"),
  representative: Representative.prefault({}).describe("What the representatives have done"),
  licence: Licence.default("district"),
  actingUser: ActingUser.prefault({}).describe("Configuration tab: Schoology Acting User"),
  schedule: Schedule.prefault({}).describe("Configuration tab: Scheduling Options (R56)"),
  activeYear: SchoolYear.exactOptional().describe(
    "The Active Year (R70). When absent, the latest year that the SIS exposes, and the report says so",
  ),
  schools: Schools.prefault({}).describe("Schools tab (R88)"),
  terms: Terms.prefault({}).describe("Terms tab (R96)"),
  roles: Roles.prefault({}).describe("Users tab: roles (R106)"),
  users: TickedSchools.prefault({}).describe("Users tab: schools"),
  courses: TickedSchools.prefault({}).describe("Courses tab: schools"),
  sections: TickedSchools.prefault({}).describe("Sections tab: schools"),
  integrationMapping: IntegrationMapping.prefault({}).describe(
    "Data preparation: which account is whose (R87)",
  ),
  guards: Guards.prefault({}).describe("What is held back, and from which threshold"),
  readings: Readings.prefault({}).describe("How to read what the guide leaves open"),
  limits: Limits.prefault({}).describe("Bounds of reading"),
});
export type Settings = z.infer<typeof Settings>;

/** A settings file as people write it: every part may be left out. */
export type SettingsInput = z.input<typeof Settings>;

/** Puts the secrets that environment variables hold into their places. A variable that is not set leaves a gap (R5). */
export function withSecrets(settings: Settings, environment: Environment): Settings {
  const { oneRoster, schoology } = settings;
  return {
    ...settings,
    oneRoster: {
      ...oneRoster,
      consumerSecret: resolveSecret(oneRoster.consumerSecret, environment),
    },
    schoology: {
      ...schoology,
      consumerSecret: resolveSecret(schoology.consumerSecret, environment),
    },
  };
}

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
