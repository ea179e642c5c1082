import { scopeUris } from "../../contracts/oneroster/operations.ts";
import { readBoundedBody } from "../routes/bounded-body.ts";
import type { TokenStore } from "./tokens.ts";

/** The one client that the mock knows. */
export interface SisCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the token endpoint works with. */
export interface TokenDesk {
  readonly credentials: SisCredentials;
  readonly tokens: TokenStore;
  readonly lifeSeconds: number;
}

/** A real token request has a few hundred bytes. */
const bodyBytesMax = 16_384;

const knownScopes: ReadonlySet<string> = new Set([...scopeUris("1.1"), ...scopeUris("1.2")]);
const readScopes = [...knownScopes].filter((scope) => scope.endsWith(".readonly"));

/**
 * Answers a token request by client credentials (RFC 6749 §4.4; OneRoster 1.2 §4 security).
 *
 * The client says who it is by Basic or in the form. Without `scope` all read scopes are granted; of the
 * scopes asked for, those that the standard knows. Errors are those of RFC 6749, not of OneRoster.
 */
export async function answerTokenRequest(desk: TokenDesk, request: Request): Promise<Response> {
  const body = await readBoundedBody(request, bodyBytesMax);
  if (body === undefined) return oauthError(413, "invalid_request");
  const form = new URLSearchParams(body);
  for (const [name, value] of new URL(request.url).searchParams) {
    if (!form.has(name)) form.set(name, value);
  }
  const client = readClient(request.headers.get("Authorization"), form);
  if (!isKnown(desk.credentials, client)) return oauthError(401, "invalid_client");
  const grantType = form.get("grant_type");
  if (grantType === null) return oauthError(400, "invalid_request");
  if (grantType !== "client_credentials") return oauthError(400, "unsupported_grant_type");
  return grant(desk, form.get("scope") ?? "");
}

function grant(desk: TokenDesk, wanted: string): Response {
  const asked = wanted.split(" ").filter((scope) => scope !== "");
  const scopes = asked.length === 0 ? readScopes : asked.filter((scope) => knownScopes.has(scope));
  if (scopes.length === 0) return oauthError(400, "invalid_scope");
  const body = {
    access_token: desk.tokens.issue(scopes),
    token_type: "bearer",
    expires_in: desk.lifeSeconds,
    scope: [...new Set(scopes)].join(" "),
  };
  return Response.json(body, { headers: { "Cache-Control": "no-store", Pragma: "no-cache" } });
}

interface Client {
  readonly id: string;
  readonly secret: string;
}

function readClient(authorization: string | null, form: URLSearchParams): Client | undefined {
  const basic = /^Basic +([A-Za-z0-9+/_=-]+)$/i.exec(authorization ?? "")?.[1];
  if (basic !== undefined) return readBasic(basic);
  const id = form.get("client_id");
  const secret = form.get("client_secret");
  return id === null || secret === null ? undefined : { id, secret };
}

function readBasic(encoded: string): Client | undefined {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** RFC 6749 encodes both halves of Basic as in a form; many clients do not. Either will do. */
function isKnown({ clientId, clientSecret }: SisCredentials, client: Client | undefined): boolean {
  if (client === undefined) return false;
  const plain = client.id === clientId && client.secret === clientSecret;
  return (
    plain || (decodeForm(client.id) === clientId && decodeForm(client.secret) === clientSecret)
  );
}

function decodeForm(text: string): string {
  return new URLSearchParams(`x=${text.replaceAll("&", "%26")}`).get("x") ?? "";
}

function oauthError(status: 400 | 401 | 413, error: string): Response {
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  if (status === 401) headers["WWW-Authenticate"] = 'Basic realm="oneroster"';
  return Response.json({ error }, { status, headers });
}
