import type { SisCredentials } from "./credentials.ts";
import { isSameSecret } from "../../core/same-secret.ts";

/**
 * True when a token request proves to come from the client: by Basic, or without it by `client_id` and
 * `client_secret` in the form (RFC 6749 §2.3.1). Real Campus sites take both (Campus facts A.2).
 */
export function isKnownClient(
  credentials: SisCredentials,
  authorization: string | null,
  form: URLSearchParams,
): boolean {
  const client = readClient(authorization, form);
  if (client === undefined) return false;
  const decoded = { id: decodeForm(client.id), secret: decodeForm(client.secret) };
  return isSame(credentials, client) || isSame(credentials, decoded);
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

function isSame({ clientId, clientSecret }: SisCredentials, { id, secret }: Client): boolean {
  return isSameSecret(id, clientId) && isSameSecret(secret, clientSecret);
}

/** RFC 6749 encodes both halves of Basic as in a form; many clients do not. Either will do. */
function decodeForm(text: string): string {
  return new URLSearchParams(`x=${text.replaceAll("&", "%26")}`).get("x") ?? "";
}
