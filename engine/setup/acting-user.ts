import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { ActingUser } from "../../contracts/run/settings/configuration.ts";

const place = { at: "settings/actingUser" };

/** Why a person may only look; undefined for the Acting User who is an active System Administrator (guide R76). */
function whyReadOnly(actingUser: ActingUser, name: string): string | undefined {
  if (name !== actingUser.name) return `the Acting User is ${actingUser.name}`;
  return whyInvalid(actingUser);
}

function whyInvalid({ isActive, isSystemAdmin }: ActingUser): string | undefined {
  if (!isActive) return "is not active";
  return isSystemAdmin ? undefined : "is not a System Administrator";
}

/**
 * Refuses a change, or a sync by hand, by anyone but the Acting User (guide R27, R57, R76).
 *
 * R27 speaks of the System Admin and R57 of the Acting User: by the proposed reading it takes both.
 */
export function checkPerson(actingUser: ActingUser, name: string): readonly Diagnostic[] {
  const why = whyReadOnly(actingUser, name);
  return why === undefined ? [] : [diagnose("read-only", place, { name, why })];
}

/** What a scheduled sync says of an Acting User who left or is no administrator any more (F87). */
export function checkSchedulesUser(actingUser: ActingUser): readonly Diagnostic[] {
  const why = whyInvalid(actingUser);
  if (why === undefined) return [];
  const reaction = actingUser.whenInvalid === "stop" ? "stops" : "goes on";
  return [diagnose("acting-user-invalid", place, { name: actingUser.name, why, reaction })];
}

/**
 * What stands in the *Schoology Acting User* area (guide R77). The guide shows no text: this one is ours.
 */
export function actingUserMessage(actingUser: ActingUser, name: string): string {
  return whyReadOnly(actingUser, name) === undefined
    ? "You are the Acting User and a System Administrator, so you can change this app."
    : "You can only look: changes are made by the Acting User, who must be a System Administrator.";
}
