/** The parameters of an `Authorization: OAuth` header, decoded, without the realm. */
export type OAuth1Parameters = ReadonlyMap<string, string>;

const headerLengthMax = 8_192;

/** One parameter and the comma after it. A quoted text may escape its quotes, as realms do (RFC 9110 §5.6.4). */
const parameterPattern = /\s*([A-Za-z_]+)="((?:[^"\\]|\\.)*)"\s*(?:,|$)/y;

/**
 * Reads an `Authorization: OAuth …` header (RFC 5849 §3.5.1). Undefined when it is none, is malformed or
 * repeats a parameter. The realm may hold anything, as clients differ in it.
 */
export function parseOAuth1Header(header: string): OAuth1Parameters | undefined {
  if (header.length > headerLengthMax) return undefined;
  const scheme = /^OAuth\s+/i.exec(header);
  if (scheme === null) return undefined;
  const parameters = new Map<string, string>();
  const pattern = new RegExp(parameterPattern);
  pattern.lastIndex = scheme[0].length;
  while (pattern.lastIndex < header.length) {
    const match = pattern.exec(header);
    const name = match?.[1];
    if (match === null || name === undefined || parameters.has(name)) return undefined;
    const value = name === "realm" ? "" : decodePercent(match[2]);
    if (value === undefined) return undefined;
    parameters.set(name, value);
  }
  parameters.delete("realm");
  return parameters;
}

function decodePercent(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
