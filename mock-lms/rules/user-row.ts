import type { UserWrite } from "../../contracts/lms/user.ts";
import type { UserRecord } from "../store/records.ts";
import { isOwnBuilding } from "./building-row.ts";
import { isBlank, passiveFields, refuse, refuseUnknown, type Refusal } from "./decision.ts";
import { settleEmail, strictEmail, type EmailConflictOptions } from "./email-conflict.ts";
import type { RuleWorld } from "./world.ts";

/** What becomes of a user row. `mergedOutsideId` names an outside account whose address is taken over. */
export type UserDecision =
  | Refusal
  | {
      readonly kind: "create";
      readonly build: (id: number) => UserRecord;
      readonly mergedOutsideId?: number;
    }
  | { readonly kind: "update"; readonly record: UserRecord; readonly mergedOutsideId?: number };

/** The options of `POST users`. */
export interface UserPostOptions {
  readonly updateExisting: boolean;
  readonly email: EmailConflictOptions;
}

const ruled: ReadonlySet<string> = new Set([
  "id",
  "uid",
  "school_uid",
  "building_id",
  "additional_buildings",
  "name_first",
  "name_last",
  "username",
  "primary_email",
  "role_id",
  "password",
  "synced",
  "email_login_info",
  "parent_uids",
  "advisor_uids",
]);

/** A POST row creates, or with `updateExisting` updates the account with its school_uid (Schoology API: users bulk). */
export function decideUserPost(
  world: RuleWorld,
  row: UserWrite,
  options: UserPostOptions,
): UserDecision {
  const existing = world.view.users.find("schoolUid", row.school_uid ?? "");
  if (existing === undefined) return decide(world, { row, email: options.email });
  if (existing.inactiveAtMs !== null) {
    return refuse("The account of this school_uid is inactive. Reactivate it first.");
  }
  if (!options.updateExisting) {
    return refuse(`The account ${existing.id} has this school_uid already.`);
  }
  return decide(world, { row, before: existing, email: options.email });
}

/** A PUT row names its account by id and changes what it states. */
export function decideUserPut(world: RuleWorld, row: UserWrite): UserDecision {
  const before = world.view.users.get(Number(row.id ?? row.uid));
  if (before === undefined || before.inactiveAtMs !== null) {
    return refuseUnknown("There is no active account with this id.");
  }
  return decide(world, { row, before, email: strictEmail });
}

interface UserCase {
  readonly row: UserWrite;
  readonly before?: UserRecord;
  readonly email: EmailConflictOptions;
}

function decide(world: RuleWorld, { row, before, email }: UserCase): UserDecision {
  const wanted = mergeUser(row, before ?? blankUser(world.organizationId));
  const settled = settleEmail(
    world,
    {
      userId: before?.id,
      email: wanted.email,
      keptEmail: before?.email ?? "",
      username: wanted.username,
      schoolUid: wanted.schoolUid,
    },
    email,
  );
  if (settled.kind === "refuse") return settled;
  const isSettledOtherwise = settled.email !== wanted.email || settled.username !== wanted.username;
  const fields = isSettledOtherwise
    ? { ...wanted, email: settled.email, username: settled.username }
    : wanted;
  const refusal =
    refuseIncomplete(fields) ??
    refuseUnknownTarget(world, fields) ??
    refuseRelatives(world, row, before?.id) ??
    refuseTaken(world, fields, before);
  if (refusal !== undefined) return refusal;
  const merged =
    settled.mergedOutsideId === undefined ? {} : { mergedOutsideId: settled.mergedOutsideId };
  if (before === undefined)
    return { kind: "create", build: (id) => ({ id, ...fields }), ...merged };
  return { kind: "update", record: { id: before.id, ...fields }, ...merged };
}

type UserFields = Omit<UserRecord, "id">;

