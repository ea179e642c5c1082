import { createHmac } from "node:crypto";

/** The parts of a request that an OAuth 1.0a signature covers, with time and nonce given. */
export interface OAuth1Input {
  readonly method: string;
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly nonce: string;
  readonly timestampSeconds: number;
}

/**
 * The Authorization header of a two-legged OAuth 1.0a request signed with HMAC-SHA1
 * (RFC 5849 §3.4, Schoology API: authentication). The token is empty and left out of the key.
 */
export function signOAuth1(input: OAuth1Input): string {
  const oauth: readonly (readonly [string, string])[] = [
    ["oauth_consumer_key", input.consumerKey],
    ["oauth_nonce", input.nonce],
    ["oauth_signature_method", "HMAC-SHA1"],
    ["oauth_timestamp", String(input.timestampSeconds)],
    ["oauth_token", ""],
    ["oauth_version", "1.0"],
  ];
  const signature = createHmac("sha1", `${encodeRfc3986(input.consumerSecret)}&`)
    .update(baseString(input, oauth))
    .digest("base64");
  const parts = [...oauth, ["oauth_signature", signature] as const].map(
    ([name, value]) => `${name}="${encodeRfc3986(value)}"`,
  );
  return `OAuth realm="Schoology API", ${parts.join(", ")}`;
}

function baseString(input: OAuth1Input, oauth: readonly (readonly [string, string])[]): string {
  const url = new URL(input.url);
  const pairs = [...oauth, ...url.searchParams]
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .toSorted((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const address = `${url.protocol}//${url.host}${url.pathname}`;
  return [input.method.toUpperCase(), address, pairs].map(encodeRfc3986).join("&");
}

function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
