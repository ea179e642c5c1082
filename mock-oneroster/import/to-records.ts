import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import { encodeId } from "../project/refs.ts";
import {
  firstTrialName,
  type Course,
  type Org,
  type Person,
  type PersonProfile,
  type PersonRole,
  type Seat,
  type Section,
  type Session,
  type Stamped,
} from "../store/world.ts";

/** What rows that do not say it were last changed at. */
export interface RowContext {
  readonly modified: string;
}

/** An org as written. */
export function toOrg(values: RowValues, context: RowContext): Org {
  return {
    ...stamp(values, context),
    name: text(values, "name"),
    type: text(values, "type"),
    ...optional(values, { identifier: "identifier", parentSourcedId: "parent" }),
  };
}

/** An academic session as written. */
export function toSession(values: RowValues, context: RowContext): Session {
  return {
    ...stamp(values, context),
    title: text(values, "title"),
    type: text(values, "type"),
    startDate: text(values, "startDate"),
    endDate: text(values, "endDate"),
    schoolYear: text(values, "schoolYear"),
    ...optional(values, { parentSourcedId: "parent" }),
  };
}

/** A course as written. */
export function toCourse(values: RowValues, context: RowContext): Course {
  return {
    ...stamp(values, context),
    title: text(values, "title"),
    code: text(values, "courseCode"),
    ...subjectsOf(values),
    ...optional(values, { schoolYearSourcedId: "schoolYear", orgSourcedId: "org" }),
  };
}

/** A class as a section of the first trial. */
export function toSection(values: RowValues, context: RowContext): Section {
  return {
    ...stamp(values, context),
    trial: firstTrialName,
    title: text(values, "title"),
    course: text(values, "courseSourcedId"),
    school: text(values, "schoolSourcedId"),
    terms: list(values, "termSourcedIds"),
    periods: list(values, "periods"),
    ...subjectsOf(values),
    ...optional(values, { classCode: "classCode", classType: "classType", location: "location" }),
  };
}

/** An enrollment as a seat. */
export function toSeat(values: RowValues, context: RowContext): Seat {
  return {
    ...stamp(values, context),
    section: text(values, "classSourcedId"),
    school: text(values, "schoolSourcedId"),
    person: text(values, "userSourcedId"),
    role: text(values, "role"),
    ...optional(values, { primary: "primary", beginDate: "beginDate", endDate: "endDate" }),
  };
}

/** What is joined to a user from other files. */
export interface PersonParts {
  readonly roles: readonly PersonRole[];
  readonly profiles: readonly PersonProfile[];
}

/** A user as written, under the same id in both versions. Passwords stay behind. */
export function toPerson(values: RowValues, context: RowContext, parts: PersonParts): Person {
  return {
    ...stamp(values, context),
    enabled: values["enabledUser"] !== "false",
    givenName: text(values, "givenName"),
    familyName: text(values, "familyName"),
    userIds: userIdsOf(values),
    grades: list(values, "grades"),
    contacts: list(values, "agentSourcedIds"),
    ...parts,
    ...optional(values, {
      username: "username",
      middleName: "middleName",
      preferredGivenName: "preferredFirstName",
      preferredMiddleName: "preferredMiddleName",
      preferredFamilyName: "preferredLastName",
      pronouns: "pronouns",
      identifier: "identifier",
      userMasterIdentifier: "masterIdentifier",
      email: "email",
      sms: "sms",
      phone: "phone",
      primaryOrgSourcedId: "primaryOrg",
    }),
  };
}

/** The roles that a 1.1 user row says: one role, in each of its orgs. */
export function rolesInUserRow(values: RowValues): readonly PersonRole[] {
  const role = text(values, "role");
  const orgs = list(values, "orgSourcedIds");
  return orgs.length === 0 ? [{ role }] : orgs.map((org) => ({ role, org }));
}

/** A row of roles.csv (1.2). */
export function toRole(values: RowValues): PersonRole {
  const profile = values["userProfileSourcedId"];
  return {
    role: text(values, "role"),
    ...(typeof profile === "string" ? { userProfile: profileUri(profile) } : {}),
    ...optional(values, {
      orgSourcedId: "org",
      roleType: "roleType",
      beginDate: "beginDate",
      endDate: "endDate",
    }),
  };
}

/** A row of userProfiles.csv (1.2), without its password. */
export function toProfile(values: RowValues): PersonProfile {
  const type = text(values, "credentialType");
  const username = text(values, "username");
  return {
    profileId: profileUri(text(values, "sourcedId")),
    profileType: text(values, "profileType"),
    vendorId: text(values, "vendorId"),
    ...optional(values, { applicationId: "applicationId", description: "description" }),
    ...(type === "" && username === "" ? {} : { credentials: [{ type, username }] }),
  };
}

/** Over REST a profile goes by a URI, in CSV by a sourcedId. */
function profileUri(sourcedId: string): string {
  return `urn:roster-rehearsal:user-profile:${encodeId(sourcedId)}`;
}

function stamp(values: RowValues, { modified }: RowContext): Stamped {
  const metadata = Object.entries(values)
    .filter(([name]) => name.startsWith("metadata."))
    .map(([name, value]) => [name.slice("metadata.".length), value]);
  return {
    id: text(values, "sourcedId"),
    status: text(values, "status") || "active",
    modified: text(values, "dateLastModified") || modified,
    ...(metadata.length === 0 ? {} : { metadata: Object.fromEntries(metadata) }),
  };
}

function subjectsOf(values: RowValues): Pick<Course, "grades" | "subjects" | "subjectCodes"> {
  return {
    grades: list(values, "grades"),
    subjects: list(values, "subjects"),
    subjectCodes: list(values, "subjectCodes"),
  };
}

function userIdsOf(values: RowValues): Person["userIds"] {
  const value = values["userIds"];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null || !("left" in item) || !("right" in item))
      return [];
    return [{ type: String(item.left), identifier: String(item.right) }];
  });
}

function text(values: RowValues, column: string): string {
  const value = values[column];
  return typeof value === "string" ? value : "";
}

function list(values: RowValues, column: string): readonly string[] {
  const value = values[column];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Fields that may be absent, by the columns they come from. */
function optional<const Names extends Readonly<Record<string, string>>>(
  values: RowValues,
  names: Names,
): { readonly [Field in Names[keyof Names]]?: string } {
  const found: { [Field in Names[keyof Names]]?: string } = {};
  for (const [column, field] of entriesOf(names)) {
    const value = values[column];
    if (typeof value === "string") found[field] = value;
  }
  return found;
}

function entriesOf<Names extends Readonly<Record<string, string>>>(
  names: Names,
): readonly (readonly [string, Names[keyof Names]])[] {
  return Object.keys(names).flatMap((column) => {
    const field = names[column as keyof Names];
    return field === undefined ? [] : [[column, field] as const];
  });
}
