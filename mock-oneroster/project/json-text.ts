/**
 * JSON put together from parts, some of them ready-made: for records that are written again and again.
 *
 * A part is the inside of an object without its braces, such as `"a":1,"b":2`, or an empty text.
 */

/** The part of a record's fields. Fields that are undefined are absent. */
export function partOf(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields).slice(1, -1);
}

/** The part of one field whose JSON is there already; empty when it is not. */
export function namedPart(name: string, json: string | undefined): string {
  return json === undefined ? "" : `"${name}":${json}`;
}

/** The JSON of an object. */
export function objectOf(parts: readonly string[]): string {
  let inside = "";
  for (const part of parts) {
    if (part !== "") inside = inside === "" ? part : `${inside},${part}`;
  }
  return `{${inside}}`;
}

/** The JSON of a list. */
export function listOf(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

/** The same, or nothing when it is empty and the field is optional. */
export function filledList(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : listOf(items);
}
