/**
 * The id of something that the SIS keeps once and sends many times, such as a grading task in each section: the
 * ids that it is made of, in a form from which they can be read back without a table.
 *
 * Letters, digits and hyphens stay; all else becomes `_` and four hexadecimal digits. So the id fits the pattern
 * of the CSV binding (facts §5.0), and a dot can only stand between two parts.
 */
export function joinIds(prefix: string, parts: readonly string[]): string {
  return [prefix, ...parts.map(escapeId)].join(".");
}

/** The parts of an id that `joinIds` made with this prefix; undefined for any other text. */
export function splitIds(prefix: string, id: string): readonly string[] | undefined {
  if (!id.startsWith(`${prefix}.`)) return undefined;
  const parts = id
    .slice(prefix.length + 1)
    .split(".")
    .map(unescapeId);
  return joinIds(prefix, parts) === id ? parts : undefined;
}

/** An id as it stands in a joined one. */
export function escapeId(id: string): string {
  return id.replaceAll(
    /[^0-9A-Za-z-]/g,
    (unit) => `_${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function unescapeId(part: string): string {
  return part.replaceAll(/_([0-9a-f]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
