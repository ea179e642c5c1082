/** The parameters of an `Authorization: OAuth` header, decoded, without the realm. */
export type OAuth1Parameters = ReadonlyMap<string, string>;

const headerLengthMax = 8_192;

/**
 * Reads an `Authorization: OAuth …` header (RFC 5849 §3.5.1). Undefined when it is none, is malformed or
 * repeats a parameter. The realm may hold anything, as clients differ in it.
 */
export function parseOAuth1Header(header: string): OAuth1Parameters | undefined {
  if (header.length > headerLengthMax) return undefined;
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

function decodePercent(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
