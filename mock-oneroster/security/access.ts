import { scopeUri } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  bearerChallenge,
  forbidden,
  oauth1Challenge,
  unauthorized,
  type Refusal,
} from "./access-refusal.ts";
import { readBearer } from "./bearer.ts";
import { refuseConnection, type ConnectedOperation, type Connection } from "./connection.ts";
import type { OAuth1Gate } from "./oauth1.ts";
import { isSameSecret } from "../../core/same-secret.ts";
import type { TokenStore } from "./tokens.ts";

/** The key that Infinite Campus gives to a learning partner (Campus facts A.2). */
export interface VendorAuthorization {
  readonly key: string;
  readonly secret: string;
}

/** Which locks the doors have. Those left out stand open, but for the token. */
export interface AccessOptions {
  readonly tokens: TokenStore;
  /** Whether the secret behind the connection has grown too old for 1.1 (F74). It never does unless told. */
  readonly hasSecretExpired?: () => boolean;
  /** Takes signatures instead of tokens, in 1.1 only (facts §4.1, §4.2). */
  readonly oauth1?: OAuth1Gate;
  /** Whether tokens open 1.1, which had signatures only to begin with. They do unless told otherwise. */
  readonly bearerForV1p1?: "accepted" | "refused";
  /** Whether roster.readonly opens demographics too. It does not unless told so (facts §4.2). */
  readonly demographicsScope?: "own" | "roster";
  /** Is wanted on gradebook calls, besides token or signature. */
  readonly vendorAuthorization?: VendorAuthorization;
  readonly connection?: Connection;
}

/** The part of a fetch `Request` that access depends on. OAuth 1 needs `url` to be absolute. */
export interface AccessRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

/** The part of an operation that access depends on. Any one of `scopes` opens it. */
export interface GuardedOperation extends ConnectedOperation {
  readonly operationId: string;
  readonly scopes: Readonly<Partial<Record<OneRosterVersion, readonly string[]>>>;
}

/** What is to be opened. */
export interface Lock {
  readonly version: OneRosterVersion;
  readonly operation: GuardedOperation;
}

/** Decides who may call an operation. */
export interface Access {
  /** The first lock that stays shut; undefined when the request may pass. */
  refuse(request: AccessRequest, lock: Lock): Refusal | undefined;
}

/**
 * Creates the place that decides whether a request may pass, but for the school of a grade (`gradebook/scene.ts`).
 *
 * Who calls is asked first (401), then for the vendor key (401), then what the district has bought (403),
 * and the scopes of the token last (403), so that a district without gradebook hears why.
 */
export function createAccess(options: AccessOptions): Access {
  return {
    refuse: (request, lock) => {
      if (lock.version === "1.1" && options.hasSecretExpired?.() === true) return secretExpired;
      const caller = identify(options, request, lock.version);
      if ("status" in caller) return caller;
      return (
        refuseVendor(options.vendorAuthorization, request, lock.operation) ??
        (options.connection && refuseConnection(options.connection, lock.operation)) ??
        refuseScopes(caller, lock, options.demographicsScope)
      );
    },
  };
}

/** Whoever calls: the secret of a connection of 1.1 is good for a year only (Campus facts A.1, F74). */
const secretExpired = unauthorized(
  "The secret of this connection has expired. It has to be renewed in the SIS.",
);

/** Who may do what: a token opens its scopes, a signature everything. */
interface Caller {
  readonly scopes: ReadonlySet<string> | "every";
}

function identify(
  { tokens, oauth1, bearerForV1p1 }: AccessOptions,
  request: AccessRequest,
  version: OneRosterVersion,
): Caller | Refusal {
  const authorization = request.headers.get("Authorization");
  if (!isSigned(authorization, request.url)) {
    if (version === "1.1" && bearerForV1p1 === "refused") {
      return unauthorized("OneRoster 1.1 takes OAuth 1.0a signatures here.", oauth1Challenge);
    }
    return readBearer(tokens, authorization);
  }
  if (version !== "1.1") return unauthorized("OneRoster 1.2 takes OAuth 2 bearer tokens only.");
  if (oauth1 === undefined) return unauthorized("This server takes bearer tokens, not OAuth 1.");
  const verdict = oauth1.check({ method: request.method, url: request.url, authorization });
  if (verdict.ok) return { scopes: "every" };
  return unauthorized(`OAuth 1: ${verdict.reason}`, `${oauth1Challenge}, ${bearerChallenge}`);
}

/** Looks for a signature in the header; without a header, in the query as well. */
function isSigned(authorization: string | null, url: string): boolean {
  if (authorization === null) return /[?&]oauth_/.test(url);
  return /^OAuth\s/i.test(authorization);
}

/** A missing vendor key is a 401 on grade book calls only, in words of its own (Campus facts A.2, F89). */
function refuseVendor(
  vendor: VendorAuthorization | undefined,
  request: AccessRequest,
  operation: GuardedOperation,
): Refusal | undefined {
  if (vendor === undefined || operation.service !== "gradebook") return undefined;
  const given = request.headers.get("x-vendor-authorization");
  if (given === null) {
    return unauthorized("Gradebook calls need the header x-vendor-authorization: key:secret.");
  }
  if (isSameSecret(given, `${vendor.key}:${vendor.secret}`)) return undefined;
  return unauthorized("x-vendor-authorization holds no vendor key and secret that is known here.");
}

/** Scopes are compared whole: one inside another opens nothing (facts §4.2). */
function refuseScopes(
  { scopes }: Caller,
  { version, operation }: Lock,
  demographicsScope: AccessOptions["demographicsScope"],
): Refusal | undefined {
  if (scopes === "every") return undefined;
  const own = operation.scopes[version] ?? [];
  const isDemographics = own.includes(scopeUri(version, "roster-demographics.readonly"));
  const needed =
    isDemographics && demographicsScope === "roster"
      ? [...own, scopeUri(version, "roster.readonly")]
      : own;
  if (needed.some((scope) => scopes.has(scope))) return undefined;
  return {
    ...forbidden(`The token opens none of the scopes of ${operation.operationId}.`),
    headers: {
      "WWW-Authenticate": `${bearerChallenge}, error="insufficient_scope", scope="${needed.join(" ")}"`,
    },
  };
}
