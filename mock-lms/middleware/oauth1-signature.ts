import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { encodeRfc3986, oauth1BaseString } from "../../core/oauth1-base-string.ts";
import type { OAuth1Parameters } from "../../core/oauth1-header.ts";

/** A request as a signature covers it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly parameters: OAuth1Parameters;
}

/**
 * The signature that the holder of the secret would give, for the method that the request names: PLAINTEXT
 * or HMAC-SHA1 (RFC 5849 §3.4, Schoology API: authentication). Two-legged: there is no token secret.
 * Undefined for another method.
 */
export function expectedSignature(
  request: SignedRequest,
  consumerSecret: string,
): string | undefined {
  const key = `${encodeRfc3986(consumerSecret)}&`;
  const method = request.parameters.get("oauth_signature_method");
  if (method === "PLAINTEXT") return key;
  if (method !== "HMAC-SHA1") return undefined;
  return createHmac("sha1", key).update(oauth1BaseString(request)).digest("base64");
}

/** Compares secrets in a time that does not tell where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
