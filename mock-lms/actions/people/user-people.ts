import * as z from "zod";
import type { UserWrite } from "../../../contracts/lms/user.ts";
import type { UserRecord } from "../../store/records.ts";
import type { LiveWorld } from "../live-world.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { deactivateUser, putUser } from "../user-actions.ts";
import {
  carriedOut,
  findBuilding,
  findUser,
  NameText,
  PeopleActionError,
  roleTitled,
} from "./find-objects.ts";

/** A system admin edits a user. What is left out stays; an empty e-mail or username removes it. */
export const EditUser = z.strictObject({
  schoolUid: NameText,
  nameFirst: NameText.exactOptional(),
  nameLast: NameText.exactOptional(),
  email: z.string().trim().max(255).exactOptional(),
  username: z.string().trim().max(255).exactOptional(),
  newSchoolUid: NameText.exactOptional(),
  /** Blank keeps. */
  password: z.string().max(255).exactOptional(),
});
export type EditUser = z.infer<typeof EditUser>;

/**
 * Edits an account by hand. The next sync writes the SIS's values again (facts B.2, master data). The Unique ID
 * of a synced account is locked (facts C.3, `synced`).
 *
 * @throws UnknownObjectError when there is no such account
 * @throws PeopleActionError when the Unique ID is locked or a value is taken
 */
export function editUser(world: LiveWorld, input: EditUser): UserRecord {
  const user = findUser(world.store, input.schoolUid);
  const { newSchoolUid } = input;
  if (newSchoolUid !== undefined && newSchoolUid !== user.schoolUid && user.synced === 1) {
    throw new PeopleActionError(
      `Failed to edit the account ${user.id}: it is synced, so its Unique ID is locked.`,
    );
  }
  const row: UserWrite = {
    id: String(user.id),
    ...(input.nameFirst === undefined ? {} : { name_first: input.nameFirst }),
    ...(input.nameLast === undefined ? {} : { name_last: input.nameLast }),
    ...(input.email === undefined ? {} : { primary_email: input.email }),
    ...(input.username === undefined ? {} : { username: input.username }),
    ...(newSchoolUid === undefined ? {} : { school_uid: newSchoolUid }),
    ...(input.password === undefined ? {} : { password: input.password }),
  };
  return carriedOut(`edit the account ${user.id}`, putUser(world, row));
}

/** A system admin sets a user's role, by its title. */
export const SetRole = z.strictObject({
  schoolUid: NameText,
  role: NameText,
  /** Makes the role when there is none of this title: 1 for staff, 0 for others. */
  createAs: z.union([z.literal(0), z.literal(1)]).exactOptional(),
});
export type SetRole = z.infer<typeof SetRole>;

/**
 * Sets a role by hand, System Admin for example. The next sync of the user reverts it (facts B.2, SG-ROLE).
 *
 * @throws UnknownObjectError when there is no such account or role
 */
export function setRole(world: LiveWorld, input: SetRole): UserRecord {
  const user = findUser(world.store, input.schoolUid);
  const { createAs } = input;
  if (user.inactiveAtMs !== null) {
    throw new UnknownObjectError(`Failed to set a role: the account ${user.id} is inactive.`);
  }
  const present = roleTitled(world.store, input.role);
  if (present === undefined && createAs === undefined) {
    throw new UnknownObjectError(`Failed to set a role: none is called ${input.role}.`);
  }
  const role =
    present ??
    world.store.roles.add((id) => ({ id, title: input.role, faculty: createAs === 1 ? 1 : 0 }));
  return carriedOut(
    `set the role of the account ${user.id}`,
    putUser(world, { id: String(user.id), role_id: String(role.id) }),
  );
}

/** A system admin adds an additional building, by its code or title. */
export const AddBuilding = z.strictObject({ schoolUid: NameText, building: NameText });
export type AddBuilding = z.infer<typeof AddBuilding>;

/**
 * Adds an additional building. The sync sets the main one only and leaves this be (facts B.2, buildings).
 *
 * @throws UnknownObjectError when there is no such account or building
 */
export function addBuilding(world: LiveWorld, input: AddBuilding): UserRecord {
  const user = findUser(world.store, input.schoolUid);
  const building = findBuilding(world.store, input.building);
  const all = [...user.additionalBuildings, building].join(",");
  return carriedOut(
    `add a building to the account ${user.id}`,
    putUser(world, { id: String(user.id), additional_buildings: all }),
  );
}

/** A system admin makes a user inactive. */
export const DeactivateUserByHand = z.strictObject({
  schoolUid: NameText,
  /** Whether enrollments and grades are kept; without it they are gone for good. */
  keepEnrollments: z.boolean().default(true),
});
export type DeactivateUserByHand = z.infer<typeof DeactivateUserByHand>;

/**
 * Makes an account inactive by hand (F38: the SIS still knows the person).
 *
 * @throws UnknownObjectError when there is no such account
 * @throws PeopleActionError when it is inactive already
 */
export function deactivateUserByHand(
  world: LiveWorld,
  input: z.input<typeof DeactivateUserByHand>,
): UserRecord {
  const { schoolUid, keepEnrollments } = DeactivateUserByHand.parse(input);
  const user = findUser(world.store, schoolUid);
  return carriedOut(
    `make the account ${user.id} inactive`,
    deactivateUser(world, user.id, { keepEnrollments }),
  );
}
