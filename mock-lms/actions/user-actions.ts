import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import type { UserWrite } from "../../contracts/lms/user.ts";
import { refuseUnknown, type Refusal } from "../rules/decision.ts";
import { restored, withStatus } from "../rules/enrollment-status.ts";
import {
  decideUserPost,
  decideUserPut,
  type UserDecision,
  type UserPostOptions,
} from "../rules/user-row.ts";
import type { UserRecord } from "../store/records.ts";
import { applyDecision, type Applied, type LiveWorld } from "./live-world.ts";
import { replaceRelatives } from "./relative-actions.ts";
import { removeMembership } from "./remove-membership.ts";

/** Carries out one row of `POST users`. */
export function postUser(
  world: LiveWorld,
  row: UserWrite,
  options: UserPostOptions,
): Applied<UserRecord> {
  const applied = applyUser(world, decideUserPost(world, row, options), row);
  if (applied.kind === "done" && applied.created && row.email_login_info === 1) {
    const userId = applied.record.id;
    world.store.notices.add((id) => ({ id, kind: "login-info", userId, comment: "" }));
  }
  return keepPassword(world, row, applied);
}

/** Carries out one row of `PUT users`. */
export function putUser(world: LiveWorld, row: UserWrite): Applied<UserRecord> {
  return keepPassword(world, row, applyUser(world, decideUserPut(world, row), row));
}

/** A password that is given replaces; a blank one keeps (Schoology API: users, password). */
function keepPassword(
  world: LiveWorld,
  row: UserWrite,
  applied: Applied<UserRecord>,
): Applied<UserRecord> {
  const given = row.password ?? "";
  if (applied.kind === "done" && given.trim() !== "") world.passwords.set(applied.record.id, given);
  return applied;
}

function applyUser(
  world: LiveWorld,
  decision: UserDecision,
  row: UserWrite,
): Refusal | { readonly kind: "done"; readonly record: UserRecord; readonly created: boolean } {
  if (decision.kind !== "refuse" && decision.mergedOutsideId !== undefined) {
    world.store.outsideEmails.remove(decision.mergedOutsideId);
  }
  const applied = applyDecision(world.store.users, decision);
  if (applied.kind === "refuse") return applied;
  replaceRelatives(world, applied.record.id, row);
  return { ...applied, created: decision.kind === "create" };
}

/** The options of `DELETE users` (Schoology API: users DELETE). */
export interface DeactivationOptions {
  readonly keepEnrollments: boolean;
  /** Whether the person is told, which is the default. */
  readonly notify?: boolean;
  readonly comment?: string;
}

/**
 * Makes an account inactive, which is what deleting one means (Schoology API: users DELETE).
 *
 * With `keepEnrollments` its memberships are archived; without, they are gone for good, and grades with them.
 */
export function deactivateUser(
  world: LiveWorld,
  id: number,
  options: DeactivationOptions,
): Applied<UserRecord> {
  const user = world.store.users.get(id);
  if (user === undefined || user.inactiveAtMs !== null) {
    return refuseUnknown("There is no active account with this id.");
  }
  for (const member of world.store.enrollments.list("user", id)) {
    if (!options.keepEnrollments) removeMembership(world.store, member.id);
    else if (member.status !== enrollmentStatus.archived) {
      world.store.enrollments.replace(
        withStatus(member, enrollmentStatus.archived, "deactivation"),
      );
    }
  }
  const record = { ...user, inactiveAtMs: Math.floor(world.clock.now()) };
  world.store.users.replace(record);
  if (options.notify === true) {
    const { comment = "" } = options;
    world.store.notices.add((notice) => ({
      id: notice,
      kind: "account-removed",
      userId: id,
      comment,
    }));
  }
  return { kind: "done", record };
}

/** Makes an account active again; with `reenroll` the memberships that went with it come back. */
export function reactivateUser(
  world: LiveWorld,
  id: number,
  options: { readonly reenroll: boolean },
): Applied<UserRecord> {
  const user = world.store.users.get(id);
  if (user === undefined || user.inactiveAtMs === null) {
    return refuseUnknown("There is no inactive account with this uid.");
  }
  for (const member of options.reenroll ? world.store.enrollments.list("user", id) : []) {
    if (member.archivedBy !== "deactivation") continue;
    world.store.enrollments.replace(restored(member));
  }
  const record = { ...user, inactiveAtMs: null };
  world.store.users.replace(record);
  return { kind: "done", record };
}
