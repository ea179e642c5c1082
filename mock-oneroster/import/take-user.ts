import type { Person, PersonProfile, RoleAsWritten, UserId } from "../store/records.ts";
import { putTaken, type Taking } from "./taking.ts";
import {
  neededText,
  note,
  noteOthers,
  objectsOf,
  referenceOf,
  referencesOf,
  textOf,
  textsOf,
  type WireFields,
} from "./wire-fields.ts";
import { replaceRoles, type WrittenRole } from "./written-roles.ts";

/** Takes a user as a person whose id stays as written. Several records of one human, as in 1.1, stay several people. */
export function takeUser(taking: Taking): void {
  const { world } = taking;
  const { id } = taking.stamp;
  const wasKnown = world.people.has(id);
  const row = personIn(taking);
  putTaken(taking, world.people, { row, joined: ["profiles", "resources"] });
  const roles = rolesIn(taking);
  if (roles !== undefined) replaceRoles(world, id, roles);
  const agents = distinctAgents(taking);
  if (wasKnown || agents.length > 0) taking.links.note({ lister: id, agents, wasKnown });
}

/** Takes demographics, by the id of their person. */
export function takeDemographics(taking: Taking): void {
  const facts = factNames.flatMap((name) => {
    const fact = textOf(taking, name);
    return fact === undefined ? [] : [[name, fact] as const];
  });
  taking.world.demographics.put({
    ...taking.stamp,
    // 1.0 wrote `birthdate`, and some still do.
    birthDate: textOf(taking, "birthDate") ?? textOf(taking, "birthdate"),
    sex: textOf(taking, "sex"),
    facts: Object.fromEntries(facts),
  });
}

/** Reads one role of 1.2, and remembers the row of roles.csv that says it. */
export function readRole(item: WireFields, rowId?: string): WrittenRole {
  noteOthers(item, roleNames);
  return {
    role: neededText(item, "role"),
    org: referenceOf(item, "org"),
    beginDate: textOf(item, "beginDate"),
    endDate: textOf(item, "endDate"),
    written: asWritten(textOf(item, "roleType"), textOf(item, "userProfile"), rowId),
  };
}

/** Reads one profile of 1.2, without its passwords. */
export function readProfile(item: WireFields): PersonProfile {
  noteOthers(item, profileNames);
  const applicationId = textOf(item, "applicationId");
  const description = textOf(item, "description");
  const credentials = objectsOf(item, "credentials", readCredential);
  return {
    profileId: neededText(item, "profileId"),
    profileType: neededText(item, "profileType"),
    vendorId: neededText(item, "vendorId"),
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(description === undefined ? {} : { description }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

const factNames = [
  "americanIndianOrAlaskaNative",
  "asian",
  "blackOrAfricanAmerican",
  "nativeHawaiianOrOtherPacificIslander",
  "white",
  "demographicRaceTwoOrMoreRaces",
  "hispanicOrLatinoEthnicity",
  "countryOfBirthCode",
  "stateOfBirthAbbreviation",
  "cityOfBirth",
  "publicSchoolResidenceStatus",
] as const;
const roleNames = new Set(["role", "org", "roleType", "userProfile", "beginDate", "endDate"]);
const profileNames = new Set([
  "profileId",
  "profileType",
  "vendorId",
  "applicationId",
  "description",
  "credentials",
]);
const credentialNames = new Set(["type", "username"]);

function asWritten(
  roleType: string | undefined,
  userProfile: string | undefined,
  rowId: string | undefined,
): RoleAsWritten | undefined {
  if (roleType === undefined && userProfile === undefined && rowId === undefined) return undefined;
  const written: { roleType?: string; userProfile?: string; rowId?: string } = {};
  if (roleType !== undefined) written.roleType = roleType;
  if (userProfile !== undefined) written.userProfile = userProfile;
  if (rowId !== undefined) written.rowId = rowId;
  return written;
}

function readCredential(item: WireFields): { readonly type: string; readonly username: string } {
  noteOthers(item, credentialNames);
  return { type: neededText(item, "type"), username: neededText(item, "username") };
}

/** Member by member: there may be a million, and copying objects takes longer than all the rest. */
function personIn(taking: Taking): Person {
  const { id, status, modified, metadata } = taking.stamp;
  return {
    id,
    status,
    modified,
    metadata,
    idForm: "written",
    username: textOf(taking, "username"),
    enabled: isEnabled(taking),
    givenName: neededText(taking, "givenName"),
    familyName: neededText(taking, "familyName"),
    middleName: textOf(taking, "middleName"),
    preferredFirstName: textOf(taking, "preferredFirstName"),
    preferredMiddleName: textOf(taking, "preferredMiddleName"),
    preferredLastName: textOf(taking, "preferredLastName"),
    pronouns: textOf(taking, "pronouns"),
    identifier: textOf(taking, "identifier"),
    masterIdentifier: textOf(taking, "userMasterIdentifier"),
    userIds: objectsOf(taking, "userIds", readUserId) ?? [],
    email: textOf(taking, "email"),
    sms: textOf(taking, "sms"),
    phone: textOf(taking, "phone"),
    grades: textsOf(taking, "grades"),
    primaryOrg: referenceOf(taking, "primaryOrg"),
    profiles: objectsOf(taking, "userProfiles", readProfile) ?? [],
    resources: referencesOf(taking, "resources"),
  };
}

/** An account is enabled unless the record says that it is not. */
function isEnabled(taking: Taking): boolean {
  const said = neededText(taking, "enabledUser");
  const word = said.trim().toLowerCase();
  if (said !== "" && said !== "true" && said !== "false") note(taking, "wrong-type", "enabledUser");
  return word !== "false" && word !== "0";
}

function readUserId(item: WireFields): UserId {
  return { type: neededText(item, "type"), identifier: neededText(item, "identifier") };
}

/**
 * The roles that a record says: `roles` in 1.2, `role` and `orgs` in 1.1, and those of the other version when
 * its own are not there. Undefined when a row leaves them to another file.
 */
function rolesIn(taking: Taking): readonly WrittenRole[] | undefined {
  const { fields, version, keepsJoined } = taking;
  const [hasList, hasWord] = ["roles" in fields, "role" in fields || "orgs" in fields];
  if (hasList && (version === "1.2" || !hasWord)) {
    for (const name of ["role", "orgs"]) if (name in fields) note(taking, "not-kept", name);
    return objectsOf(taking, "roles", (role) => readRole(role)) ?? [];
  }
  if (hasList) note(taking, "not-kept", "roles");
  if (hasWord || version === "1.1") return rolesOfV1p1(taking);
  return keepsJoined ? undefined : [];
}

/** One role at each org. Without an org it stands alone; without a word it says where the person belongs. */
function rolesOfV1p1(taking: Taking): readonly WrittenRole[] {
  const word = neededText(taking, "role");
  const orgs = referencesOf(taking, "orgs");
  const none = { role: word, beginDate: undefined, endDate: undefined, written: undefined };
  if (orgs.length === 0) return word === "" ? [] : [{ ...none, org: undefined }];
  return orgs.map((org) => ({ ...none, org }));
}

function distinctAgents(taking: Taking): readonly string[] {
  const agents = referencesOf(taking, "agents");
  if (agents.length < 2) return agents;
  const once = new Set(agents);
  if (once.size < agents.length) note(taking, "repeated", "agents");
  return [...once];
}
