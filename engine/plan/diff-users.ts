import {
  diagnose,
  type Diagnostic,
  type Fields,
  type Outcome,
} from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import type { DesiredState, DesiredUser, HeldObject, LmsState } from "../mapping/lms-state.ts";
import { addressOf, diffFields, toChange } from "./change.ts";
import type { Resolved } from "./resolve.ts";

/** A part of the plan: its changes, and how many objects already are as they should be. */
export interface PlanPart {
  readonly changes: readonly Change[];
  readonly untouched: number;
}

/**
 * Compares accounts by Unique ID. The SIS is master of every field it has (guide R114); an account that
 * the SIS no longer lists is left alone, for users are never deleted (R115).
 */
export function diffUsers(
  desired: DesiredState,
  current: LmsState,
  resolved: Resolved,
): Outcome<PlanPart> {
  const created: Change[] = [];
  const updated: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  const ownerOfUsername = usernameOwners(desired, current);
  const unknownRoles = new Map<string, number>();
  let untouched = 0;
  for (const user of desired.users.values()) {
    const chosen = resolved.buildingOf.get(user.school);
    if (chosen === undefined) continue;
    if (!current.roles.has(user.role)) {
      unknownRoles.set(user.role, (unknownRoles.get(user.role) ?? 0) + 1);
      continue;
    }
    const present = current.users.get(user.uid);
    const building = keptBuilding(user, present, resolved) ?? chosen;
    if (building !== chosen)
      diagnostics.push(buildingKept(user, { wanted: chosen, kept: building }));
    const isPaired = present?.fields["school_uid"] !== undefined;
    const wanted = {
      ...user.fields,
      role: user.role,
      building,
      ...(isPaired ? { school_uid: user.uid } : {}),
    };
    if (present === undefined) {
      const taken = takenUsername(user, ownerOfUsername);
      if (taken === undefined) created.push(newUser(user, wanted));
      else diagnostics.push(taken);
      continue;
    }
    const diff = diffFields(present.fields, wanted);
    if (diff === undefined) untouched += 1;
    else {
      const reason = isPaired ? "paired-by-decision" : "source-differs";
      updated.push(changedUser(user, { ...diff, reason, lmsId: present.id }));
    }
  }
  const known = [...current.roles.keys()].join(", ");
  for (const [name, count] of unknownRoles) {
    const affected = `${count} ${count === 1 ? "user does" : "users do"} not sync`;
    const args = { kind: "role", name, affected, known };
    diagnostics.push(diagnose("target-unknown", { at: "settings/roles" }, args));
  }
  return { value: { changes: [...updated, ...created], untouched }, diagnostics };
}

/**
 * The building where an account is, when one of the person's schools that would do as well goes there: without a
 * primary school the choice must not flip from sync to sync (guide R108, F28).
 */
function keptBuilding(
  user: DesiredUser,
  present: HeldObject | undefined,
  resolved: Resolved,
): string | undefined {
  const held = present?.fields["building"];
  if (typeof held !== "string" || user.otherSchools === undefined) return undefined;
  return user.otherSchools.some((school) => resolved.buildingOf.get(school) === held)
    ? held
    : undefined;
}

function buildingKept(
  user: DesiredUser,
  seen: { readonly wanted: string; readonly kept: string },
): Diagnostic {
  const place = { at: addressOf("users", user.uid), school: user.school };
  return diagnose("building-kept", place, seen);
}

/** Who will have each username once the changes to accounts that exist are made, which come first. */
function usernameOwners(desired: DesiredState, current: LmsState): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [uid, { fields }] of current.users) {
    const username = desired.users.get(uid)?.fields["username"] ?? fields["username"];
    if (typeof username === "string" && username !== "") owners.set(username.toLowerCase(), uid);
  }
  return owners;
}

function takenUsername(
  user: DesiredUser,
  owners: ReadonlyMap<string, string>,
): Diagnostic | undefined {
  const { username } = user.fields;
  if (typeof username !== "string") return undefined;
  const other = owners.get(username.toLowerCase());
  if (other === undefined || other === user.uid) return undefined;
  const place = { at: `sis/users/${user.personId}`, school: user.school };
  return diagnose("username-taken", place, { username, other });
}

/** Given and family name as they would stand in the LMS. */
export function fullName(fields: Fields): string {
  return `${String(fields["name_first"] ?? "")} ${String(fields["name_last"] ?? "")}`;
}

function newUser(user: DesiredUser, after: DesiredUser["fields"]): Change {
  return toChange({
    address: addressOf("users", user.uid),
    kind: "user",
    action: "create",
    reason: "new-in-source",
    school: user.school,
    label: fullName(user.fields),
    before: null,
    after,
  });
}

function changedUser(
  user: DesiredUser,
  diff: Pick<Change, "before" | "after" | "reason"> & { readonly lmsId: string },
): Change {
  return toChange({
    address: addressOf("users", user.uid),
    kind: "user",
    action: "update",
    school: user.school,
    label: fullName(user.fields),
    ...diff,
  });
}
