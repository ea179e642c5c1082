import { createHmac } from "node:crypto";
import { isSameSecret } from "../../core/same-secret.ts";
import { encodeRfc3986, oauth1BaseString } from "../../core/oauth1-base-string.ts";
import type { OAuth1Parameters } from "../../core/oauth1-header.ts";

/** A request as a signature covers it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly parameters: OAuth1Parameters;
}

/**
 * Whether the holder of the secret signed the request, for the address that it came to or for the same path of
 * one of the other origins, by the method that it names: PLAINTEXT or HMAC-SHA1 (RFC 5849 §3.4, Schoology API:
 * authentication). Two-legged: there is no token secret.
 */
export function isSignedBy(
  request: SignedRequest,
  signer: { readonly secret: string; readonly origins: readonly string[] },
): boolean {
  const given = request.parameters.get("oauth_signature") ?? "";
  const key = `${encodeRfc3986(signer.secret)}&`;
  const method = request.parameters.get("oauth_signature_method");
  if (method === "PLAINTEXT") return isSameSecret(given, key);
  if (method !== "HMAC-SHA1") return false;
  const fits = (url: string): boolean => isSameSecret(given, hmacSha1({ ...request, url }, key));
  return fits(request.url) || otherAddressesOf(request.url, signer.origins).some(fits);
}

function otherAddressesOf(url: string, origins: readonly string[]): readonly string[] {
  const { pathname, search } = new URL(url);
  return origins.map((origin) => `${origin}${pathname}${search}`);
}

function hmacSha1(request: SignedRequest, key: string): string {
  return createHmac("sha1", key).update(oauth1BaseString(request)).digest("base64");
}
