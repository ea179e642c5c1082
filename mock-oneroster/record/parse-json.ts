/** Parses JSON; undefined when it is none. Says nothing of what it found, for that may be personal. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
