import { type CellValue, formatCell } from "./cells.ts";
import { type Column, csvColumns } from "./columns.ts";
import type { RowValues } from "./row.ts";
import {
  fieldName,
  isMembers,
  member,
  recordToRow,
  rowToRecord,
  toReference,
  type WireContext,
  type WireRecord,
} from "./wire.ts";

/** The rows of 1.2 that make up one user: the CSV binding spreads over four files what REST nests. */
export interface UserRows {
  readonly user: RowValues;
  readonly roles: readonly RowValues[];
  readonly userProfiles: readonly RowValues[];
  readonly userResources: readonly RowValues[];
}

/**
 * Joins the rows of one user into a record over REST of 1.2.
 *
 * A row of userProfiles.csv becomes a profile with one credential. Over REST a profile goes by a URI, so
 * its sourcedId is put behind a fixed prefix. Rows that are to be deleted are left out. A user resource
 * keeps only the resource: REST has no place for its org and class.
 */
export function rowsToUser(rows: UserRows, context: WireContext): WireRecord {
  const roles = kept(rows.roles).map((row) => rowToRole(row, context));
  const userProfiles = kept(rows.userProfiles).map(rowToProfile);
  const resources = kept(rows.userResources).map((row) => toResource(row, context));
  return {
    ...rowToRecord("users", rows.user, context),
    ...filled("roles", roles),
    ...filled("userProfiles", userProfiles),
    ...filled("resources", resources),
  };
}

/**
 * Spreads a user of 1.2 over rows. The new rows get ids made from the user's and a number; a profile with
 * several credentials becomes several rows. Status and dateLastModified of the user go with every row.
 */
export function userToRows(record: WireRecord): UserRows {
  const user = recordToRow("1.2", "users", record);
  const owner = formatCell(user["sourcedId"] ?? "");
  const row = (sourcedId: string, values: RowValues): RowValues => ({
    ...pick(user, ["status", "dateLastModified"]),
    sourcedId,
    userSourcedId: owner,
    ...values,
  });
  return {
    user,
    roles: items(record["roles"]).map((role, index) =>
      row(`${owner}-role-${index + 1}`, fromRole(role)),
    ),
    userProfiles: items(record["userProfiles"]).flatMap((profile) =>
      fromProfile(profile).map((values, index) =>
        row(profileRowId(member(profile, "profileId") ?? owner, index), values),
      ),
    ),
    userResources: items(record["resources"]).map((resource, index) =>
      row(`${owner}-resource-${index + 1}`, {
        resourceSourcedId: member(resource, "sourcedId") ?? "",
      }),
    ),
  };
}

/** What stands before the id of a row of userProfiles.csv in the URI of the profile. */
export const profilePrefix = "urn:roster-rehearsal:user-profile:";

function kept(rows: readonly RowValues[]): readonly RowValues[] {
  return rows.filter((row) => row["status"] !== "tobedeleted");
}

/** Turns a row of roles.csv into a role over REST. */
export function rowToRole(row: RowValues, context: WireContext): WireRecord {
  const role: Record<string, unknown> = {};
  for (const column of roleColumns) {
    const value = row[column.name];
    if (value === undefined) continue;
    role[fieldName(column)] =
      column.kind === "ref" ? toReference(column, formatCell(value), context) : value;
  }
  const profile = row["userProfileSourcedId"];
  return profile === undefined ? role : { ...role, userProfile: profileUri(profile) };
}

const roleColumns: readonly Column[] = columnsNamed([
  "roleType",
  "role",
  "orgSourcedId",
  "beginDate",
  "endDate",
]);

function columnsNamed(names: readonly string[]): readonly Column[] {
  return csvColumns("1.2", "roles").filter((column) => names.includes(column.name));
}

/** Turns a row of userProfiles.csv into a profile over REST. */
export function rowToProfile(row: RowValues): WireRecord {
  const sourcedId = row["sourcedId"] ?? "";
  const credential = {
    ...(row["credentialType"] === undefined ? {} : { type: row["credentialType"] }),
    ...pick(row, ["username", "password"]),
  };
  return {
    profileId: profileUri(sourcedId),
    ...pick(row, ["profileType", "vendorId", "applicationId", "description"]),
    ...(Object.keys(credential).length === 0 ? {} : { credentials: [credential] }),
  };
}

function toResource(row: RowValues, context: WireContext): WireRecord {
  const sourcedId = formatCell(row["resourceSourcedId"] ?? "");
  return { href: context.hrefOf("resource", sourcedId), sourcedId, type: "resource" };
}

function fromRole(role: unknown): Record<string, CellValue> {
  const profile = member(role, "userProfile");
  const org = member(isMembers(role) ? role["org"] : undefined, "sourcedId");
  return {
    ...texts(role, ["roleType", "role", "beginDate", "endDate"]),
    ...(org === undefined ? {} : { orgSourcedId: org }),
    ...(profile === undefined ? {} : { userProfileSourcedId: profileRowId(profile, 0) }),
  };
}

function fromProfile(profile: unknown): readonly Record<string, CellValue>[] {
  const about = texts(profile, ["profileType", "vendorId", "applicationId", "description"]);
  const credentials = items(isMembers(profile) ? profile["credentials"] : undefined);
  if (credentials.length === 0) return [about];
  return credentials.map((credential) => Object.assign(fromCredential(credential), about));
}

function fromCredential(credential: unknown): Record<string, CellValue> {
  const type = member(credential, "type");
  return {
    ...(type === undefined ? {} : { credentialType: type }),
    ...texts(credential, ["username", "password"]),
  };
}

function profileUri(sourcedId: CellValue): string {
  return (
    profilePrefix + encodeURIComponent(formatCell(sourcedId).replace(/\p{Surrogate}/gu, "\uFFFD"))
  );
}

/** The first credential keeps the id of the profile. A foreign URI loses what an id in CSV may not hold. */
function profileRowId(profileId: string, index: number): string {
  const own = profileId.startsWith(profilePrefix);
  const text = own ? decoded(profileId.slice(profilePrefix.length)) : profileId;
  const id = own ? text : text.replace(/[^0-9A-Za-z./@_-]/g, "_");
  return index === 0 ? id : `${id}-${index + 1}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function filled(name: string, list: readonly unknown[]): WireRecord {
  return list.length === 0 ? {} : { [name]: list };
}

function pick(row: RowValues, names: readonly string[]): Record<string, CellValue> {
  const entries = names.map((name) => [name, row[name]] as const);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function texts(value: unknown, names: readonly string[]): Record<string, CellValue> {
  const entries = names.map((name) => [name, member(value, name)] as const);
  return Object.fromEntries(
    entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
