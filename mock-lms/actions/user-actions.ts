import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import type { UserWrite } from "../../contracts/lms/user.ts";
import { refuseUnknown } from "../rules/decision.ts";
import {
  decideUserPost,
  decideUserPut,
  type UserDecision,
  type UserPostOptions,
} from "../rules/user-row.ts";
import type { UserRecord } from "../store/records.ts";
import { applyDecision, type Applied, type LiveWorld } from "./live-world.ts";

/** Carries out one row of `POST users`. */
export function postUser(
  world: LiveWorld,
  row: UserWrite,
  options: UserPostOptions,
): Applied<UserRecord> {
  return keepPassword(world, row, applyUser(world, decideUserPost(world, row, options)));
}

/** Carries out one row of `PUT users`. */
export function putUser(world: LiveWorld, row: UserWrite): Applied<UserRecord> {
  return keepPassword(world, row, applyUser(world, decideUserPut(world, row)));
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

function applyUser(world: LiveWorld, decision: UserDecision): Applied<UserRecord> {
  if (decision.kind !== "refuse" && decision.mergedOutsideId !== undefined) {
    world.store.outsideEmails.remove(decision.mergedOutsideId);
  }
  return applyDecision(world.store.users, decision);
}

/**
 * Makes an account inactive, which is what deleting one means (Schoology API: users DELETE).
 *
 * With `keepEnrollments` its memberships are archived; without, they are gone for good.
 */
export function deactivateUser(
  world: LiveWorld,
  id: number,
  options: { readonly keepEnrollments: boolean },
): Applied<UserRecord> {
  const user = world.store.users.get(id);
  if (user === undefined || user.inactiveAtMs !== null) {
    return refuseUnknown("There is no active account with this id.");
  }
  for (const member of world.store.enrollments.list("user", id)) {
    if (!options.keepEnrollments) world.store.enrollments.remove(member.id);
    else if (member.status !== enrollmentStatus.archived) {
      world.store.enrollments.replace({
        ...member,
        status: enrollmentStatus.archived,
        archivedBy: "deactivation",
      });
    }
  }
  const record = { ...user, inactiveAtMs: Math.floor(world.clock.now()) };
  world.store.users.replace(record);
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
    world.store.enrollments.replace({
      ...member,
      status: enrollmentStatus.active,
      archivedBy: "",
    });
  }
  const record = { ...user, inactiveAtMs: null };
  world.store.users.replace(record);
  return { kind: "done", record };
}
