import { formatCell } from "../../contracts/oneroster/csv/cells.ts";
import { profilePrefix, userToRows } from "../../contracts/oneroster/csv/user-rows.ts";
import { isMembers, member, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { LossNote } from "./losses.ts";
import { createFreshIds } from "./part-ids.ts";

/** The ids of the rows of userProfiles.csv: each but once in the file, and the same wherever a role refers to one. */
export interface ProfileIds {
  /** Takes the profiles of a user into account. Users come in the order in which they are written. */
  see(user: WireRecord): void;
  /** The id that a user's profile asked for, and the one that its row has. */
  of(user: WireRecord): readonly ProfileRowId[];
}

/** What a row of userProfiles.csv is called. */
export interface ProfileRowId {
  readonly wanted: string;
  readonly given: string;
}

/** Creates the ids for users that are still to be seen. Only those that had to change are kept. */
export function createProfileIds(): ProfileIds {
  const fresh = createFreshIds();
  const changed = new Map<string, string>();
  return {
    see: (user) => {
      for (const [place, wanted] of wantedIds(user).entries()) {
        const given = fresh.take(wanted);
        if (given !== wanted) changed.set(placeOf(user, place), given);
      }
    },
    of: (user) =>
      wantedIds(user).map((wanted, place) => ({
        wanted,
        given: changed.get(placeOf(user, place)) ?? wanted,
      })),
  };
}

/** Notes what CSV changes about the profiles of a user. */
export function noteProfiles(user: WireRecord, notes: LossNote[]): void {
  const profiles = user["userProfiles"];
  for (const profile of Array.isArray(profiles) ? profiles : []) {
    if (!isMembers(profile)) continue;
    const { credentials } = profile;
    const isSplit = Array.isArray(credentials) && credentials.length > 1;
    if (isSplit) notes.push({ code: "profile-split", column: "username" });
    const isOwn = member(profile, "profileId")?.startsWith(profilePrefix) === true;
    if (!isOwn) notes.push({ code: "profile-renamed", column: "sourcedId" });
  }
}

function wantedIds(user: WireRecord): readonly string[] {
  if (user["userProfiles"] === undefined) return [];
  return userToRows(user).userProfiles.map(({ sourcedId = "" }) => formatCell(sourcedId));
}

function placeOf(user: WireRecord, place: number): string {
  return `${place} ${member(user, "sourcedId") ?? ""}`;
}
