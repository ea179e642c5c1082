/** What an OAuth 1.0a signature covers. */
export interface OAuth1Signed {
  readonly method: string;
  /** The absolute address. Its query is covered as well. */
  readonly url: string | URL;
  /** What is covered besides the query: the parameters of the Authorization header, decoded, without the realm. */
  readonly parameters: Iterable<readonly [string, string]>;
}

/**
 * Builds the text that an OAuth 1.0a signature is made of (RFC 5849 §3.4.1).
 *
 * The query is read as a form, so that `+` is a space there, and written strictly by RFC 3986. For the mocks
 * only: the engine signs with code of its own, or one bug could hide in both.
 */
export function oauth1BaseString({ method, url, parameters }: OAuth1Signed): string {
  const address = new URL(url);
  const normalized = [...parameters, ...address.searchParams]
    .filter(([name]) => name !== "oauth_signature")
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .toSorted((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return [method.toUpperCase(), `${address.origin}${address.pathname}`, normalized]
    .map(encodeRfc3986)
    .join("&");
}

/** Percent-encodes all but letters, digits and `-._~` (RFC 5849 §3.6). Broken UTF-16 is mended first. */
export function encodeRfc3986(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
