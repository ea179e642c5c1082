/** Where the client is, and by how much the server was asked for something else. */
export interface LinkShift {
  readonly drift: number;
  /** The client's own offset. */
  readonly offset: number;
  /** The client's own limit, when it sent one. */
  readonly limit: number | undefined;
  /** How many records there are after the drift, when that is known. */
  readonly total: number | undefined;
}

/**
 * Rewrites a Link header that a server wrote for a shifted offset into the one for the client's own.
 *
 * Only the numbers change, so that the form that a profile gives to links stays as it is. One link is
 * lost: `prev`, when the server was asked for its very first page in place of a later one.
 */
export function relink(header: string, shift: LinkShift): string {
  return header
    .split(/,\s*(?=<|https?:|\/)/)
    .map((entry) => moveLink(entry, shift))
    .join(", ");
}

function moveLink(entry: string, shift: LinkShift): string {
  const rel = /;\s*rel="?([a-z]+)/i.exec(entry)?.[1];
  return entry.replace(/([?&]offset=)(\d+)/, (_match, name: string, digits: string) => {
    return `${name}${placeOf(rel, Number(digits), shift)}`;
  });
}

function placeOf(rel: string | undefined, offset: number, shift: LinkShift): number {
  if (rel === "next") return Math.max(0, offset - shift.drift);
  if (rel === "prev") return previousPlace(offset, shift);
  return rel === "last" ? lastPlace(offset, shift) : offset;
}

function previousPlace(offset: number, shift: LinkShift): number {
  const { limit } = shift;
  return Math.max(0, limit === undefined ? offset - shift.drift : shift.offset - limit);
}

/** Pages begin at the first record (`query/link-header.ts`), unless there is no telling. */
function lastPlace(offset: number, { limit, total }: LinkShift): number {
  if (limit === undefined || limit === 0 || total === undefined) return offset;
  return Math.max(0, Math.floor((total - 1) / limit) * limit);
}
