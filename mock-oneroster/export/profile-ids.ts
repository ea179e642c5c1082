import { formatCell } from "../../contracts/oneroster/csv/cells.ts";
import { profilePrefix, userToRows } from "../../contracts/oneroster/csv/user-rows.ts";
import { isMembers, member, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { LossNote } from "./losses.ts";
import { createFreshIds } from "./part-ids.ts";

/** The ids of the rows of userProfiles.csv: each but once in the file, and the same wherever a role refers to one. */
export interface ProfileIds {
  /** Takes the profiles of a user into account. Users come in the order in which they are written. */
  see(user: WireRecord): void;
  /** The rows of a user's profiles, in their order. */
  of(user: WireRecord): readonly ProfileRow[];
}

/** What a row of userProfiles.csv is called, and the profile that it says a part of. */
export interface ProfileRow {
  readonly profileId: unknown;
  readonly rowId: string;
}

/** Creates the ids for users that are still to be seen. Only those that had to change are kept. */
export function createProfileIds(): ProfileIds {
  const fresh = createFreshIds();
  const changed = new Map<string, string>();
  return {
    see: (user) => {
      for (const [place, { rowId }] of wantedRows(user).entries()) {
        const given = fresh.take(rowId);
        if (given !== rowId) changed.set(placeOf(user, place), given);
      }
    },
    of: (user) =>
      wantedRows(user).map(({ profileId, rowId }, place) => ({
        profileId,
        rowId: changed.get(placeOf(user, place)) ?? rowId,
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

/** The rows under the ids that they ask for. A profile has one for each of its credentials, and one at least. */
function wantedRows(user: WireRecord): readonly ProfileRow[] {
  const profiles = user["userProfiles"];
  if (!Array.isArray(profiles)) return [];
  const profileIds = profiles.flatMap((profile: unknown) => {
    const { profileId, credentials }: WireRecord = isMembers(profile) ? profile : {};
    const rows = Array.isArray(credentials) ? Math.max(1, credentials.length) : 1;
    return Array.from({ length: rows }, () => profileId);
  });
  return userToRows(user).userProfiles.map(({ sourcedId = "" }, place) => ({
    profileId: profileIds[place],
    rowId: formatCell(sourcedId),
  }));
}

function placeOf(user: WireRecord, place: number): string {
  return `${place} ${member(user, "sourcedId") ?? ""}`;
}
