/** Why a request may not pass, and what to answer. `reason` is a `RefusalReason` of the routes. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly reason: "unauthorized" | "forbidden";
  /** Says which of the locks is shut. No two share their words. */
  readonly description: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The challenge to send a token (RFC 6750 §3). */
export const bearerChallenge = 'Bearer realm="oneroster"';

/** The challenge to sign the request (RFC 5849 §3.5.1). */
export const oauth1Challenge = 'OAuth realm="oneroster"';

/** Refuses a caller who has not shown who they are (401). */
export function unauthorized(description: string, challenge = bearerChallenge): Refusal {
  const headers = { "WWW-Authenticate": challenge };
  return { status: 401, reason: "unauthorized", description, headers };
}

/** Refuses a caller who is known, but may not (403). */
export function forbidden(description: string): Refusal {
  return { status: 403, reason: "forbidden", description };
}
