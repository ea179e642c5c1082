import { isMembers, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { operations, type OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { ParityError } from "./parity-error.ts";

/**
 * Asks a path of a server, such as `/users?limit=1000&offset=0`, under the base of a version and service. The
 * caller knows the address and the token.
 */
export type ParityGet = (
  version: OneRosterVersion,
  path: string,
  service: OneRosterService,
) => Promise<Response>;

/** How to read the records of one class over REST. */
export interface RestRead {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
  readonly get: ParityGet;
  readonly pageSize: number;
}

/**
 * Reads every record of a class, page by page, until a page is empty: some servers cut pages short and tell no total.
 * Throws a ParityError when the server does not answer with records.
 */
export async function* restRecords(read: RestRead): AsyncGenerator<WireRecord> {
  const { path, service } = collectionOf(read.className);
  let offset = 0;
  for (;;) {
    const query = `${path}?limit=${read.pageSize}&offset=${offset}`;
    const response = await read.get(read.version, query, service);
    if (!response.ok) throw new ParityError("not-served", query, response.status);
    const records = recordsIn(await response.json());
    if (records === undefined) throw new ParityError("no-records", query, response.status);
    yield* records;
    offset += records.length;
    const total = Number(response.headers.get("X-Total-Count") ?? Number.NaN);
    if (records.length === 0 || offset >= total) return;
  }
}

/** Where all records of a class are. */
function collectionOf(className: ClassName): {
  readonly path: string;
  readonly service: OneRosterService;
} {
  const found = operations.find(
    (one) =>
      one.kind === "collection" &&
      one.className === className &&
      one.subset === undefined &&
      one.parents.length === 0,
  );
  if (found === undefined) throw new RangeError(`No operation lists every ${className}.`);
  return found;
}

/** The list in a body, whatever its wrapper is called. */
function recordsIn(body: unknown): readonly WireRecord[] | undefined {
  if (!isMembers(body)) return undefined;
  const list = Object.values(body).find((value) => Array.isArray(value));
  return Array.isArray(list)
    ? list.filter((item): item is WireRecord => isMembers(item))
    : undefined;
}