/** A user who is tied to no campus belongs to the organisation itself (Schoology API: schools). */
function blankUser(organizationId: number): UserFields {
  return {
    schoolUid: "",
    username: "",
    email: "",
    nameFirst: "",
    nameLast: "",
    roleId: 0,
    buildingId: organizationId,
    additionalBuildings: [],
    synced: 0,
    inactiveAtMs: null,
    profile: {},
  };
}

function mergeUser(row: UserWrite, before: UserFields): UserFields {
  const buildingId = row.building_id === undefined ? before.buildingId : Number(row.building_id);
  return {
    schoolUid: row.school_uid ?? before.schoolUid,
    username: row.username ?? before.username,
    email: row.primary_email ?? before.email,
    nameFirst: row.name_first ?? before.nameFirst,
    nameLast: row.name_last ?? before.nameLast,
    roleId: row.role_id === undefined ? before.roleId : Number(row.role_id),
    buildingId,
    additionalBuildings: mergeAdditionalBuildings(row, before, buildingId),
    synced: row.synced ?? before.synced,
    inactiveAtMs: null,
    profile: { ...before.profile, ...passiveFields(row, ruled) },
  };
}

/** A row that does not speak of additional buildings leaves them as they are (guide R109). */
function mergeAdditionalBuildings(
  row: UserWrite,
  before: UserFields,
  mainBuildingId: number,
): readonly number[] {
  const ids =
    row.additional_buildings === undefined
      ? before.additionalBuildings
      : row.additional_buildings
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== "")
          .map(Number);
  if (ids.length === 0) return ids;
  return [...new Set(ids)].filter((id) => id !== mainBuildingId);
}

function refuseIncomplete(fields: UserFields): Refusal | undefined {
  if (isBlank(fields.schoolUid)) return refuse("A user needs a school_uid.");
  if (isBlank(fields.nameFirst)) return refuse("A user needs a name_first.");
  if (isBlank(fields.nameLast)) return refuse("A user needs a name_last.");
  if (isBlank(fields.username) && isBlank(fields.email)) {
    return refuse("A user needs a username or a primary_email.");
  }
  if (fields.roleId === 0) return refuse("A user needs a role_id.");
  return undefined;
}

function refuseUnknownTarget(world: RuleWorld, fields: UserFields): Refusal | undefined {
  const { view } = world;
  if (view.roles.get(fields.roleId) === undefined)
    return refuse("There is no role with this role_id.");
  if (!isOwnBuilding(world, fields.buildingId)) {
    return refuse("There is no building with this building_id.");
  }
  return fields.additionalBuildings.every((id) => isOwnBuilding(world, id))
    ? undefined
    : refuse("One of the additional_buildings does not exist.");
}

/** `parent_uids` and `advisor_uids` name active accounts, other than the one that they are of. */
function refuseRelatives(
  world: RuleWorld,
  row: UserWrite,
  userId: number | undefined,
): Refusal | undefined {
  for (const field of ["parent_uids", "advisor_uids"] as const) {
    for (const uid of row[field] ?? []) {
      const id = Number(uid);
      if (id === userId) return refuse(`Nobody stands in their own ${field}.`);
      if (world.view.users.get(id)?.inactiveAtMs !== null) {
        return refuse(`One of the ${field} is no active account.`);
      }
    }
  }
  return undefined;
}

function refuseTaken(
  world: RuleWorld,
  fields: UserFields,
  before: UserRecord | undefined,
): Refusal | undefined {
  const { users } = world.view;
  const sameUid =
    fields.schoolUid === before?.schoolUid ? undefined : users.find("schoolUid", fields.schoolUid);
  if (sameUid !== undefined) {
    return refuse(`The account ${sameUid.id} has this school_uid already.`);
  }
  const sameName =
    fields.username === before?.username ? undefined : users.find("username", fields.username);
  if (sameName !== undefined) {
    return refuse(`The account ${sameName.id} has this username already.`);
  }
  return undefined;
}
