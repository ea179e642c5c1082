import { scopeUris } from "../../contracts/oneroster/operations.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { AuthStyle } from "../profiles/profile.ts";
import { readBoundedBody } from "../routes/bounded-body.ts";
import { isKnownClient } from "./client-proof.ts";
import type { SisCredentials } from "./credentials.ts";
import type { TokenStore } from "./tokens.ts";

/** What the token endpoint works with. */
export interface TokenDesk {
  readonly credentials: SisCredentials;
  readonly tokens: TokenStore;
  /** What the profile says. Of `?appName=` any will do (Campus facts A.1, F73). */
  readonly auth: Pick<AuthStyle, "requireAppName" | "missingAppNameStatus" | "scopesUnasked">;
}

/** A real token request has a few hundred bytes. */
const bodyBytesMax = 16_384;

/**
 * Answers a token request by client credentials (RFC 6749 §4.4; OneRoster 1.2 §4 security).
 *
 * The client says who it is by Basic or in the form, and what it wants in the form or the query. Of the scopes
 * asked for, those that the standard knows are granted. Errors are those of RFC 6749, not of OneRoster.
 */
export async function answerTokenRequest(desk: TokenDesk, request: Request): Promise<Response> {
  const body = await readBoundedBody(request, bodyBytesMax);
  if (body === undefined) return oauthError(413, "invalid_request");
  const query = new URL(request.url).searchParams;
  if (desk.auth.requireAppName && !query.get("appName")) {
    const status = desk.auth.missingAppNameStatus;
    return new Response("No Campus Application selected", { status });
  }
  // The first of a name counts, so that the form goes before the query.
  const form = new URLSearchParams([...new URLSearchParams(body), ...query]);
  if (!isKnownClient(desk.credentials, request.headers.get("Authorization"), form)) {
    return oauthError(401, "invalid_client");
  }
  const grantType = form.get("grant_type");
  if (!grantType) return oauthError(400, "invalid_request");
  if (grantType !== "client_credentials") return oauthError(400, "unsupported_grant_type");
  return grant(desk, form.get("scope") ?? "");
}

function grant(desk: TokenDesk, wanted: string): Response {
  const { credentials, tokens } = desk;
  const scopes = chooseScopes(desk, wanted);
  if (scopes.length === 0) return oauthError(400, "invalid_scope");
  const body = {
    access_token: tokens.issue(credentials.clientId, scopes),
    token_type: "bearer",
    expires_in: tokens.lifeSeconds,
    scope: scopes.join(" "),
  };
  return Response.json(body, { headers: { "Cache-Control": "no-store", Pragma: "no-cache" } });
}

function chooseScopes(desk: TokenDesk, wanted: string): readonly string[] {
  const known = OneRosterVersion.options.flatMap(scopeUris);
  const asked = new Set(wanted.split(" ").filter((scope) => scope !== ""));
  if (asked.size > 0) return [...asked].filter((scope) => known.includes(scope));
  return desk.auth.scopesUnasked === "all"
    ? known
    : known.filter((each) => each.endsWith(".readonly"));
}

function oauthError(status: 400 | 401 | 413, error: string): Response {
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  if (status === 401) headers["WWW-Authenticate"] = 'Basic realm="oneroster"';
  return Response.json({ error }, { status, headers });
}
