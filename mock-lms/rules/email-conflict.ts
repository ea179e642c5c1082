import { emailKey } from "../store/lms-store.ts";
import { refuse, type Refusal } from "./decision.ts";
import type { RuleWorld } from "./world.ts";

/** What `POST users` does about an address that is taken (Schoology API: users bulk, key options). */
export interface EmailConflictOptions {
  /** An address that another organisation holds is dropped; inside this one it stays an error. */
  readonly ignoreOutside: boolean;
  /** `username`: go on with a username instead. `merge`: take the address over when its domain is ours. */
  readonly resolution: "none" | "username" | "merge";
}

/** Without options every conflict is an error. */
export const strictEmail: EmailConflictOptions = { ignoreOutside: false, resolution: "none" };

/** Who asks for which address. `keptEmail` is what the account has now, empty for a new one. */
export interface EmailClaim {
  readonly userId: number | undefined;
  readonly email: string;
  readonly keptEmail: string;
  readonly username: string;
  readonly schoolUid: string;
}

/** The address and username to go on with. `mergedOutsideId` names the outside account that is taken over. */
export interface SettledEmail {
  readonly kind: "settled";
  readonly email: string;
  readonly username: string;
  readonly mergedOutsideId?: number;
}

/**
 * Settles a claim to an e-mail address. Addresses are unique across all organisations (F19, F20), without
 * regard to case.
 */
export function settleEmail(
  world: RuleWorld,
  claim: EmailClaim,
  options: EmailConflictOptions,
): SettledEmail | Refusal {
  const holder =
    claim.email === "" ? undefined : world.view.users.find("email", emailKey(claim.email));
  const inside = holder !== undefined && holder.id !== claim.userId ? holder : undefined;
  const outside = world.view.outsideEmails.find("email", emailKey(claim.email));
  if (isKept(claim) || (inside === undefined && outside === undefined)) {
    return { kind: "settled", email: claim.email, username: claim.username };
  }
  if (options.resolution === "merge" && inside === undefined && outside?.domainVerified === true) {
    return {
      kind: "settled",
      email: claim.email,
      username: claim.username,
      mergedOutsideId: outside.id,
    };
  }
  if (options.resolution !== "none") {
    return withoutEmail(claim, claim.email.split("@")[0] ?? "");
  }
  if (inside !== undefined) {
    return refuse(`The account ${inside.id} has this primary_email already.`);
  }
  if (options.ignoreOutside) return withoutEmail(claim, claim.schoolUid);
  return refuse("An account of another organisation has this primary_email already.");
}

/** What an account has already is not asked for again. */
function isKept({ email, keptEmail }: EmailClaim): boolean {
  return keptEmail !== "" && emailKey(email) === emailKey(keptEmail);
}

function withoutEmail(claim: EmailClaim, standIn: string): SettledEmail {
  const username = claim.username === "" && claim.keptEmail === "" ? standIn : claim.username;
  return { kind: "settled", email: claim.keptEmail, username };
}
