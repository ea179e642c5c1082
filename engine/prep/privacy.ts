import type { LmsState } from "../mapping/lms-state.ts";
import type { Roster } from "../snapshot/roster.ts";

/** What may be written: everything, or no names, usernames and e-mail addresses. */
export type Privacy = "full" | "redacted";

/** How people and accounts may be named, by that. */
export interface Naming {
  /** Personal text, or nothing. */
  readonly text: (value: string | undefined) => string;
  /** A Unique ID; where it is itself a username or an address, `id:` and the LMS id, which decisions may use too. */
  readonly account: (uid: string) => string;
  /** A sourcedId; where it is itself personal, nothing that could be read back. */
  readonly person: (sourcedId: string) => string;
  /** Whether a text is somebody's login or e-mail address, so that it may not be written. */
  readonly isPersonal: (text: string) => boolean;
}

/** Makes the names that a sheet or a finding may hold. */
export function createNaming(
  world: { readonly roster: Roster; readonly current: LmsState },
  privacy: Privacy,
): Naming {
  if (privacy === "full") {
    return {
      text: (value) => value ?? "",
      account: (uid) => uid,
      person: (id) => id,
      isPersonal: () => false,
    };
  }
  const logins = loginsOf(world.roster, world.current);
  const isPersonal = (text: string): boolean =>
    text.includes("@") || logins.has(text.toLowerCase());
  return {
    text: () => "",
    account: (uid) => (isPersonal(uid) ? `id:${world.current.users.get(uid)?.id ?? ""}` : uid),
    person: (id) => (isPersonal(id) ? "(redacted)" : id),
    isPersonal,
  };
}

/** Usernames of both sides. Numbers, with a letter before them or not, are ids and say no name. */
function loginsOf(roster: Roster, current: LmsState): ReadonlySet<string> {
  const logins = new Set<string>();
  const take = (login: unknown): void => {
    if (typeof login !== "string" || login === "" || /^[a-z]?\d+$/i.test(login)) return;
    logins.add(login.toLowerCase());
  };
  for (const { username } of roster.people.values()) take(username);
  for (const { fields } of current.users.values()) take(fields["username"]);
  return logins;
}
