import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The parameters of an `Authorization: OAuth` header, decoded, without the realm. */
export type OAuthParameters = ReadonlyMap<string, string>;

const headerLengthMax = 8_192;

/**
 * Reads an `Authorization: OAuth …` header (RFC 5849 §3.5.1). Undefined when it is none, is malformed or
 * repeats a parameter. The realm may hold anything, as clients differ in it.
 */
export function parseOAuthHeader(header: string | undefined): OAuthParameters | undefined {
  if (header === undefined || header.length > headerLengthMax) return undefined;
  const scheme = /^OAuth\s+/i.exec(header);
  if (scheme === null) return undefined;
  const parameters = new Map<string, string>();
  for (const part of header.slice(scheme[0].length).split(",")) {
    const match = /^\s*([A-Za-z_]+)="([^"]*)"\s*$/.exec(part);
    const name = match?.[1];
    const value = decodePercent(match?.[2]);
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    parameters.set(name, value);
  }
  parameters.delete("realm");
  return parameters;
}

/** A request as a signature covers it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly parameters: OAuthParameters;
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
  const key = `${encodePercent(consumerSecret)}&`;
  const method = request.parameters.get("oauth_signature_method");
  if (method === "PLAINTEXT") return key;
  if (method !== "HMAC-SHA1") return undefined;
  return createHmac("sha1", key).update(signatureBase(request)).digest("base64");
}

/** Compares secrets in a time that does not tell where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The signature base string (RFC 5849 §3.4.1). */
function signatureBase({ method, url, parameters }: SignedRequest): string {
  const address = new URL(url);
  const normalized = [...parameters, ...address.searchParams]
    .filter(([name]) => name !== "oauth_signature")
    .map(([name, value]) => [encodePercent(name), encodePercent(value)] as const)
    .toSorted((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return [method.toUpperCase(), `${address.origin}${address.pathname}`, normalized]
    .map(encodePercent)
    .join("&");
}

/** Percent-encoding of RFC 5849 §3.6. Text that is no valid UTF-16 is made so first. */
function encodePercent(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decodePercent(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
