/** Rows in a body or an answer, and where they stand in it: `["user"]` or `["users","user"]`. */
export interface FoundRows {
  readonly path: readonly [string] | readonly [string, string];
  readonly rows: readonly unknown[];
}

/** Finds the rows of a bulk call or of its answer; undefined when it has none. */
export function findRows(body: unknown): FoundRows | undefined {
  if (!isObject(body)) return undefined;
  for (const [name, value] of Object.entries(body)) {
    if (isRows(value)) return { path: [name], rows: value };
    if (!isObject(value)) continue;
    for (const [inner, part] of Object.entries(value)) {
      if (isRows(part)) return { path: [name, inner], rows: part };
    }
  }
  return undefined;
}

/** The same body with other rows. */
export function withRows(body: unknown, { path }: FoundRows, rows: readonly unknown[]): unknown {
  if (!isObject(body)) return body;
  const [outer, inner] = path;
  const part = body[outer];
  const value = inner === undefined ? rows : { ...(isObject(part) ? part : {}), [inner]: rows };
  return { ...body, [outer]: value };
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRows(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isObject);
}
